#pragma once

// The version of the programs, with the git revision that they were built from.
//
//     const Command command = {.name = "rasp-eval", .version = program_version(), ...};
//
// The revision is the commit that was checked out when the programs were built; without git, the
// one that an archive of the sources was made from; else empty. The date is that of the revision,
// or if there is none, the day of the build (SOURCE_DATE_EPOCH, if it is set). cmake/write_revision
// looks all this up, and only the programs link the result, so that a commit builds little anew.

#include <string_view>

namespace rasp_stitch {

struct ProgramVersion {
    std::string_view number = {};   // "0.1.0"
    std::string_view revision = {}; // of the sources, "148794b3d9"; empty if it is not known
    std::string_view date = {};     // of the revision, "2026-11-27"
};

ProgramVersion program_version();

} // namespace rasp_stitch
