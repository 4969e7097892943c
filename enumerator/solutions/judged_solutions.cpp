#include "enumerator/solutions/judged_solutions.hpp"

#include "enumerator/evidence/verdict_json.hpp"
#include "enumerator/grammar/frontier_json.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t most_characters = 60; // of the name of a task

// Where the solutions of a task are.
struct Place {
    std::size_t task = 0;
    const SolvedGroup* group = nullptr;
    const std::vector<Solution>* solutions = nullptr;
};

std::vector<Place> places_of(std::span<const SolvedGroup> groups) {
    std::vector<Place> places;
    for (const SolvedGroup& group : groups) {
        for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
            if (!group.result.solutions[i].empty()) {
                places.push_back({group.group.tasks[i], &group, &group.result.solutions[i]});
            }
        }
    }
    return places;
}

} // namespace

Verdicts judge_solutions(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                         std::size_t threads, const JudgeOptions& options) {
    Verdicts verdicts(tasks.size());
    const std::vector<Place> places = places_of(groups);
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t i) {
            const Place& place = places[i];
            const SearchGroup& group = place.group->group;
            const Frontier frontier = frontier_of(group.request, *place.solutions);
            verdicts[place.task] = judge(tasks[place.task].task, group.request, frontier.programs,
                                         group.language, options);
        });
    });
    return verdicts;
}

void add_verdicts(nlohmann::ordered_json& document, const Verdicts& verdicts) {
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i]) {
            add_verdict(document[frontier_field::frontiers][i], *verdicts[i]);
        }
    }
}

std::string verdicts_text(std::span<const SearchTask> tasks, const Verdicts& verdicts) {
    if (verdicts.size() == 1 && verdicts.front()) {
        return sureness_text(*verdicts.front(), "") + "\n";
    }
    std::size_t solved = 0;
    std::size_t sure = 0;
    std::string unsure;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i]) {
            ++solved;
            sure += verdicts[i]->sure ? 1U : 0U;
            if (!verdicts[i]->sure) {
                unsure +=
                    fmt::format("    {}\n", safe_excerpt(tasks[i].task.name, most_characters)) +
                    sureness_text(*verdicts[i], "        ");
            }
        }
    }
    if (solved == 0) {
        return "";
    }
    return fmt::format("{} of {} solution{} sure\n", sure, solved, solved == 1 ? " is" : "s are") +
           unsure + "\n";
}

} // namespace rasp_stitch::enumerator
