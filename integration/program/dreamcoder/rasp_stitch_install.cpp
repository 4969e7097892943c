// rasp-stitch-install: links our programs into a checkout of ec, under the names that its driver runs.

#include "integration/program/dreamcoder/checkout_links.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {
namespace {

struct InstallOptions {
    bool undo = false;
    bool dry_run = false;
    bool quiet = false;
};

Command command_of(InstallOptions& options) {
    return {
        .name = "rasp-stitch-install",
        .version = program_version(),
        .title = "link the programs for DreamCoder into a checkout of ec",
        .summary =
            "Links `compression`, `solver` and `helmholtz` in a checkout of ec to our programs, "
            "so that its driver runs them with `--compressor ocaml` and `--solver ocaml`, "
            "without any Python of ours. Files that had these names are kept as "
            "NAME.before-rasp-stitch. To install twice is to install once.\n"
            "The programs are those beside this one, or in the folder that the environment "
            "variable RASP_STITCH_BIN names.",
        .usage = {"EC_ROOT [--undo] [--dry-run]"},
        .rows = {{"Options", "undo", 0, "", flag(options.undo), "",
                  "remove the links, and restore what was there"},
                 {"Options", "dry-run", 0, "", flag(options.dry_run), "",
                  "print what would be done, and do nothing"},
                 quiet_row("Options", options.quiet)},
        .arguments = {.name = "EC_ROOT", .least = 1, .most = 1}};
}

void say(const InstallOptions& options, const std::string& line) {
    if (!options.quiet) {
        fmt::print("{}\n", line);
    }
}

int run(int argc, const char* const* argv) {
    InstallOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    try {
        const std::filesystem::path checkout =
            std::filesystem::absolute(given->arguments().front());
        const std::vector<LinkStep> steps =
            options.undo ? steps_to_undo(checkout) : steps_to_link(checkout, programs_folder());
        for (const LinkStep& step : steps) {
            say(options, step.what);
            if (!options.dry_run) {
                step.act();
            }
        }
        if (steps.empty()) {
            say(options, options.undo ? "nothing to undo" : "nothing to do");
        }
    } catch (const std::filesystem::filesystem_error& error) {
        throw InputError(
            {.found = error.path1().string() + " cannot be changed: " + error.code().message(),
             .expected = "a checkout that may be changed; --undo restores what was there"});
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-stitch-install",
                                    [&] { return rasp_stitch::dreamcoder::run(argc, argv); });
}
