#pragma once

// The searches of rasp-dream --search near: torch_near_team.cpp defines them if the build has libtorch
// (RASP_STITCH_TORCH), and otherwise no_near_team.cpp.
//
//     const std::unique_ptr<enumerator::SearchTeam> team = make_near_team();

#include "enumerator/solve/search_team.hpp"

#include <memory>

namespace rasp_stitch::loop {

// Returns a team that searches for each task by recognition/near, or a null pointer if this build has
// no networks. A limit of programs is one of partial programs. Programs with numbers that the
// language has no names for are not kept, since the loop cannot say how probable they are.
std::unique_ptr<enumerator::SearchTeam> make_near_team();

} // namespace rasp_stitch::loop
