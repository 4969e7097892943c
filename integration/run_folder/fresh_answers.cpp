#include "integration/run_folder/fresh_answers.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/random/random.hpp"
#include "support/text/input_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::loop {

namespace {

constexpr std::size_t input_count = 200;
constexpr std::uint64_t seed = 1;

std::vector<rasp::Input> fresh_inputs(const rasp::Task& task) {
    const rasp::InputSampler sampler(rasp::inputs_of(task));
    Random random(seed);
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < input_count; ++i) {
        inputs.push_back(sampler.draw(random));
    }
    return inputs;
}

bool agree(const rasp::Task& task, const std::string& own, const std::string& found) {
    lambda::TermStore store;
    const std::vector<rasp::Input> inputs = fresh_inputs(task);
    const auto wanted = rasp::evaluate(store, rasp::read_program(store, own), inputs);
    const auto given = rasp::evaluate(
        store, rasp::canonical(store, enumerator::read_unfolded(store, found)), inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (wanted[i].output &&
            (!given[i].output ||
             !rasp::are_equal(*wanted[i].output, *given[i].output,
                              {.tolerance = rasp::task_tolerance, .booleans_as_numbers = true}))) {
            return false;
        }
    }
    return true;
}

// Returns the first program of each task. An entry "length/core" is of the task "length".
std::unordered_map<std::string, std::string> own_programs(const Json& tasks) {
    std::unordered_map<std::string, std::string> programs;
    for (const rasp::TaskEntry& entry : rasp::read_tasks(JsonCursor(tasks))) {
        if (entry.program) {
            const std::string& name = entry.task.name;
            programs.try_emplace(name, *entry.program);
            programs.try_emplace(name.substr(0, name.find('/')), *entry.program);
        }
    }
    return programs;
}

} // namespace

std::vector<std::optional<bool>> fresh_answers(const Run& run, const LoopState& state,
                                               const Json& tasks) {
    std::vector<std::optional<bool>> answers(run.training.size());
    const std::unordered_map<std::string, std::string> programs = own_programs(tasks);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const rasp::Task& task = run.training[i].task;
        const auto own = programs.find(task.name);
        if (own == programs.end() || state.frontiers[i].programs.empty()) {
            continue;
        }
        answers[i] = agree(task, own->second,
                           enumerator::print_expression(state.language.terms,
                                                        state.frontiers[i].programs.front().term));
    }
    return answers;
}

} // namespace rasp_stitch::loop
