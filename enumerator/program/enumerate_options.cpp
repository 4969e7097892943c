#include "enumerator/program/enumerate_options.hpp"

#include "enumerator/grammar/description_length.hpp"
#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string_view>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t default_frontier = 5; // for a file of tasks
constexpr double default_upper = 100;       // nats, for tasks
constexpr double default_seconds = 60;      // for tasks

constexpr std::array<std::string_view, 5> modes = {"tasks", "example", "describe-tasks", "count",
                                                   "list"};
constexpr std::array<std::string_view, 5> only_for_tasks = {"search", "frontier", "backwards",
                                                            "out", "quiet"};
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
                                .out = {},
                                .request = {},
                                .budget = {}};
    std::optional<std::string> described_tasks;
    bool counts = false;
    bool lists = false;
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
         "a grammar as DreamCoder writes it (\"DSL\"), unigram or contextual; - for standard "
         "input"},
        {"Grammar", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
         "the primitives if there is no --grammar, each with the same weight: minimal, all, names "
         "of primitives and literals such as str.a, separated by commas (minimal,str.a); tasks add "
         "their literals"},
        {"Grammar", "library", 0, "FILE", file(options.library), "",
         "also use the abstractions of this library, which rasp-compress --out wrote"},
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
        with_default_note({"Tasks", "frontier", 'k', "N", whole(parsed.frontier, 1, 255), "",
                           "how many programs to find for each task"},
                          "5, for --example 1"),
        {"Tasks", "backwards", 0, "", flag(options.backwards), "",
         "use the outputs of a task that is searched for alone backwards, too, which finds larger "
         "programs"},
        out_row("Tasks", file(options.out), "",
                "write the programs as JSON, which rasp-compress reads"),
        quiet_row("Tasks", options.quiet),

        {"Windows", "request", 'r', "TYPE", text(options.request), "",
         "the type of the programs, such as \"input(str) -> seq(num)\""},
        {"Windows", "lower", 'l', "X", real(options.lower, 0, max_nats), "0",
         "the least description length, in nats"},
        with_default_note({"Windows", "upper", 'u', "X", real(parsed.upper, 0, max_nats), "",
                           "the description length that programs must stay below, in nats"},
                          "100 for tasks"),

        threads_row("Limits", options.threads,
                    "what is found does not depend on it unless another limit ends the search"),
        with_default_note(
            time_limit_row("Limits", seconds(parsed.time_limit), "", "stop after this time"),
            "60 for tasks"),
        memory_limit_row("Limits", megabyte_count(options.budget.memory), "4000",
                         "stop when the search needs more memory than this; millions of bytes"),
        max_programs_row("Limits", whole(options.budget.programs, 0, unlimited),
                         "with --list, print the N most probable programs; otherwise stop after N "
                         "programs, in each group of tasks"),
    };
}

Command command_of(Parsed& parsed) {
    return {
        .name = "rasp-enumerate",
        .version = RASP_STITCH_VERSION,
        .summary =
            "Finds the most probable RASP programs that give the outputs of examples, under a "
            "probabilistic grammar; or enumerates the programs of a type exactly: all those with "
            "LOWER <= -log probability < UPPER, each once.\n"
            "Tasks of the same type and with the same literals are searched for together and share "
            "the time. If a limit ends a search, the output says so, and up to which description "
            "length every program was tried.",
        .usage = {"--tasks TASKS.json [OPTIONS]",
                  "--example 'hello -> olleh' [--example ...] [OPTIONS]",
                  "--describe-tasks TASKS.json",
                  "--count|--list --request TYPE --upper X [OPTIONS]"},
        .examples =
            {"Which program reverses a word?",
             "    rasp-enumerate --example 'hello -> olleh' --example 'abc -> cba'",
             "Which one marks the letter a?",
             "    rasp-enumerate -p minimal,str.a -e '[\"a\", \"b\", \"a\"] -> [true, false, "
             "true]'",
             "Five programs for each task of the corpus, two minutes in all:",
             "    rasp-enumerate --tasks corpora/rasp.json --time-limit 120 --out frontiers.json",
             "How many programs of a type have a probability between exp(-15) and exp(-12)?",
             "    rasp-enumerate --count --request 'input(str) -> seq(num)' --lower 12 --upper 15",
             "The most probable programs under a grammar of your own:",
             "    rasp-enumerate --list --request 'seq(num) -> seq(num)' --grammar dsl.json "
             "--upper 8"},
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
    if (options.mode == EnumerateMode::describe_tasks) {
        check(not_for_descriptions, "--tasks, --example, --count and --list");
    }
    if (options.tasks == "-" && options.grammar == "-") {
        throw InputError({.found = "both --tasks and --grammar are to be read from standard input",
                          .expected = "one of them from a file"});
    }
    if (options.backwards && options.search == SearchKind::top_down) {
        throw InputError({.found = "--backwards was given with --search top-down",
                          .expected = "it with --search bottom-up only"});
    }
    for (const std::string_view name : {"primitives", "library"}) {
        if (given.has("grammar") && given.has(name)) {
            throw InputError({.found = fmt::format("both --grammar and --{} were given", name),
                              .expected = "one of them: a grammar has its own productions"});
        }
    }
}

void require(const GivenOptions& given, std::string_view name) {
    if (!given.has(name)) {
        throw InputError({.found = fmt::format("--{} is missing", name),
                          .expected = "rasp-enumerate --count|--list --request TYPE --upper X "
                                      "(--help explains more)"});
    }
}

// Sets the options whose default depends on the mode.
void finish(const GivenOptions& given, Parsed& parsed) {
    EnumerateOptions& options = parsed.options;
    if (options.mode == EnumerateMode::describe_tasks) {
        options.tasks = parsed.described_tasks;
        return;
    }
    if (options.mode == EnumerateMode::tasks) {
        options.frontier_size = parsed.frontier.value_or(options.tasks ? default_frontier : 1);
        options.budget.seconds = default_seconds;
    } else {
        require(given, "request");
        require(given, "upper");
    }
    options.upper = parsed.upper.value_or(default_upper);
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
