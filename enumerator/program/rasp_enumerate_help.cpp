#include "enumerator/program/rasp_enumerate_help.hpp"

#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"

#include <array>
#include <string_view>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::array option_rows = {
    OptionRow{"What to do", "tasks", 0, "FILE", "",
              "find programs for these tasks: as corpora/rasp.json has them, or as DreamCoder has; "
              "- for standard input"},
    OptionRow{"What to do", "example", 'e', "'IN -> OUT'", "",
              "find programs for one task with this example: words, of which each character is a "
              "token, or lists in JSON",
              true},
    OptionRow{"What to do", "describe-tasks", 0, "FILE", "",
              "print these tasks as DreamCoder has them, JSON, with the types of their literals; - "
              "for standard input"},
    OptionRow{"What to do", "count", 0, "", "",
              "print how many programs a window of description length has"},
    OptionRow{"What to do", "list", 0, "", "",
              "print them, best first: log prior in nats, a tab, the program"},

    OptionRow{"Grammar", "grammar", 'g', "FILE", "",
              "a grammar as DreamCoder writes it (\"DSL\"), unigram or contextual; - for standard "
              "input"},
    OptionRow{
        "Grammar", "primitives", 'p', "NAMES", "minimal",
        "where there is no --grammar: minimal, all, and names, with commas between, each with "
        "the same weight; tasks add their literals"},
    OptionRow{"Grammar", "library", 0, "FILE", "",
              "besides the primitives, abstractions: what rasp-compress --out wrote"},
    OptionRow{"Grammar", "primitive-types", 0, "FILE", "",
              "types of primitives that are not RASP's: a list of objects with \"name\" and "
              "\"type\"; for --count and --list"},

    OptionRow{"Tasks", "search", 's', "KIND", "bottom-up",
              "bottom-up: programs that behave the same are looked at once; or top-down: all "
              "programs are looked at"},
    OptionRow{"Tasks", "frontier", 'k', "N", "",
              "find so many programs for each task: 5 unless given, for --example 1"},
    OptionRow{"Tasks", "out", 'o', "FILE", "",
              "write the programs as JSON, which rasp-compress reads; - for standard output"},
    OptionRow{"Tasks", "quiet", 'q', "", "", "print only warnings and errors"},

    OptionRow{"Windows", "request", 'r', "TYPE", "",
              "the type of programs, as \"input(str) -> seq(num)\""},
    OptionRow{"Windows", "lower", 'l', "X", "0", "least description length, in nats"},
    OptionRow{"Windows", "upper", 'u', "X", "",
              "description length from which on to leave out; for tasks 100 unless given"},

    OptionRow{"Limits", "threads", 't', "N", "0",
              "threads to search with, 0 for as many as there are cores; what is found does not "
              "depend on it, unless another limit ends the search"},
    OptionRow{"Limits", "time", 0, "SECONDS", "",
              "stop after this time; for tasks 60 unless given"},
    OptionRow{"Limits", "memory", 0, "MB", "4000", "stop when the search takes more memory"},
    OptionRow{"Limits", "most-programs", 0, "N", "",
              "for --list the N best; otherwise stop after so many, in each group of tasks"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 4> usage = {
    "--tasks TASKS.json [OPTIONS]",
    "--example 'hello -> olleh' [--example ...] [OPTIONS]",
    "--describe-tasks TASKS.json",
    "--count|--list --request TYPE --upper X [OPTIONS]",
};

constexpr std::array<std::string_view, 8> examples = {
    "Which program turns words around?",
    "    rasp-enumerate --example 'hello -> olleh' --example 'abc -> cba'",
    "Five programs for each task of the corpus, two minutes in all:",
    "    rasp-enumerate --tasks corpora/rasp.json --time 120 --out frontiers.json",
    "How many programs of a type have a probability between exp(-15) and exp(-12)?",
    "    rasp-enumerate --count --request 'input(str) -> seq(num)' --lower 12 --upper 15",
    "The most probable programs under a grammar of one's own:",
    "    rasp-enumerate --list --request 'seq(num) -> seq(num)' --grammar dsl.json --upper 8",
};

constexpr std::string_view about =
    "Finds the most probable RASP programs that give the outputs of examples, under a "
    "probabilistic grammar; or enumerates the programs of a type, exactly: all those with LOWER <= "
    "-log probability < UPPER, each once.\n"
    "Tasks of the same type and with the same literals are searched for together and share the "
    "time. A search that was cut short says so, and tells below which description length all "
    "programs were looked at.";

} // namespace

std::span<const OptionRow> rasp_enumerate_rows() {
    return option_rows;
}

std::string rasp_enumerate_help() {
    return help_text(
        {.program = "rasp-enumerate", .summary = about, .usage = usage, .examples = examples},
        option_rows);
}

} // namespace rasp_stitch::enumerator
