#include "compressor/program/compress_options.hpp"

#include "compressor/program/corpus_options.hpp"
#include "compressor/program/disabled_rules.hpp"
#include "compressor/program/stitch_arguments.hpp"
#include "support/cli/options.hpp"
#include "support/options/named_paths.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// The options, and what is only needed to make them.
struct Parsed {
    CompressOptions options;
    CostTexts cost_texts;
    std::string follow_types;
    Decimal penalty;
    bool shuffle = false;
    bool no_look_ahead = false;
    std::uint64_t seed = 0;
    bool lists_rules = false;
};

void add_search_rows(std::vector<OptionRow>& rows, Parsed& parsed) {
    CompressOptions& options = parsed.options;
    CompressionSettings& compression = options.compression;
    Settings& settings = compression.settings;
    const std::vector<OptionRow> search = {
        max_arity_row("Search", whole(settings.max_arity, 0, 64), "2"),
        {"Search", "iterations", 'i', "N", whole(compression.iterations, 0, 1'000'000), "3",
         "how many abstractions to find, one after the other"},
        threads_row("Search", options.threads, "the result does not depend on it"),
        time_limit_row("Search", seconds(options.time_limit), "",
                       "stop after this time with the best found so far"),
        memory_limit_row("Search", megabyte_count(options.memory_limit), "",
                         "stop with the best found so far when the program uses more memory than "
                         "this; millions of bytes"),
        {"Search", "joint", 'j', "", flag(options.joint), "",
         "search for the abstractions that are best together, instead of the best one at each "
         "step: those with the least total cost of corpus and bodies"},
        {"Search", "joint-effort", 0, "N", whole(options.joint_effort, 0, 1'000'000'000), "60",
         "end --joint after about N times the work of a run without it, unless nothing better is "
         "found before"},
        {"Search", "totals-without", 0, "", flag(options.totals_without), "",
         "tell for each abstraction what the total would be without it, as --joint does"},
        {"Search", "no-look-ahead", 0, "", flag(parsed.no_look_ahead), "",
         "of abstractions of equal utility, take the first by arity, cost and text, and number its "
         "arguments from left to right, even if the next steps would save more otherwise"},
        {"Search", "higher-order", 0, "", flag(compression.higher_order), "",
         "also consider abstractions whose arguments are functions that stand nowhere in the "
         "programs, such as (lam (cons (#0 (car $0)) y)), with (lam (+ $0 1)) for "
         "(lam (cons (+ (car $0) 1) y)); the total cost is never greater than without"},
        {"Search", "candidates", 0, "N", whole(compression.candidates, 1, 1000), "1",
         "report the N best abstractions of each step; the first is the one that is taken"},
        {"Search", "follow", 0, "BODY", text(options.follow), "",
         "explain for each step why this abstraction, such as '(select #0 #0)', is or is not the "
         "one that is taken"},
        {"Search", "follow-types", 0, "KINDS", text(parsed.follow_types), "",
         "what #0, #1, ... of --follow are, such as 'S S M': S for an argument that takes symbols "
         "only (--symvar-prefix), M for others"},
        {"Search", "allow-single-task", 0, "", flag(settings.allow_single_task), "",
         "also consider abstractions that only one task uses"},
        {"Search", "allow-constant-arguments", 0, "", flag(settings.allow_constant_arguments), "",
         "also consider abstractions with an argument that is the same in every use, or with two "
         "that are equal in every use (slow)"},
        {"Search", "disable", 0, "RULE", disabled_rules(settings.rules, parsed.lists_rules), "",
         "search without this pruning rule, which changes nothing but the time; `--disable list` "
         "lists the rules"},

        {"Forms", "eta-long", 0, "", flag(settings.forms.eta_long), "",
         "only abstractions in eta-long form: no use is a lambda or is applied to further "
         "arguments, and an argument that the body applies is passed as lambdas"},
        {"Forms", "no-curried-metavars", 0, "", flag(settings.forms.no_curried_metavariables), "",
         "only abstractions that apply no metavariable to arguments"},
        {"Forms", "no-curried-bodies", 0, "", flag(settings.forms.no_curried_bodies), "",
         "only abstractions of which no use is applied to further arguments"},

        {"Costs", "structure-penalty", 0, "X", decimal(parsed.penalty, 0, 1000), "1",
         "subtract this times the cost of an abstraction's body from its utility"},
        {"Costs", "no-other-util", 0, "", flag(options.no_other_util), "",
         "the utility is only what is saved, as with --structure-penalty 0"},
        {"Costs", "weights", 0, "FILE", file(options.weights), "",
         "multiply the costs of programs by these weights: a JSON list with one number for each "
         "program, or an object that maps names of tasks or programs to numbers, where the others "
         "have weight 1; - for standard input"},
    };
    rows.insert(rows.end(), search.begin(), search.end());
}

void add_input_and_output_rows(std::vector<OptionRow>& rows, Parsed& parsed) {
    CompressOptions& options = parsed.options;
    CompressionSettings& compression = options.compression;
    const std::vector<OptionRow> more = {
        format_row(options.format),
        {"Input", "shuffle", 0, "", flag(parsed.shuffle), "", "put the programs in a random order"},
        seed_row("Input", whole(parsed.seed, 0, unlimited), "0",
                 "the order that --shuffle makes; the same on every machine"),
        {"Input", "truncate", 0, "N", whole(options.truncate, 1, unlimited), "",
         "use only the first N programs; after --shuffle, a random sample"},

        out_row("Output", file(options.out), "", "write the result as JSON"),
        json_row("Output", options.as_json),
        {"Output", "dot", 0, "FILE", file(options.dot), "",
         "write a graph of which abstraction uses which, for Graphviz; - for standard output"},
        {"Output", "save-rewritten", 0, "FILE", file(options.save_rewritten), "",
         "write only the rewritten programs, as a corpus; - for standard output"},
        {"Output", "save-rasp", 0, "FILE.rasp", file(options.save_rasp), "",
         "write the abstractions and the rewritten programs as RASP, which the interpreter of its "
         "authors loads, too; - for standard output"},
        rasp::print_row("Output", options.print,
                        "print the abstractions and the rewritten programs; the summary then goes "
                        "to standard error"),
        report_row("Output", file(options.report), "the abstractions and the programs"),
        names_row(options.names),
        {"Output", "abstraction-prefix", 0, "TEXT", name_prefix(compression.abstraction_prefix),
         "fn_", "abstractions are named by this and a number"},
        {"Output", "previous-abstractions", 0, "N",
         whole(compression.previous_abstractions, 0, 1'000'000'000), "0",
         "the number in the first name"},
        {"Output", "rewritten-intermediates", 0, "", flag(options.rewritten_intermediates), "",
         "include in the JSON the corpus after each abstraction"},
        {"Output", "rewritten-dreamcoder", 0, "", flag(options.rewritten_dreamcoder), "",
         "include in the JSON the programs with abstractions written out"},
        {"Output", "check-meaning", 0, "", flag(options.check_meaning), "",
         "run the rewritten RASP programs on their examples, and fail unless they give what the "
         "original ones give"},
        named_variables_row(options.named_variables),
        quiet_row("Output", options.quiet, "print no summary and no progress"),
    };
    rows.insert(rows.end(), more.begin(), more.end());
}

Command command_of(Parsed& parsed) {
    Command command = {
        .name = "rasp-compress",
        .version = program_version(),
        .title = "compress a corpus of programs into a library of abstractions",
        .summary =
            "Finds the abstractions that shrink a corpus of programs most, each proven to be the "
            "best of its step, and rewrites the corpus with them.\n"
            "CORPUS.json is a list of programs as text, an object with the lists \"programs\" and "
            "\"tasks\", a list of objects with \"name\" and \"program\", or a DreamCoder request. "
            "Of files of RASP, every s-op, selector and function is a program.",
        .usage = {"[OPTIONS] CORPUS.json", "[OPTIONS] FILE.rasp..."},
        .examples = {"Three abstractions of at most two arguments:",
                     "    rasp-compress corpora/rasp.json", "",
                     "Ten abstractions of at most three arguments, kept as JSON and as a picture:",
                     "    rasp-compress -a3 -i10 corpora/rasp.json --out library.json --dot "
                     "library.dot",
                     "", "Three more, after those that were found before:",
                     "    rasp-compress corpora/rasp.json --library library.json --out more.json",
                     "", "CORPUS.json may be - for standard input."},
        .arguments = {.name = "CORPUS.json", .least = 0, .most = 1000}};
    add_search_rows(command.rows, parsed);
    const std::vector<OptionRow> library =
        library_rows(file(parsed.options.library), parsed.options.rename,
                     "go on from these abstractions: use them first, then find --iterations more");
    command.rows.insert(command.rows.end(), library.begin(), library.end());
    add_matching_rows(command.rows, parsed.options.matching);
    add_type_row(command.rows, parsed.options.matching);
    add_cost_rows(command.rows, parsed.options.compression.settings.costs, parsed.cost_texts);
    add_input_and_output_rows(command.rows, parsed);
    return command;
}

StructurePenalty structure_penalty(const Parsed& parsed, const GivenOptions& given) {
    if (parsed.options.no_other_util) {
        if (given.has("structure-penalty")) {
            throw InputError({.found = "--no-other-util and --structure-penalty contradict each "
                                       "other",
                              .expected = "one of them; --no-other-util is a penalty of 0"});
        }
        return {.units = 0, .scale = 1};
    }
    const std::int64_t common = std::gcd(parsed.penalty.units, parsed.penalty.scale);
    return {.units = parsed.penalty.units / common, .scale = parsed.penalty.scale / common};
}

std::optional<std::uint64_t> shuffle_seed(const Parsed& parsed, const GivenOptions& given) {
    if (parsed.shuffle) {
        return parsed.seed;
    }
    if (given.has("seed")) {
        throw InputError(
            {.found = "--seed is given, but nothing is random", .expected = "--shuffle with it"});
    }
    return std::nullopt;
}

std::vector<bool> follow_symbols(const Parsed& parsed) {
    std::vector<bool> takes_symbols;
    for (const char kind : parsed.follow_types) {
        if (kind != ' ' && kind != 'S' && kind != 'M') {
            throw InputError({.found = "--follow-types has " + quote_excerpt(std::string(1, kind)),
                              .expected = "S or M for each argument, such as 'S S M'"});
        }
        if (kind != ' ') {
            takes_symbols.push_back(kind == 'S');
        }
    }
    if (!takes_symbols.empty() && !parsed.options.follow) {
        throw InputError({.found = "--follow-types is given, but nothing is followed",
                          .expected = "--follow with it"});
    }
    return takes_symbols;
}

void check_joint(const CompressOptions& options, const GivenOptions& given) {
    if (!options.joint) {
        if (given.has("joint-effort")) {
            throw InputError({.found = "--joint-effort is given, but not --joint",
                              .expected = "--joint with it"});
        }
        return;
    }
    for (const char* const of_steps : {"candidates", "follow"}) {
        if (given.has(of_steps)) {
            throw InputError(
                {.found = fmt::format("--joint and --{} contradict each other", of_steps),
                 .expected = fmt::format("one of them; --{} is for the steps of a greedy search, "
                                         "which --joint does not keep to",
                                         of_steps)});
        }
    }
}

void check_higher_order(const CompressOptions& options, const GivenOptions& given) {
    if (!options.compression.higher_order) {
        return;
    }
    for (const char* const restricted :
         {"joint", "totals-without", "allow-single-task", "eta-long", "no-curried-metavars",
          "no-curried-bodies", "types", "fixed-arity", "symvar-prefix", "tdfa-json-path",
          "fused-lambda-tags"}) {
        if (given.has(restricted)) {
            throw InputError(
                {.found = fmt::format("--higher-order and --{} contradict each other", restricted),
                 .expected =
                     fmt::format("one of them; --{} is for abstractions that match", restricted)});
        }
    }
}

void check_paths_of(const CompressOptions& options) {
    const std::array inputs = {NamedPath{"list of weights", options.weights},
                               NamedPath{"library", options.library},
                               NamedPath{"automaton", options.matching.tdfa_json_path},
                               NamedPath{"list of types", options.matching.types},
                               NamedPath{"list of names", options.names.path},
                               NamedPath{"corpus", options.corpus}};
    const std::array outputs = {NamedPath{"--out", options.out},
                                NamedPath{"--dot", options.dot},
                                NamedPath{"--save-rewritten", options.save_rewritten},
                                NamedPath{"--save-rasp", options.save_rasp},
                                NamedPath{"--report", options.report},
                                NamedPath{"--json", printed_path(options.as_json)},
                                NamedPath{"--print", printed_path(options.print.form.has_value())}};
    check_paths(inputs, outputs);
    rasp::check_names(options.print, options.save_rasp.has_value());
}

} // namespace

std::optional<CompressOptions> parse_compress_options(int argc, const char* const* argv) {
    Parsed parsed;
    const std::optional<GivenOptions> given = parse_options(command_of(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    if (parsed.lists_rules) {
        std::fputs(rule_list().c_str(), stdout);
        return std::nullopt;
    }
    if (given->arguments().empty()) {
        throw InputError({.found = "no corpus was named",
                          .expected = "rasp-compress CORPUS.json (--help explains more)"});
    }
    CompressOptions& options = parsed.options;
    options.corpus = given->arguments().front();
    options.sources = sources_of(given->arguments());
    options.shuffle_seed = shuffle_seed(parsed, *given);
    options.compression.settings.penalty = structure_penalty(parsed, *given);
    options.compression.look_ahead = !parsed.no_look_ahead;
    options.compression.follow_symbols = follow_symbols(parsed);
    check_automaton_form(options.matching, options.compression.settings.forms);
    check_matching_options(options.matching, options.compression.abstraction_prefix);
    check_joint(options, *given);
    check_higher_order(options, *given);
    check_paths_of(options);
    options.plain_names = read_names(options.names, {.on_page = options.report.has_value(),
                                                     .in_rasp = options.print.form.has_value() ||
                                                                options.save_rasp.has_value()});
    options.print.changes = options.plain_names;
    if (options.rename && !options.library) {
        throw InputError({.found = "--rename is given, but there is no library to rename",
                          .expected = "--library with it; found abstractions are named by "
                                      "--abstraction-prefix"});
    }
    options.arguments = stitch_arguments(options, parsed.cost_texts);
    return std::move(options);
}

} // namespace rasp_stitch::compressor
