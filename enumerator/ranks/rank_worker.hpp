#pragma once

// What a rank does that is not the first: it makes the searches that it is told to make.
//
//     serve_searches(link, interruption.token());

#include "enumerator/ranks/rank_link.hpp"
#include "enumerator/task_search/task_search.hpp"

#include <stop_token>
#include <string>

namespace rasp_stitch::enumerator {

// How often a rank that searches says so, in seconds.
inline constexpr double seconds_between_beats = 2;

// Progress as the bytes of a message.
std::string progress_bytes(const TaskSearchProgress& progress);
TaskSearchProgress read_progress(const std::string& bytes);

// Returns when the first rank says that the program ends, and whether MPI can end in good order:
// all ranks are there. When the system tells this process to end, which requests the stop, the
// search under way is given back with what it has found, and no other is begun.
bool serve_searches(RankLink& link, const std::stop_token& stop);

} // namespace rasp_stitch::enumerator
