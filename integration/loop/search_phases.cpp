// The phases that search: wake, recognition, and the test of held-out tasks.

#include "integration/loop/group_search.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_programs.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::SearchGroup;
using enumerator::SearchTask;

namespace {

SearchBudget budget_of(const Settings& settings, double seconds) {
    return {.seconds = seconds,
            .programs_per_task = settings.programs_per_task.value_or(Budget::no_program_limit)};
}

// Of a budget of time, what is for the grammars that the network predicts.
double recognized_seconds(const Settings& settings, double seconds) {
    return settings.recognition_share > 0 ? seconds * settings.recognition_share : 0;
}

double generative_seconds(const Settings& settings, double seconds) {
    const double share = settings.no_recognition ? 1 : 1 - settings.recognition_share;
    return share > 0 ? seconds * share : 0;
}

// Each task alone, in the grammar that is predicted for it.
std::vector<SearchGroup> recognized_groups(OpenLanguage& language, const Recognizer& recognizer,
                                           std::span<const SearchTask> tasks,
                                           std::span<const std::size_t> numbers) {
    std::vector<SearchGroup> groups;
    for (const std::size_t i : numbers) {
        enumerator::AnyGrammar grammar = recognizer.grammar_for(
            {.types = language.types, .grammar = language.grammar}, tasks[i]);
        SearchGroup& made = groups.emplace_back(SearchGroup{
            .language = {.types = language.types, .grammar = std::move(grammar)}, .tasks = {i}});
        made.request = rasp::parse_task_type(made.language.types, tasks[i].task.type);
    }
    return groups;
}

// What was found joins what there was.
void add_programs(const Run& run, const GroupSearch& search, LoopState& state) {
    const OpenLanguage language = open_language(state.grammar);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        std::vector<std::string> all = state.frontiers[i];
        all.insert(all.end(), search.programs(i).begin(), search.programs(i).end());
        state.frontiers[i] =
            texts_of(ranked(language, run.training[i], all, run.settings.frontier));
    }
}

} // namespace

// Groups of which a task is not solved yet come first and get most of the time: another program for
// a task that has one is worth less. Programs that are looked at for a group solve all of its
// tasks, so that budget is not shared.
void wake(const Run& run, LoopState& state, const PhaseControl& control) {
    std::vector<SearchGroup> groups = groups_of(open_language(state.grammar), run.training);
    const auto first_solved =
        std::stable_partition(groups.begin(), groups.end(), [&](const SearchGroup& group) {
            return std::ranges::any_of(
                group.tasks, [&](std::size_t task) { return state.frontiers[task].empty(); });
        });
    const auto count = static_cast<std::size_t>(first_solved - groups.begin());
    const std::span<SearchGroup> unsolved = std::span(groups).first(count);
    const std::span<SearchGroup> solved = std::span(groups).subspan(count);
    const SearchBudget budget =
        budget_of(run.settings, generative_seconds(run.settings, search_seconds(run.settings)));
    const double share = unsolved.empty() ? 1 : solved.empty() ? 0 : run.settings.solved_share;
    GroupSearch search(run.settings, run.training, control, state.records.back());
    if (!unsolved.empty()) {
        search.run(unsolved, {.seconds = part_of(budget, 1 - share).seconds,
                              .programs_per_task = budget.programs_per_task});
    }
    if (share > 0) {
        search.run(solved, {.seconds = part_of(budget, share).seconds,
                            .programs_per_task = budget.programs_per_task});
    }
    add_programs(run, search, state);
}

void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control) {
    recognizer.read(state.model);
    OpenLanguage language = open_language(state.model_grammar);
    std::vector<std::size_t> solved;
    std::vector<std::size_t> unsolved;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        (state.frontiers[i].empty() ? unsolved : solved).push_back(i);
    }
    const SearchBudget budget =
        budget_of(run.settings, recognized_seconds(run.settings, search_seconds(run.settings)));
    const double share = unsolved.empty() ? 1 : solved.empty() ? 0 : run.settings.solved_share;
    GroupSearch search(run.settings, run.training, control, state.records.back());
    search.run(recognized_groups(language, recognizer, run.training, unsolved),
               {.seconds = part_of(budget, 1 - share).seconds,
                .programs_per_task = budget.programs_per_task});
    if (share > 0) {
        search.run(recognized_groups(language, recognizer, run.training, solved),
                   part_of(budget, share));
    }
    add_programs(run, search, state);
}

// A task that is held out is solved by what the grammar finds, or by what the network's grammar
// does. The network knows the language in which it was trained: that from before the last
// abstraction phase.
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
    GroupSearch search(run.settings, run.held_out, control, record);
    const double seconds = test_seconds(run.settings);
    search.run(groups_of(open_language(state.grammar), run.held_out),
               budget_of(run.settings, generative_seconds(run.settings, seconds)));
    if (!run.settings.no_recognition) {
        recognizer->read(state.model);
        OpenLanguage language = open_language(state.model_grammar);
        std::vector<std::size_t> unsolved;
        for (std::size_t i = 0; i < run.held_out.size(); ++i) {
            if (search.programs(i).empty()) {
                unsolved.push_back(i);
            }
        }
        search.run(recognized_groups(language, *recognizer, run.held_out, unsolved),
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
