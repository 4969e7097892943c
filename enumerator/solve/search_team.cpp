#include "enumerator/solve/search_team.hpp"

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/solve/search_lanes.hpp"
#include "enumerator/solve/top_down_search.hpp"

namespace rasp_stitch::enumerator {

void make_search(const SearchWork& work) {
    if (work.few_examples != nullptr) {
        work.few_examples->run(work.options);
        return;
    }
    std::vector<rasp::Task> tasks;
    for (const rasp::Task* const task : work.tasks) {
        tasks.push_back(*task);
    }
    *work.result = work.search == SearchKind::top_down
                       ? search_top_down(*work.language, work.request, tasks, work.options)
                       : search_bottom_up(*work.language, work.request, tasks, work.options);
}

void make_searches(SearchTeam* team, std::size_t lanes, std::size_t threads,
                   const SearchTurns& turns) {
    if (team != nullptr) {
        team->run(turns);
        return;
    }
    run_lanes(lanes, threads, turns.count, [&](std::size_t i) {
        if (const std::optional<SearchWork> work = turns.begin(i)) {
            make_search(*work);
            turns.end(i);
        }
    });
}

} // namespace rasp_stitch::enumerator
