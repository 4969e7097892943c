#include "enumerator/program/rasp_enumerate_options.hpp"

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/program/rasp_enumerate_help.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <string_view>
#include <thread>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most_frontier = 255;
constexpr std::size_t default_frontier = 5; // for a file of tasks
constexpr std::int64_t megabyte = 1'000'000;
constexpr std::int64_t max_memory = std::numeric_limits<std::int64_t>::max() / megabyte;
constexpr double default_upper = 100;  // nats, for tasks
constexpr double default_seconds = 60; // for tasks

constexpr std::array<std::string_view, 5> modes = {"tasks", "example", "describe-tasks", "count",
                                                   "list"};
constexpr std::array<std::string_view, 4> only_for_tasks = {"search", "frontier", "out", "quiet"};
constexpr std::array<std::string_view, 3> only_for_windows = {"request", "lower",
                                                              "primitive-types"};

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

bool is_given(const Options& options, std::string_view name) {
    return name == "example" ? !options.texts(name).empty() : options.given(name);
}

EnumerateMode mode_of(const Options& options) {
    std::string given;
    std::size_t count = 0;
    for (const std::string_view mode : modes) {
        if (is_given(options, mode)) {
            given += fmt::format("{}--{}", count++ == 0 ? "" : " and ", mode);
        }
    }
    if (count != 1) {
        throw InputError({.found = count == 0 ? "nothing was asked for"
                                              : "several things were asked for: " + given,
                          .expected = "one of --tasks, --example, --describe-tasks, --count and "
                                      "--list (--help explains more)"});
    }
    return given == "--count"            ? EnumerateMode::count
           : given == "--list"           ? EnumerateMode::list
           : given == "--describe-tasks" ? EnumerateMode::describe_tasks
                                         : EnumerateMode::tasks;
}

constexpr std::array<std::string_view, 8> not_for_descriptions = {
    "grammar", "primitives", "library", "upper", "threads", "time", "memory", "most-programs"};

// An option that would make no difference is a mistake of the user.
void check_used(const Options& options, EnumerateMode mode) {
    const auto check = [&](std::span<const std::string_view> names, std::string_view where) {
        for (const std::string_view name : names) {
            if (options.given(name)) {
                throw InputError({.found = fmt::format("--{} was given", name),
                                  .expected = fmt::format("it with {} only", where)});
            }
        }
    };
    if (mode != EnumerateMode::count && mode != EnumerateMode::list) {
        check(only_for_windows, "--count and --list");
    }
    if (mode != EnumerateMode::tasks) {
        check(only_for_tasks, "--tasks and --example");
    }
    if (mode == EnumerateMode::describe_tasks) {
        check(not_for_descriptions, "--tasks, --example, --count and --list");
    }
    if (options.optional_text("tasks") == "-" && options.optional_text("grammar") == "-") {
        throw InputError({.found = "both --tasks and --grammar are to be read from standard input",
                          .expected = "one of them from a file"});
    }
    for (const std::string_view name : {"primitives", "library"}) {
        if (options.given("grammar") && options.given(name)) {
            throw InputError({.found = fmt::format("both --grammar and --{} were given", name),
                              .expected = "one of them: a grammar has its own productions"});
        }
    }
}

std::string needed_text(const Options& options, std::string_view name) {
    const std::optional<std::string> text = options.optional_text(name);
    if (!text) {
        throw InputError({.found = "--" + std::string(name) + " is missing",
                          .expected = "rasp-enumerate --count|--list --request TYPE --upper X "
                                      "(--help explains more)"});
    }
    return *text;
}

void read_window(const Options& options, EnumerateOptions& parsed) {
    parsed.request = needed_text(options, "request");
    needed_text(options, "upper");
    parsed.lower = options.real("lower", 0, max_nats);
}

SearchKind read_search(const std::string& name) {
    const std::optional<SearchKind> search = search_kind_named(name);
    if (!search) {
        throw InputError(
            {.found = "--search " + quote_excerpt(name), .expected = "bottom-up or top-down"});
    }
    return *search;
}

void read_tasks(const Options& options, EnumerateOptions& parsed) {
    parsed.tasks = options.optional_text("tasks");
    parsed.examples = options.texts("example");
    parsed.search = read_search(options.text("search"));
    parsed.frontier_size =
        options.given("frontier")
            ? static_cast<std::size_t>(options.integer("frontier", 1, most_frontier))
        : parsed.tasks ? default_frontier
                       : 1;
    parsed.out = options.optional_text("out");
    parsed.quiet = options.flag("quiet");
    parsed.upper = default_upper;
    parsed.budget.seconds = default_seconds;
}

void read_limits(const Options& options, EnumerateOptions& parsed) {
    if (options.given("upper")) {
        parsed.upper = options.real("upper", 0, max_nats);
    }
    if (options.given("time")) {
        parsed.budget.seconds = options.seconds("time");
    }
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    parsed.threads = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
    parsed.budget.memory =
        static_cast<std::size_t>(options.integer("memory", 1, max_memory) * megabyte);
    if (options.given("most-programs")) {
        parsed.budget.programs = static_cast<std::uint64_t>(
            options.integer("most-programs", 0, std::numeric_limits<std::int64_t>::max()));
    }
}

} // namespace

std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv) {
    const Options options(rasp_enumerate_rows(), {.name = "", .least = 0, .most = 0}, argc, argv);
    if (options.flag("help")) {
        print(rasp_enumerate_help());
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-enumerate " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    EnumerateOptions parsed{.mode = mode_of(options),
                            .grammar = options.optional_text("grammar"),
                            .primitives = options.text("primitives"),
                            .library = options.optional_text("library"),
                            .primitive_types = options.optional_text("primitive-types"),
                            .tasks = {},
                            .examples = {},
                            .out = {},
                            .request = {},
                            .budget = {}};
    check_used(options, parsed.mode);
    if (parsed.mode == EnumerateMode::describe_tasks) {
        parsed.tasks = options.optional_text("describe-tasks");
        return parsed;
    }
    if (parsed.mode == EnumerateMode::tasks) {
        read_tasks(options, parsed);
    } else {
        read_window(options, parsed);
    }
    read_limits(options, parsed);
    return parsed;
}

} // namespace rasp_stitch::enumerator
