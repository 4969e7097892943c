#include "enumerator/program/enumerate_options.hpp"

#include "enumerator/grammar/description_length.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/tasks/task_literals.hpp"
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
#include <span>
#include <string_view>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t default_frontier = 5; // for a file of tasks, and for --check
constexpr double default_upper = 100;       // nats, for tasks
constexpr double default_seconds = 60;      // for tasks

constexpr std::array<std::string_view, 5> modes = {"tasks", "example", "describe-tasks", "count",
                                                   "list"};
constexpr std::array<std::string_view, 7> only_for_tasks = {
    "search", "frontier", "check", "no-backwards", "no-few-examples", "out", "quiet"};
constexpr std::array<std::string_view, 2> only_for_bottom_up = {"no-backwards", "no-few-examples"};
constexpr std::array<std::string_view, 3> only_for_windows = {"request", "lower",
                                                              "primitive-types"};
constexpr std::array<std::string_view, 8> not_for_descriptions = {
    "grammar", "primitives", "library",      "upper",
    "threads", "time-limit", "memory-limit", "max-programs"};

// The options, and those whose default depends on what is to be done.
struct Parsed {
    EnumerateOptions options = {.mode = {},
                                .grammar = {},
                                .primitives = {},
                                .library = {},
                                .primitive_types = {},
                                .tasks = {},
                                .examples = {},
                                .literals = {},
                                .out = {},
                                .print = {},
                                .request = {},
                                .budget = {}};
    std::optional<std::string> described_tasks;
    bool counts = false;
    bool lists = false;
    std::optional<std::string> literals;
    std::optional<std::size_t> held_out;
    std::optional<std::size_t> frontier;
    std::optional<double> upper;
    std::optional<double> time_limit;
};

std::vector<OptionRow> rows_of(Parsed& parsed) {
    EnumerateOptions& options = parsed.options;
    return {
        {"What to do", "tasks", 0, "FILE", file(options.tasks), "",
         "find programs for these tasks, in the form of corpora/rasp.json or of DreamCoder; - for "
         "standard input"},
        {"What to do", "example", 'e', "'IN -> OUT'", texts(options.examples), "",
         "find programs for one task that has this example: words, of which each character is a "
         "token, or lists in JSON"},
        {"What to do", "describe-tasks", 0, "FILE", file(parsed.described_tasks), "",
         "print these tasks in DreamCoder's form, as JSON, with the types of their literals; - for "
         "standard input"},
        {"What to do", "count", 0, "", flag(parsed.counts), "",
         "print the number of programs in a window of description lengths"},
        {"What to do", "list", 0, "", flag(parsed.lists), "",
         "print the programs in a window, the most probable first: log prior in nats, a tab, the "
         "program"},

        {"Grammar", "grammar", 'g', "FILE", file(options.grammar), "",
         "a grammar as DreamCoder writes it, unigram or contextual, or a file with one as its "
         "member \"DSL\", such as the frontiers that --out and rasp-dream write; - for standard "
         "input"},
        {"Grammar", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
         "the primitives if there is no --grammar, each with the same weight: minimal, all, "
         "extended, names "
         "of primitives and literals such as str.a, separated by commas (minimal,str.a); tasks add "
         "their literals (--literals)"},
        {"Grammar", "library", 0, "FILE", file(options.library), "",
         "also use the abstractions of this library, which rasp-compress --out wrote, or the "
         "functions and s-ops of a file of RASP, FILE.rasp"},
        {"Grammar", "primitive-types", 0, "FILE", file(options.primitive_types), "",
         "types of primitives that RASP does not have: a JSON list of objects with \"name\" and "
         "\"type\"; for --count and --list"},

        {"Tasks", "search", 's', "KIND",
         choice(options.search,
                std::vector<NamedValue<SearchKind>>{{"bottom-up", SearchKind::bottom_up},
                                                    {"top-down", SearchKind::top_down}}),
         "bottom-up",
         "bottom-up tries only one of the programs that behave alike; top-down tries every "
         "program"},
        with_default_note(
            {"Tasks", "literals", 0, "WHICH", text(parsed.literals), "",
             "the literals that programs may use besides the primitives: auto (those that the "
             "examples suggest, such as a token that is marked or a number that recurs), none, "
             "file (those that the file names for each task), or a list (str.a,str.b,2)"},
            "auto, for --tasks file"),
        with_default_note({"Tasks", "frontier", 'k', "N", whole(parsed.frontier, 1, 255), "",
                           "how many programs to find for each task"},
                          "5, for --example 1, with --check 5"),
        {"Tasks", "check", 0, "N", whole(parsed.held_out, 1, 1'000'000), "",
         "keep the last N examples of each task from the search, and say which programs meet them"},
        {"Tasks", "no-backwards", 0, "", cleared(options.backwards), "",
         "do not use outputs backwards: that finds larger programs, but a search that is cut off "
         "has no proof that no other is more probable"},
        {"Tasks", "no-few-examples", 0, "", cleared(options.few_examples), "",
         "search on all examples from the start, for all tasks of a group together"},

        {"Windows", "request", 'r', "TYPE", text(options.request), "",
         "the type of the programs, such as \"input(str) -> seq(num)\""},
        {"Windows", "lower", 'l', "X", real(options.lower, 0, max_nats), "0",
         "the least description length, in nats"},
        with_default_note({"Windows", "upper", 'u', "X", real(parsed.upper, 0, max_nats), "",
                           "the description length that programs must stay below, in nats"},
                          "100 for tasks"),

        out_row("Output", file(options.out), "",
                "with tasks, write the programs as JSON, which rasp-compress reads"),
        json_row("Output", options.as_json,
                 "what was found as JSON in place of the summary, of the number or of the list"),
        rasp::print_row("Output", options.print,
                        "print only the programs on standard output, and the report on standard "
                        "error; with --list, too"),
        rasp::names_row("Output", options.print),
        quiet_row("Output", options.quiet),

        threads_row("Limits", options.threads,
                    "what is found does not depend on it unless another limit ends the search"),
        with_default_note(
            time_limit_row("Limits", seconds(parsed.time_limit), "", "stop after this time"),
            "60 for tasks"),
        memory_limit_row("Limits", megabyte_count(options.budget.memory), "4000",
                         "stop when the search needs more memory than this; millions of bytes"),
        max_programs_row("Limits", whole(options.budget.programs, 0, unlimited),
                         "with --list, print the N most probable programs; otherwise stop after N "
                         "programs for each task; top-down, in each group of tasks"),
    };
}

