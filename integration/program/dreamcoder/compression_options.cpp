#include "integration/program/dreamcoder/compression_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/version/program_version.hpp"

#include <cstdlib>
#include <string>

namespace rasp_stitch::dreamcoder {

namespace {

constexpr auto types_variable = "RASP_STITCH_TYPES";
constexpr auto time_limit_variable = "RASP_STITCH_TIME_LIMIT";

std::optional<std::string> environment(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

Command command_of(CompressionOptions& options) {
    return {
        .name = "rasp-stitch-compression",
        .version = program_version(),
        .title = "the abstraction phase of DreamCoder",
        .summary =
            "The abstraction phase of DreamCoder: reads one request, a JSON document, from "
            "standard input and writes the answer to standard output: a library with the "
            "abstractions worth having, and all programs rewritten with them.\n"
            "If a request cannot be answered, the exit code is 2, the message is on standard "
            "error, and {\"error\": MESSAGE} is on standard output.",
        .usage = {"[OPTIONS] < REQUEST > REPLY"},
        .examples = {"Answer a message that DreamCoder left in its folder compressionMessages:",
                     "    rasp-stitch-compression < compressionMessages/2026-11-25T10:00:00 > "
                     "reply.json",
                     "Take the place of DreamCoder's own compressor:",
                     "    ln -s \"$(command -v rasp-stitch-compression)\" ec/compression"},
        .rows = {
            with_default_note(
                {"Language", "types", 't', "FILE", file(options.types), "",
                 "the types of the primitives, [{\"name\": NAME, \"type\": TYPE}, ...], for "
                 "requests that do not have them under \"types\""},
                "the file that the environment variable RASP_STITCH_TYPES names, else the types of "
                "DreamCoder's list domain or of RASP"),
            time_limit_row("Search", seconds(options.time_limit),
                           environment(time_limit_variable).value_or("120"),
                           "answer after this time with the abstractions found so far; the "
                           "environment variable RASP_STITCH_TIME_LIMIT sets another default"),
            // No letter: -t was taken for --types before there were threads.
            with_default_note(
                {"Search", "threads", 0, "N", thread_count(options.threads), "",
                 "threads to use, 0 for one per core; the answer does not depend on it"},
                "the CPUs of the request, else one per core"),
            quiet_row("Output", options.quiet, "print only errors on standard error"),
        }};
}

} // namespace

std::optional<CompressionOptions> parse_compression_options(int argc, const char* const* argv) {
    CompressionOptions options;
    if (!parse_options(command_of(options), argc, argv)) {
        return std::nullopt;
    }
    if (!options.types) {
        options.types = environment(types_variable);
    }
    return options;
}

} // namespace rasp_stitch::dreamcoder
