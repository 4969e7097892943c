#pragma once

// Searches for programs of tasks within a phase.
//
//     PhaseSearch search(run.settings, tasks, state.language.terms, control, record);
//     search.run(groups, {.seconds = 60});
//     search.programs(3) // the programs found for tasks[3]; the record has the rest

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "integration/loop/phase_control.hpp"
#include "integration/run/phase_record.hpp"
#include "integration/run/settings.hpp"
#include "lambda/terms/term_store.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::loop {

// Returns a part of the time and the programs of a budget.
Budget part_of(const Budget& budget, double share);

class PhaseSearch {
public:
    // All must outlive this. The programs found are added to `terms`.
    PhaseSearch(const Settings& settings, std::span<const enumerator::SearchTask> tasks,
                lambda::TermStore& terms, const PhaseControl& control, PhaseRecord& record)
        : settings_(&settings), tasks_(tasks), terms_(&terms), control_(&control), record_(&record),
          programs_(tasks.size()) {}

    // Can be called again for other groups. Never takes more time than the phase has left. The
    // programs of the budget are for each task; memory and the stop token are those of the phase.
    void run(std::vector<enumerator::SearchGroup> groups, const Budget& budget);

    const std::vector<lambda::TermId>& programs(std::size_t task) const { return programs_[task]; }

private:
    void record(const enumerator::SearchGroup& group, const enumerator::TaskSearchResult& result);

    const Settings* settings_;
    std::span<const enumerator::SearchTask> tasks_;
    lambda::TermStore* terms_;
    const PhaseControl* control_;
    PhaseRecord* record_;
    std::vector<std::vector<lambda::TermId>> programs_; // by task
    double seconds_ = 0;                                // used up
};

// Returns groups of tasks with the same request and the same literals, each with these tasks' own
// part of the language.
std::vector<enumerator::SearchGroup> groups_of(const enumerator::Language& language,
                                               std::span<const enumerator::SearchTask> tasks);

// Does the same for some of the tasks, which are given by number.
std::vector<enumerator::SearchGroup> groups_of(const enumerator::Language& language,
                                               std::span<const enumerator::SearchTask> tasks,
                                               std::span<const std::size_t> numbers);

} // namespace rasp_stitch::loop
