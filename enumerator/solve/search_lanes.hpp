#pragma once

// Runs several searches at the same time.
//
//     run_lanes(2, threads, 10, [&](std::size_t i) { search(i); }); // 0 to 9, two at once
//
// Each lane takes the next number as soon as it is free. A search can use threads of its own.

#include <cstddef>
#include <functional>

namespace rasp_stitch::enumerator {

// At least one lane is used, and `threads` are the most that run at all. Whatever a call throws is
// thrown.
void run_lanes(std::size_t lanes, std::size_t threads, std::size_t count,
               const std::function<void(std::size_t)>& call);

} // namespace rasp_stitch::enumerator
