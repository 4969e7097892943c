#include "enumerator/solve/frontiers_json.hpp"

#include "enumerator/solve/stopped_text.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "support/json/json_input.hpp"

#include <set>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

using OutputJson = nlohmann::ordered_json;

namespace {

OutputJson grammar_json(std::span<const SolvedGroup> groups, const Languages& languages) {
    std::set<std::string> literals;
    for (const SolvedGroup& group : groups) {
        literals.insert(group.literals.begin(), group.literals.end());
    }
    const Language language =
        languages.with(std::vector<std::string>(literals.begin(), literals.end()));
    const std::string text =
        std::visit([&](const auto& grammar) { return grammar_text(language.types, grammar); },
                   language.grammar);
    return parse_json(text, NonFinite::text);
}

OutputJson group_json(const SolvedGroup& group, std::span<const SearchTask> tasks) {
    OutputJson names = OutputJson::array();
    for (const std::size_t task : group.tasks) {
        names.push_back(tasks[task].task.name);
    }
    const TaskSearchResult& search = group.search;
    return {{"request", group.request},
            {"literals", group.literals},
            {"tasks", std::move(names)},
            {"reached", search.reached},
            {"programs", search.programs},
            {"seconds", search.seconds},
            {"stopped", search.stopped == StopReason::none ? OutputJson(nullptr)
                                                           : OutputJson(name_of(search.stopped))}};
}

OutputJson frontier_json(const SearchTask& task, const std::string& request,
                         std::span<const Solution> solutions) {
    lambda::TypeStore types;
    OutputJson programs = OutputJson::array();
    for (const Solution& solution : solutions) {
        programs.push_back({{"program", solution.program},
                            {"logLikelihood", 0},
                            {"logPrior", solution.log_prior},
                            {"seconds", solution.seconds},
                            {"looked_at", solution.programs}});
    }
    return {{"task", task.task.name},
            {"request", lambda::type_json(types, lambda::parse_type(types, request))},
            {"programs", std::move(programs)}};
}

} // namespace

OutputJson frontiers_json(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                          const Languages& languages, Search search,
                          const FrontiersJsonOptions& options) {
    std::size_t solved = 0;
    OutputJson group_list = OutputJson::array();
    std::vector<OutputJson> frontiers(tasks.size());
    for (const SolvedGroup& group : groups) {
        group_list.push_back(group_json(group, tasks));
        for (std::size_t i = 0; i < group.tasks.size(); ++i) {
            const std::vector<Solution>& solutions = group.search.solutions[i];
            solved += solutions.empty() ? 0U : 1U;
            frontiers[group.tasks[i]] =
                frontier_json(tasks[group.tasks[i]], group.request, solutions);
        }
    }
    return {{"version", options.version}, {"search", name_of(search)},
            {"seconds", options.seconds}, {"tasks", tasks.size()},
            {"solved", solved},           {"DSL", grammar_json(groups, languages)},
            {"groups", group_list},       {"frontiers", frontiers}};
}

} // namespace rasp_stitch::enumerator
