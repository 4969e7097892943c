#include "compressor/program/rasp_compress_help.hpp"

#include "compressor/corpus/rules.hpp"
#include "compressor/program/rasp_shared_options.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::array search_rows = {
    OptionRow{"Search", "max-arity", 'a', "N", "2", "the most arguments an abstraction may have"},
    OptionRow{"Search", "iterations", 'i', "N", "3",
              "how many abstractions to find, one after the other"},
    OptionRow{"Search", "threads", 't', "N", "1",
              "threads to search with, 0 for as many as there are cores; the result does not "
              "depend on it"},
    OptionRow{"Search", "time-limit", 0, "SECONDS", "",
              "stop after this time with the best found so far"},
    OptionRow{"Search", "memory-limit", 0, "MB", "",
              "stop when the program uses more memory than this, with the best found so far; "
              "millions of bytes"},
    OptionRow{"Search", "candidates", 0, "N", "1",
              "of each step, tell the N best abstractions; the first is the one that is taken"},
    OptionRow{"Search", "follow", 0, "BODY", "",
              "tell of each step why this abstraction, such as '(select #0 #0)', is or is not its "
              "answer"},
    OptionRow{"Search", "allow-single-task", 0, "", "",
              "also abstractions that only one task uses"},
    OptionRow{"Search", "allow-constant-arguments", 0, "", "",
              "also abstractions with an argument that is always the same, or two that are always "
              "equal (slow)"},
    OptionRow{"Search", "disable", 0, "RULE", "",
              "search without this pruning rule, for those who doubt it; `--disable list` names "
              "them",
              true},

    OptionRow{"Forms", "eta-long", 0, "", "",
              "no use of an abstraction is a lambda or applied to further arguments, and what "
              "is passed for a metavariable that the body applies is literal lambdas"},
    OptionRow{"Forms", "no-curried-metavars", 0, "", "",
              "no abstraction applies a metavariable to arguments"},
    OptionRow{"Forms", "no-curried-bodies", 0, "", "",
              "no use of an abstraction is applied to further arguments"},

    OptionRow{"Costs", "structure-penalty", 0, "X", "1",
              "the cost of an abstraction's body, times this, is subtracted from its utility"},
    OptionRow{"Costs", "no-other-util", 0, "", "",
              "the utility is only what is saved; the same as --structure-penalty 0"},
    OptionRow{"Costs", "weights", 0, "FILE", "",
              "what the costs of programs are multiplied by: a JSON list with a number for each "
              "program, or an object with numbers for names of tasks or programs, where the "
              "others have 1; - for standard input"},
};

constexpr std::array output_rows = {
    OptionRow{"Input", "shuffle", 0, "", "", "put the programs in a random order"},
    OptionRow{"Input", "seed", 0, "N", "0",
              "another number gives another order, the same one the same on every machine"},
    OptionRow{"Input", "truncate", 0, "N", "",
              "use only the first N programs; after --shuffle, a random sample"},

    OptionRow{"Output", "out", 'o', "FILE", "", "write the result as JSON; - for standard output"},
    OptionRow{"Output", "dot", 0, "FILE", "",
              "write which abstraction uses which, for Graphviz; - for standard output"},
    OptionRow{"Output", "save-rewritten", 0, "FILE", "",
              "write only the rewritten programs, as a list; - for standard output"},
    OptionRow{"Output", "abstraction-prefix", 0, "TEXT", "fn_",
              "abstractions are named by this and a number"},
    OptionRow{"Output", "previous-abstractions", 0, "N", "0", "the number of the first name"},
    OptionRow{"Output", "rewritten-intermediates", 0, "", "",
              "in the JSON, the corpus after each abstraction too"},
    OptionRow{"Output", "rewritten-dreamcoder", 0, "", "",
              "in the JSON, programs with abstractions written out too"},
    OptionRow{"Output", "check-meaning", 0, "", "",
              "run the rewritten programs of RASP on their examples: they must give what the "
              "original ones give"},
    OptionRow{"Output", "quiet", 'q', "", "", "no summary and no progress"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] CORPUS.json"};

constexpr std::array<std::string_view, 7> examples = {
    "Three abstractions of at most two arguments:",
    "    rasp-compress corpora/rasp.json",
    "",
    "Ten abstractions of at most three arguments, kept as JSON and as a picture:",
    "    rasp-compress -a3 -i10 corpora/rasp.json --out library.json --dot library.dot",
    "",
    "CORPUS.json may be - for standard input.",
};

constexpr std::string_view about = "Finds the abstractions that shrink a corpus of programs most, "
                                   "each proven to be the best of its "
                                   "step, and rewrites the corpus with them.\n"
                                   "CORPUS.json is a list of programs as text, a list of objects "
                                   "with \"name\" and \"program\", or a "
                                   "DreamCoder request.";

} // namespace

std::span<const OptionRow> rasp_compress_rows() {
    static const std::vector<OptionRow> rows =
        joined_rows({search_rows, shared_option_rows(), output_rows});
    return rows;
}

std::string rasp_compress_help() {
    return help_text(
        {.program = "rasp-compress", .summary = about, .usage = usage, .examples = examples},
        rasp_compress_rows());
}

std::string rule_list() {
    std::string text = "Rules for --disable; the result is the same without them, only later:\n";
    for (const RuleRow& row : rule_table) {
        text += "  " + std::string(row.name) +
                std::string(std::max<std::size_t>(2, 22 - row.name.size()), ' ') +
                std::string(row.meaning) + "\n";
    }
    return text;
}

} // namespace rasp_stitch::compressor
