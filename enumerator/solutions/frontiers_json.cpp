#include "enumerator/solutions/frontiers_json.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

using OutputJson = nlohmann::ordered_json;

namespace {

OutputJson grammar_json(std::span<const SolvedGroup> groups, const Language& language) {
    std::set<std::string> literals;
    for (const SolvedGroup& group : groups) {
        literals.insert(group.literals.begin(), group.literals.end());
    }
    const Language whole =
        with_literals(language, std::vector<std::string>(literals.begin(), literals.end()));
    return parse_json(grammar_text(whole.types, whole.grammar), NonFinite::text);
}

OutputJson group_json(const SolvedGroup& solved, std::span<const SearchTask> tasks) {
    const SearchGroup& group = solved.group;
    OutputJson names = OutputJson::array();
    for (const std::size_t task : group.tasks) {
        names.push_back(tasks[task].task.name);
    }
    const TaskSearchResult& result = solved.result;
    return {{"request", lambda::print_type(group.language.types, group.request)},
            {"literals", solved.literals},
            {"tasks", std::move(names)},
            {"reached", result.reached},
            {"programs", result.programs},
            {"seconds", result.seconds},
            {"stopped", result.stopped == StopReason::none ? OutputJson(nullptr)
                                                           : OutputJson(name_of(result.stopped))}};
}

// Returns the frontier with members that DreamCoder does not have: when each program was found, and
// what is known of it.
OutputJson solutions_json(const SearchGroup& group, const std::string& task,
                          std::span<const Solution> solutions, const TaskCheck& check) {
    OutputJson json = frontier_json(group.language, task, frontier_of(group.request, solutions));
    for (std::size_t i = 0; i < solutions.size(); ++i) {
        OutputJson& program = json[frontier_field::programs][i];
        program["seconds"] = solutions[i].seconds;
        program["looked_at"] = solutions[i].programs;
        program["proven"] = solutions[i].proven;
        program["held_out_met"] = check.programs[i].held_out_met;
    }
    json["examples"] = check.examples;
    json["held_out"] = check.held_out;
    return json;
}

} // namespace

OutputJson frontiers_json(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                          std::span<const TaskCheck> checks, const Language& language,
                          SearchKind search, const FrontiersJsonOptions& options) {
    std::size_t solved = 0;
    OutputJson group_list = OutputJson::array();
    std::vector<OutputJson> frontiers(tasks.size());
    for (const SolvedGroup& group : groups) {
        group_list.push_back(group_json(group, tasks));
        for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
            const std::size_t task = group.group.tasks[i];
            const std::vector<Solution>& solutions = group.result.solutions[i];
            solved += solutions.empty() ? 0U : 1U;
            frontiers[task] =
                solutions_json(group.group, tasks[task].task.name, solutions, checks[task]);
        }
    }
    return {{"version", options.version}, {"search", name_of(search)},
            {"seconds", options.seconds}, {"tasks", tasks.size()},
            {"solved", solved},           {frontier_field::grammar, grammar_json(groups, language)},
            {"groups", group_list},       {frontier_field::frontiers, frontiers}};
}

} // namespace rasp_stitch::enumerator
