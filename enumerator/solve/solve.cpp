#include "enumerator/solve/solve.hpp"

#include "enumerator/solve/task_groups.hpp"
#include "lambda/types/type_text.hpp"

#include <cstddef>
#include <utility>

namespace rasp_stitch::enumerator {

std::vector<SolvedGroup> solve(std::span<const SearchTask> tasks, const Languages& languages,
                               const SolveOptions& options) {
    std::vector<SolvedGroup> solved;
    std::vector<SearchGroup> groups;
    for (TaskGroup& group : task_groups(
             tasks, [&](const SearchTask& task) { return languages.added_by(task.literals); })) {
        Language language = languages.with(group.key);
        const lambda::TypeId request = lambda::parse_type(language.types, group.request);
        groups.push_back(
            {.language = std::move(language), .request = request, .tasks = group.tasks});
        solved.push_back({.request = std::move(group.request),
                          .literals = std::move(group.key),
                          .tasks = std::move(group.tasks),
                          .search = {}});
    }
    std::vector<TaskSearchResult> results = search_groups(tasks, groups, options);
    for (std::size_t i = 0; i < solved.size(); ++i) {
        solved[i].search = std::move(results[i]);
    }
    return solved;
}

} // namespace rasp_stitch::enumerator
