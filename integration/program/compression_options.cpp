#include "integration/program/compression_options.hpp"

#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace rasp_stitch::dreamcoder {

namespace {

constexpr std::int64_t most_threads = 1024;
constexpr auto types_variable = "RASP_STITCH_TYPES";

constexpr std::array option_rows = {
    OptionRow{"Language", "types", 't', "FILE", "",
              "the types of the primitives, [{\"name\": NAME, \"type\": TYPE}, ...], for requests "
              "that do not have them under \"types\"; else the file that the environment variable "
              "RASP_STITCH_TYPES names; else those of DreamCoder's list domain or of RASP"},
    OptionRow{"Search", "time-limit", 0, "SECONDS", "120",
              "answer then, with the abstractions found so far"},
    OptionRow{"Search", "threads", 0, "N", "0",
              "threads to search with, 0 for as many as there are cores; the answer does not "
              "depend on it"},
    OptionRow{"Output", "quiet", 'q', "", "", "say nothing on standard error but errors"},
    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] < REQUEST > REPLY"};

constexpr std::array<std::string_view, 4> examples = {
    "Answer a message that DreamCoder left in its folder compressionMessages:",
    "    rasp-stitch-compression < compressionMessages/2026-11-25T10:00:00 > reply.json",
    "In place of DreamCoder's own compressor:",
    "    ln -s \"$(command -v rasp-stitch-compression)\" ec/compression"};

constexpr std::string_view about =
    "The abstraction phase of DreamCoder: reads one request, a JSON document, from standard input "
    "and writes the answer to standard output: a library with the abstractions worth having, and "
    "all programs rewritten with them.\n"
    "What cannot be answered ends with exit code 2, a message on standard error, and "
    "{\"error\": MESSAGE} on standard output.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

std::optional<std::string> types_of(const Options& options) {
    if (options.given("types")) {
        return options.optional_text("types");
    }
    const char* const variable = std::getenv(types_variable);
    return variable == nullptr || *variable == '\0' ? std::nullopt
                                                    : std::optional<std::string>(variable);
}

} // namespace

std::optional<CompressionOptions> parse_compression_options(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "", .least = 0, .most = 0}, argc, argv);
    if (options.flag("help")) {
        print(help_text({.program = "rasp-stitch-compression",
                         .summary = about,
                         .usage = usage,
                         .examples = examples},
                        option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-stitch-compression " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    return CompressionOptions{
        .types = types_of(options),
        .time_limit = options.seconds("time-limit"),
        .threads = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads,
        .quiet = options.flag("quiet")};
}

} // namespace rasp_stitch::dreamcoder