Command command_of(Parsed& parsed) {
    return {
        .name = "rasp-enumerate",
        .version = program_version(),
        .title = "find the most probable RASP programs for examples",
        .summary =
            "Finds the most probable RASP programs that give the outputs of examples, under a "
            "probabilistic grammar; or enumerates the programs of a type exactly: all those with "
            "LOWER <= -log probability < UPPER, each once.\n"
            "Each task is searched for by itself, on a few of its examples first, and all share "
            "the "
            "time. If a limit ends a search, the output says so, and up to which description "
            "length every program was tried.",
        .usage = {"--tasks TASKS.json [OPTIONS]",
                  "--example 'hello -> olleh' [--example ...] [OPTIONS]",
                  "--describe-tasks TASKS.json",
                  "--count|--list --request TYPE --upper X [OPTIONS]"},
        .examples =
            {"Which program reverses a word?",
             "    rasp-enumerate --example 'hello -> olleh' --example 'abc -> cba'",
             "Which one marks the letter a?",
             "    rasp-enumerate -e '[\"a\", \"b\", \"a\"] -> [true, false, true]'",
             "Does what is found hold on an example that the search has not seen?",
             "    rasp-enumerate -e 'ab -> ba' -e 'abc -> cba' -e 'hello -> olleh' --check 1",
             "Five programs for each task of the corpus, two minutes in all:",
             "    rasp-enumerate --tasks corpora/rasp.json --time-limit 120 --out frontiers.json",
             "How many programs of a type have a probability between exp(-15) and exp(-12)?",
             "    rasp-enumerate --count --request 'input(str) -> seq(num)' --lower 12 --upper 15",
             "The most probable programs under a grammar of your own:",
             "    rasp-enumerate --list --request 'seq(num) -> seq(num)' --grammar dsl.json "
             "--upper 8",
             "With the grammar that was used, or learnt, before:",
             "    rasp-enumerate --tasks corpora/tasks.json --grammar frontiers.json"},
        .rows = rows_of(parsed)};
}

EnumerateMode mode_of(const GivenOptions& given) {
    std::string asked;
    std::size_t count = 0;
    for (const std::string_view mode : modes) {
        if (given.has(mode)) {
            asked += fmt::format("{}--{}", count++ == 0 ? "" : " and ", mode);
        }
    }
    if (count != 1) {
        throw InputError({.found = count == 0 ? "nothing was asked for"
                                              : "several things were asked for: " + asked,
                          .expected = "one of --tasks, --example, --describe-tasks, --count and "
                                      "--list (--help explains more)"});
    }
    return asked == "--count"            ? EnumerateMode::count
           : asked == "--list"           ? EnumerateMode::list
           : asked == "--describe-tasks" ? EnumerateMode::describe_tasks
                                         : EnumerateMode::tasks;
}

