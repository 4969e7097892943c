#include "enumerator/solve/solve.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/group_tasks.hpp"
#include "lambda/types/type_text.hpp"

#include <utility>

namespace rasp_stitch::enumerator {

std::vector<SolvedGroup> solve(std::span<const SearchTask> tasks, const Language& language,
                               const SolveOptions& options) {
    const GroupKey added_literals = [&](const SearchTask& task) {
        return options.adds_literals ? missing_productions(language, task.literals)
                                     : std::vector<std::string>{};
    };
    std::vector<SearchGroup> groups;
    std::vector<std::vector<std::string>> literals; // by group
    for (TaskGroup& group : group_tasks(tasks, added_literals)) {
        SearchGroup& made =
            groups.emplace_back(SearchGroup{.language = with_literals(language, group.key),
                                            .request = {},
                                            .tasks = std::move(group.tasks)});
        made.request = lambda::parse_type(made.language.types, group.request);
        literals.push_back(std::move(group.key));
    }
    std::vector<TaskSearchResult> results = solve_groups(tasks, groups, options);
    std::vector<SolvedGroup> solved;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        solved.push_back({.group = std::move(groups[i]),
                          .literals = std::move(literals[i]),
                          .result = std::move(results[i])});
    }
    return solved;
}

} // namespace rasp_stitch::enumerator
