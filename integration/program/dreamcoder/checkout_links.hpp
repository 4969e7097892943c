#pragma once

// Links in a checkout of ec, under the names of the programs that its driver runs, to ours.
//
//     for (const LinkStep& step : steps_to_link("ec", programs_folder())) {
//         std::puts(step.what.c_str()); // "link ec/solver to /usr/bin/rasp-stitch-solver"
//         step.act();
//     }
//
// What had these names before is kept as NAME.before-rasp-stitch, and never overwritten. There are no
// steps if all links are in place, so to install twice is to install once.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct LinkStep {
    std::string what;
    std::function<void()> act; // throws std::filesystem::filesystem_error
};

// Returns the folder that the environment variable RASP_STITCH_BIN names, or that of this program.
std::filesystem::path programs_folder();

// Return the steps that make the links, or that restore what was there. Throw InputError, before
// anything is changed, if the folder is no checkout of ec, if a program is missing, or if something
// that is not ours is in the way.
std::vector<LinkStep> steps_to_link(const std::filesystem::path& checkout,
                                    const std::filesystem::path& programs);
std::vector<LinkStep> steps_to_undo(const std::filesystem::path& checkout);

} // namespace rasp_stitch::dreamcoder
