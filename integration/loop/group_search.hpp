#pragma once

// Searches for tasks within a phase.
//
//     GroupSearch search(run.settings, tasks, control, record);
//     search.run(groups, {.seconds = 60});
//     search.programs(3) // those found for tasks[3]; the record tells the rest

#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "integration/loop/phase_control.hpp"
#include "integration/loop/phase_record.hpp"
#include "integration/loop/settings.hpp"
#include "integration/loop/task_language.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct SearchBudget {
    double seconds = 0;
    std::uint64_t programs_per_task = Budget::no_program_limit;
};

// A part of a budget: of both its members.
SearchBudget part_of(const SearchBudget& budget, double share);

class GroupSearch {
public:
    // All must outlive this.
    GroupSearch(const Settings& settings, std::span<const enumerator::SearchTask> tasks,
                const PhaseControl& control, PhaseRecord& record)
        : settings_(&settings), tasks_(tasks), control_(&control), record_(&record),
          programs_(tasks.size()) {}

    // Can be called again, for other groups. The seconds are no more than those that are left.
    void run(std::span<enumerator::SearchGroup> groups, const SearchBudget& budget);
    void run(std::vector<enumerator::SearchGroup>&& groups, const SearchBudget& budget) {
        run(std::span(groups), budget);
    }

    const std::vector<std::string>& programs(std::size_t task) const { return programs_[task]; }

private:
    void record(const enumerator::SearchGroup& group, const enumerator::TaskSearchResult& result);

    const Settings* settings_;
    std::span<const enumerator::SearchTask> tasks_;
    const PhaseControl* control_;
    PhaseRecord* record_;
    std::vector<std::vector<std::string>> programs_; // by task
    double seconds_ = 0;                             // used up
};

// Tasks of the same request and with the same literals together, in their part of the grammar.
std::vector<enumerator::SearchGroup> groups_of(const OpenLanguage& language,
                                               std::span<const enumerator::SearchTask> tasks);

} // namespace rasp_stitch::loop