// Throws InputError for an option that would make no difference.
void check_used(const GivenOptions& given, const EnumerateOptions& options) {
    const auto check = [&](std::span<const std::string_view> names, std::string_view where) {
        for (const std::string_view name : names) {
            if (given.has(name)) {
                throw InputError({.found = fmt::format("--{} was given", name),
                                  .expected = fmt::format("it with {} only", where)});
            }
        }
    };
    if (options.mode != EnumerateMode::count && options.mode != EnumerateMode::list) {
        check(only_for_windows, "--count and --list");
    }
    if (options.mode != EnumerateMode::tasks) {
        check(only_for_tasks, "--tasks and --example");
    }
    if (options.mode == EnumerateMode::count || options.mode == EnumerateMode::list) {
        check(std::array<std::string_view, 1>{"literals"},
              "--tasks, --example and --describe-tasks (--primitives takes literals, too)");
    }
    if (options.mode == EnumerateMode::describe_tasks) {
        check(not_for_descriptions, "--tasks, --example, --count and --list");
    }
    if (options.search == SearchKind::top_down) {
        check(only_for_bottom_up, "--search bottom-up");
    }
    if (options.mode == EnumerateMode::describe_tasks || options.mode == EnumerateMode::count) {
        check(std::array<std::string_view, 2>{"print", "names"}, "--tasks, --example and --list");
    }
    check_paths(std::array{NamedPath{"list of tasks", options.tasks},
                           NamedPath{"grammar", options.grammar},
                           NamedPath{"library", options.library}},
                std::array{NamedPath{"--out", options.out},
                           NamedPath{"--json", printed_path(options.as_json)},
                           NamedPath{"--print", printed_path(options.print.form.has_value())}});
    rasp::check_names(options.print);
    given.check_replaced("grammar", {"primitives", "library", "literals"},
                         "a grammar has its own productions");
}

void require(const GivenOptions& given, std::string_view name) {
    if (!given.has(name)) {
        throw InputError({.found = fmt::format("--{} is missing", name),
                          .expected = "rasp-enumerate --count|--list --request TYPE --upper X "
                                      "(--help explains more)"});
    }
}

std::vector<std::string> literal_list(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string name(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        const std::optional<rasp::Value> value = rasp::parse_literal(name);
        if (!value) {
            throw InputError({.found = "--literals: " + quote_excerpt(name) + " is not a literal",
                              .expected = "auto, none, file, or literals with commas between them: "
                                          "numbers, true, false, or str. and a text, as in "
                                          "str.a,str.b,2"});
        }
        names.push_back(rasp::literal_name(*value));
    }
    std::vector<std::string> literals;
    rasp::add_literals(literals, names);
    return literals;
}

void read_literals(const Parsed& parsed, EnumerateOptions& options) {
    const std::string by_default = options.tasks ? "file" : "auto";
    const std::string which = parsed.literals.value_or(by_default);
    if (which == "file" && !options.tasks) {
        throw InputError({.found = "--literals file without a file of tasks",
                          .expected = "auto, none or a list of literals"});
    }
    options.literal_source = which == "file"   ? LiteralSource::file
                             : which == "auto" ? LiteralSource::examples
                                               : LiteralSource::list;
    if (which != "none" && options.literal_source == LiteralSource::list) {
        options.literals = literal_list(which);
    }
}

// Sets the options whose default depends on the mode.
void finish(const GivenOptions& given, Parsed& parsed) {
    EnumerateOptions& options = parsed.options;
    if (options.mode == EnumerateMode::describe_tasks) {
        options.tasks = parsed.described_tasks;
        read_literals(parsed, options);
        return;
    }
    if (options.mode == EnumerateMode::tasks) {
        read_literals(parsed, options);
        options.held_out = parsed.held_out.value_or(0);
        options.frontier_size = parsed.frontier.value_or(options.tasks     ? default_frontier
                                                         : parsed.held_out ? default_frontier
                                                                           : 1);
        // Who asks for several programs for examples wants to see them.
        options.shown_programs = options.tasks ? 1 : parsed.frontier.value_or(1);
        options.budget.seconds = default_seconds;
    } else {
        require(given, "request");
        require(given, "upper");
    }
    options.upper = parsed.upper.value_or(default_upper);
    if (options.mode != EnumerateMode::tasks && options.lower >= options.upper) {
        throw InputError(
            {.found =
                 fmt::format("--lower {} is not below --upper {}", options.lower, options.upper),
             .expected = "a window in which programs can lie: --lower X --upper Y with X < Y"});
    }
    options.budget.seconds = parsed.time_limit.value_or(options.budget.seconds);
}

} // namespace

std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv) {
    Parsed parsed;
    const std::optional<GivenOptions> given = parse_options(command_of(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    parsed.options.mode = mode_of(*given);
    check_used(*given, parsed.options);
    finish(*given, parsed);
    return std::move(parsed.options);
}

} // namespace rasp_stitch::enumerator
