#include "enumerator/rasp_enumerate_options.hpp"

#include "enumerator/cost.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <thread>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t megabyte = 1'000'000;
constexpr std::int64_t most_memory = std::numeric_limits<std::int64_t>::max() / megabyte;

constexpr std::array option_rows = {
    OptionRow{"What to do", "count", 0, "", "", "print how many programs the window has"},
    OptionRow{"What to do", "list", 0, "", "",
              "print them, best first: log prior in nats, a tab, the program"},

    OptionRow{"Programs", "request", 'r', "TYPE", "", "their type, as \"input(str) -> seq(num)\""},
    OptionRow{"Programs", "lower", 'l', "X", "0", "least description length, in nats"},
    OptionRow{"Programs", "upper", 'u', "X", "", "description length from which on to leave out"},

    OptionRow{"Grammar", "grammar", 'g', "FILE", "",
              "a grammar as DreamCoder writes it (\"DSL\"), unigram or contextual; - for standard "
              "input"},
    OptionRow{"Grammar", "primitives", 'p', "NAMES", "minimal",
              "where there is no --grammar: minimal, all, or names with commas between, each with "
              "the same weight"},
    OptionRow{"Grammar", "primitive-types", 0, "FILE", "",
              "types of primitives that are not RASP's: a list of objects with \"name\" and "
              "\"type\""},

    OptionRow{"Search", "threads", 't', "N", "1",
              "threads to search with, 0 for as many as there are cores; the programs do not "
              "depend on it"},
    OptionRow{"Search", "most-programs", 0, "N", "", "stop after so many"},
    OptionRow{"Search", "time-limit", 0, "SECONDS", "", "stop after this time"},
    OptionRow{"Search", "memory-limit", 0, "MB", "", "stop when more memory is in use"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {
    "--count|--list --request TYPE --upper X [OPTIONS]"};

constexpr std::array<std::string_view, 4> examples = {
    "How many programs of a type have a probability between exp(-15) and exp(-12)?",
    "    rasp-enumerate --count --request 'input(str) -> seq(num)' --lower 12 --upper 15",
    "The most probable programs under a grammar of one's own:",
    "    rasp-enumerate --list --request 'seq(num) -> seq(num)' --grammar dsl.json --upper 8",
};

constexpr std::string_view about =
    "Enumerates the programs of a type under a probabilistic grammar, exactly: all those with "
    "LOWER <= -log probability < UPPER, each once.\n"
    "A search that was cut short says so on standard error; what it prints is then a part of the "
    "programs.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

EnumerateMode mode_of(const Options& options) {
    if (options.flag("count") == options.flag("list")) {
        throw InputError({.found = options.flag("list")
                                       ? "both --count and --list were asked for"
                                       : "neither --count nor --list was asked for",
                          .expected = "one of them (--help explains more)"});
    }
    return options.flag("count") ? EnumerateMode::count : EnumerateMode::list;
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

LanguageSource language_of(const Options& options) {
    if (options.given("grammar") && options.given("primitives")) {
        throw InputError({.found = "both --grammar and --primitives were given",
                          .expected = "one of them: a grammar has its own primitives"});
    }
    return {.grammar = options.optional_text("grammar"),
            .primitives = options.text("primitives"),
            .primitive_types = options.optional_text("primitive-types")};
}

} // namespace

std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "", .least = 0, .most = 0}, argc, argv);
    if (options.flag("help")) {
        print(help_text(
            {.program = "rasp-enumerate", .summary = about, .usage = usage, .examples = examples},
            option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-enumerate " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    EnumerateOptions parsed{.mode = mode_of(options),
                            .language = language_of(options),
                            .request = needed_text(options, "request"),
                            .time_limit = {},
                            .memory_limit = {}};
    needed_text(options, "upper");
    parsed.lower = options.real("lower", 0, most_nats);
    parsed.upper = options.real("upper", 0, most_nats);
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    parsed.threads = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
    if (options.given("most-programs")) {
        parsed.most_programs = static_cast<std::uint64_t>(
            options.integer("most-programs", 0, std::numeric_limits<std::int64_t>::max()));
    }
    if (options.given("time-limit")) {
        parsed.time_limit = options.seconds("time-limit");
    }
    if (options.given("memory-limit")) {
        parsed.memory_limit =
            static_cast<std::uint64_t>(options.integer("memory-limit", 1, most_memory) * megabyte);
    }
    return parsed;
}

} // namespace rasp_stitch::enumerator
