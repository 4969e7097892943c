// The phases that search for programs: wake, recognition, and the test of held-out tasks.

#include "integration/loop/judged_frontiers.hpp"
#include "integration/loop/phase_search.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_frontier.hpp"
#include "integration/loop/task_language.hpp"
#include "integration/loop/tempered_language.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
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

// The numbers of the tasks to learn from.
struct Standing {
    std::vector<std::size_t> unsolved;
    std::vector<std::size_t> unsure; // solved, but likely by a program that is not meant
    std::vector<std::size_t> solved;
};

Standing standing_of(const Run& run, const LoopState& state) {
    std::vector<std::optional<enumerator::Verdict>> verdicts(run.training.size());
    if (run.settings.unsure_share > 0) {
        verdicts = judge_frontiers(run, state);
    }
    Standing standing;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        const bool is_unsure = verdicts[i] && !verdicts[i]->sure;
        (state.frontiers[i].programs.empty() ? standing.unsolved
         : is_unsure                         ? standing.unsure
                                             : standing.solved)
            .push_back(i);
    }
    return standing;
}

// Tasks that are searched for one after the other, and the share of the time for them.
struct Portion {
    std::vector<SearchGroup> groups;
    double share = 0;
    double programs = 1; // the share of the budget of programs, which is one for each task
};

// Unsolved tasks come first and get most of the time: another program for a solved task is worth
// less. What would be for a portion without tasks is for the others.
void search_portions(PhaseSearch& search, std::vector<Portion> portions, const Budget& budget) {
    double shares = 0;
    for (const Portion& portion : portions) {
        shares += portion.groups.empty() ? 0 : portion.share;
    }
    for (Portion& portion : portions) {
        if (portion.groups.empty() || (portion.share == 0 && shares > 0)) {
            continue;
        }
        const double share = shares > 0 ? portion.share / shares : 1;
        search.run(std::move(portion.groups),
                   {.seconds = part_of(budget, share).seconds,
                    .programs = part_of(budget, portion.programs).programs});
    }
}

std::size_t count_tasks(std::span<const SearchGroup> groups) {
    std::size_t count = 0;
    for (const SearchGroup& group : groups) {
        count += group.tasks.size();
    }
    return count;
}

// A task whose solution is not sure counts as a part of one that is not solved. Late in a run there
// are few of these left, and no search has found anything for them.
std::vector<Portion> portions_of(const Settings& settings, std::vector<SearchGroup> unsolved,
                                 std::vector<SearchGroup> unsure, std::vector<SearchGroup> solved) {
    const auto without = static_cast<double>(count_tasks(unsolved));
    const double with = settings.unsure_share * static_cast<double>(count_tasks(unsure));
    const double each = without + with > 0 ? (1 - settings.solved_share) / (without + with) : 0;
    std::vector<Portion> portions;
    portions.push_back({std::move(unsolved), without * each});
    portions.push_back({std::move(unsure), with * each});
    portions.push_back({std::move(solved), settings.solved_share});
    return portions;
}

// Puts the programs found into the frontiers.
void add_programs(const Run& run, const PhaseSearch& search, LoopState& state) {
    const enumerator::Habits habits = habits_of(state.language, run.training, state.frontiers);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        std::vector<FrontierProgram>& programs = state.frontiers[i].programs;
        for (const lambda::TermId program : search.programs(i)) {
            programs.push_back({.term = program});
        }
        rank(state.language, run.training[i], habits, programs, run.settings.frontier);
    }
}

} // namespace

void wake(const Run& run, LoopState& state, const PhaseControl& control) {
    const Standing standing = standing_of(run, state);
    const auto groups = [&](const std::vector<std::size_t>& tasks) {
        return groups_of(state.language, run.training, tasks);
    };
    const Budget budget = rest_of(
        budget_of(run.settings, generative_seconds(run.settings, search_seconds(run.settings))),
        state);
    PhaseSearch search(run.settings, run.training, state.language.terms, control,
                       state.records.back());
    search_portions(
        search,
        portions_of(run.settings, with_discount(groups(standing.unsolved), run.settings),
                    with_discount(groups(standing.unsure), run.settings), groups(standing.solved)),
        budget);
    add_programs(run, search, state);
}

void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control) {
    recognizer.load(state.model.value());
    const Standing standing = standing_of(run, state);
    const auto tempered = [&](const std::vector<std::size_t>& tasks) {
        return tempered_groups(run, state, recognizer, run.training, tasks);
    };
    const Budget budget = rest_of(
        budget_of(run.settings, recognized_seconds(run.settings, search_seconds(run.settings))),
        state);
    PhaseSearch search(run.settings, run.training, state.language.terms, control,
                       state.records.back());
    std::vector<Portion> portions =
        portions_of(run.settings, tempered(standing.unsolved), tempered(standing.unsure),
                    recognized_groups(recognizer, run.training, standing.solved));
    const bool are_all_solved = standing.unsolved.empty() && standing.unsure.empty();
    portions.back().programs = are_all_solved ? 1 : run.settings.solved_share; // each alone
    search_portions(search, std::move(portions), budget);
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
