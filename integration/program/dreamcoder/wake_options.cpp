#include "integration/program/dreamcoder/wake_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/version/program_version.hpp"

namespace rasp_stitch::dreamcoder {

std::optional<WakeOptions> parse_wake_options(const WakeProgram& program, int argc,
                                              const char* const* argv) {
    WakeOptions options;
    const Command command = {
        .name = program.name,
        .version = program_version(),
        .title = program.title,
        .summary = program.about,
        .usage = {"[OPTIONS] < REQUEST > REPLY"},
        .rows = {memory_limit_row("Search", megabyte_count(options.most_memory), "2000",
                                  "answer with what was found so far when the search needs more "
                                  "memory than this; millions of bytes")}};
    return parse_options(command, argc, argv) ? std::optional(options) : std::nullopt;
}

} // namespace rasp_stitch::dreamcoder
