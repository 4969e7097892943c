#include "integration/generation/corpus_tasks.hpp"

#include "lambda/terms/cost.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/read_program.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::generation {

namespace {

const lambda::CostModel leaves_and_lambdas = {
    .lambda = 1, .application = 0, .variable = 1, .primitive = 1};

lambda::Cost size_of(const std::string& program) {
    lambda::TermStore store;
    return lambda::term_cost(store, rasp::read_program(store, program), leaves_and_lambdas);
}

void check_has_programs(const CorpusTask& task) {
    if (task.programs.empty()) {
        throw InputError({.found = "the task " + quote_excerpt(task.task.task.name) +
                                   " has no program to compute the outputs of examples with",
                          .expected = "a corpus with a \"program\" for each task"});
    }
}

} // namespace

std::vector<CorpusTask> corpus_tasks(std::span<const rasp::TaskEntry> entries) {
    std::vector<CorpusTask> tasks;
    std::unordered_map<std::string, std::size_t> by_name;
    for (enumerator::SearchTask& task : enumerator::merged_tasks(entries)) {
        by_name.emplace(task.task.name, tasks.size());
        tasks.push_back({.task = std::move(task), .programs = {}});
    }
    for (const rasp::TaskEntry& entry : entries) {
        const std::string& name = entry.task.name;
        const auto whole = by_name.find(name);
        const auto found =
            whole != by_name.end() ? whole : by_name.find(name.substr(0, name.find('/')));
        if (entry.program) {
            tasks[found->second].programs.push_back(*entry.program);
        }
    }
    for (CorpusTask& task : tasks) {
        check_has_programs(task);
        std::ranges::stable_sort(task.programs, {}, size_of);
    }
    std::ranges::stable_sort(tasks, {},
                             [](const CorpusTask& task) { return size_of(task.programs.front()); });
    return tasks;
}

} // namespace rasp_stitch::generation
