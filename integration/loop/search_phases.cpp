// The phases that search for programs: wake, recognition, and the test of held-out tasks.

#include "integration/loop/phase_search.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_frontier.hpp"
#include "integration/loop/task_language.hpp"
#include "integration/loop/tempered_language.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::FrontierProgram;
using enumerator::SearchGroup;
using enumerator::SearchTask;

namespace {

// Returns a budget whose programs are for each task.
Budget budget_of(const Settings& settings, double seconds) {
    return {.seconds = seconds,
            .programs = settings.programs_per_task.value_or(Budget::no_program_limit)};
}

// Returns what a phase that was interrupted has left of its time. Its programs are counted anew, so
// that a run that is bounded by programs finds what it would have found.
Budget rest_of(Budget budget, const LoopState& state) {
    budget.seconds = std::max(0.0, budget.seconds - spent_before(state).seconds);
    return budget;
}

// Returns the part of a time budget that is for the grammars that the network predicts.
double recognized_seconds(const Settings& settings, double seconds) {
    return settings.recognition_share > 0 ? seconds * settings.recognition_share : 0;
}

double generative_seconds(const Settings& settings, double seconds) {
    const double share = settings.recognition ? 1 - settings.recognition_share : 1;
    return share > 0 ? seconds * share : 0;
}

// Returns a group for each of these tasks, with the language that is predicted for it.
std::vector<SearchGroup> recognized_groups(const Recognizer& recognizer,
                                           std::span<const SearchTask> tasks,
                                           std::span<const std::size_t> numbers) {
    std::vector<SearchGroup> groups;
    for (const std::size_t i : numbers) {
        SearchGroup& group = groups.emplace_back(
            SearchGroup{.language = recognizer.language_for(tasks[i]), .tasks = {i}});
        group.request = rasp::parse_task_type(group.language.types, tasks[i].task.type);
    }
    return groups;
}

// For tasks that are not solved: the weights are fitted to solved ones.
std::vector<SearchGroup> with_discount(std::vector<SearchGroup> groups, const Settings& settings) {
    for (SearchGroup& group : groups) {
        discount_abstractions(group.language.grammar, settings.abstraction_discount);
    }
    return groups;
}

// For tasks that are not solved: the network knows solved ones.
std::vector<SearchGroup> tempered_groups(const Run& run, const LoopState& state,
                                         const Recognizer& recognizer,
                                         std::span<const SearchTask> tasks,
                                         std::span<const std::size_t> numbers) {
    std::vector<SearchGroup> groups = recognized_groups(recognizer, tasks, numbers);
    for (SearchGroup& group : groups) {
        group.language = tempered(std::move(group.language),
                                  task_language(state.language, tasks[group.tasks.front()]),
                                  run.settings.network_trust);
    }
    return with_discount(std::move(groups), run.settings);
}

// The numbers of the tasks to learn from, by whether a program is known.
struct Standing {
    std::vector<std::size_t> solved;
    std::vector<std::size_t> unsolved;
};

Standing standing_of(const Run& run, const LoopState& state) {
    Standing standing;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        (state.frontiers[i].programs.empty() ? standing.unsolved : standing.solved).push_back(i);
    }
    return standing;
}

// Puts the programs found into the frontiers.
void add_programs(const Run& run, const PhaseSearch& search, LoopState& state) {
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        std::vector<FrontierProgram> found;
        for (const lambda::TermId program : search.programs(i)) {
            found.push_back({.term = program});
        }
        score(state.language, run.training[i], found);
        std::vector<FrontierProgram>& programs = state.frontiers[i].programs;
        programs.insert(programs.end(), found.begin(), found.end());
        keep_best(state.language.terms, programs, run.settings.frontier);
    }
}

} // namespace

// Unsolved tasks come first and get most of the time: another program for a solved task is worth
// less. The budget of programs is one for each task, so it is not divided.
void wake(const Run& run, LoopState& state, const PhaseControl& control) {
    const Standing standing = standing_of(run, state);
    std::vector<SearchGroup> solved = groups_of(state.language, run.training, standing.solved);
    std::vector<SearchGroup> unsolved =
        with_discount(groups_of(state.language, run.training, standing.unsolved), run.settings);
    const Budget budget = rest_of(
        budget_of(run.settings, generative_seconds(run.settings, search_seconds(run.settings))),
        state);
    const double share = unsolved.empty() ? 1 : solved.empty() ? 0 : run.settings.solved_share;
    PhaseSearch search(run.settings, run.training, state.language.terms, control,
                       state.records.back());
    if (!unsolved.empty()) {
        search.run(std::move(unsolved),
                   {.seconds = part_of(budget, 1 - share).seconds, .programs = budget.programs});
    }
    if (share > 0) {
        search.run(std::move(solved),
                   {.seconds = part_of(budget, share).seconds, .programs = budget.programs});
    }
    add_programs(run, search, state);
}

void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control) {
    recognizer.load(state.model.value());
    const auto [solved, unsolved] = standing_of(run, state);
    const Budget budget = rest_of(
        budget_of(run.settings, recognized_seconds(run.settings, search_seconds(run.settings))),
        state);
    const double share = unsolved.empty() ? 1 : solved.empty() ? 0 : run.settings.solved_share;
    PhaseSearch search(run.settings, run.training, state.language.terms, control,
                       state.records.back());
    search.run(tempered_groups(run, state, recognizer, run.training, unsolved),
               {.seconds = part_of(budget, 1 - share).seconds, .programs = budget.programs});
    if (share > 0) {
        search.run(recognized_groups(recognizer, run.training, solved), part_of(budget, share));
    }
    add_programs(run, search, state);
}

// A held-out task is solved if a program is found in the grammar, or in the grammar that the
// network predicts for it. The network knows the language that it was trained for: that before the
// last abstraction phase.
void test(const Run& run, LoopState& state, Recognizer* recognizer, const PhaseControl& control) {
    std::set<std::string> solved_before;
    for (const PhaseRecord& earlier : state.records) {
        if (earlier.phase == Phase::test) {
            for (const FoundRecord& found : earlier.found) {
                solved_before.insert(found.task);
            }
        }
    }
    PhaseRecord& record = state.records.back();
    PhaseSearch search(run.settings, run.held_out, state.language.terms, control, record);
    const double seconds = test_seconds(run.settings);
    search.run(with_discount(groups_of(state.language, run.held_out), run.settings),
               budget_of(run.settings, generative_seconds(run.settings, seconds)));
    if (run.settings.recognition) {
        recognizer->load(state.model.value());
        std::vector<std::size_t> unsolved;
        for (std::size_t i = 0; i < run.held_out.size(); ++i) {
            if (search.programs(i).empty()) {
                unsolved.push_back(i);
            }
        }
        search.run(tempered_groups(run, state, *recognizer, run.held_out, unsolved),
                   budget_of(run.settings, recognized_seconds(run.settings, seconds)));
    }
    record.tasks = run.held_out.size();
    for (std::size_t i = 0; i < run.held_out.size(); ++i) {
        record.solved += search.programs(i).empty() ? 0U : 1U;
        if (!search.programs(i).empty() && !solved_before.contains(run.held_out[i].task.name)) {
            record.new_tasks.push_back(run.held_out[i].task.name);
        }
    }
}

} // namespace rasp_stitch::loop
