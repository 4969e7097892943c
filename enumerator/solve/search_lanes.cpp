#include "enumerator/solve/search_lanes.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

namespace rasp_stitch::enumerator {

void run_lanes(std::size_t lanes, std::size_t threads, std::size_t count,
               const std::function<void(std::size_t)>& call) {
    const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                    std::max<std::size_t>(threads, 1));
    if (lanes <= 1) { // the searches' own threads then need no arena around them
        for (std::size_t i = 0; i < count; ++i) {
            call(i);
        }
        return;
    }
    std::atomic<std::size_t> next = 0;
    tbb::task_arena arena(static_cast<int>(lanes));
    arena.execute([&] {
        tbb::parallel_for(
            std::size_t{0}, lanes, std::size_t{1},
            [&](std::size_t) {
                for (std::size_t i = next++; i < count; i = next++) {
                    call(i);
                }
            },
            tbb::simple_partitioner{});
    });
}

} // namespace rasp_stitch::enumerator
