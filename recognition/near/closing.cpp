#include "recognition/near/closing.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

// Returns "input(str) -> seq(num) -> " of "input(str) -> seq(num) -> seq(bool)".
std::string arguments_of(const std::string& type) {
    return type.substr(0, type.rfind("->") + 3);
}

bool is_varied(const rasp::Output& output) {
    if (const auto* const values = std::get_if<rasp::Sequence>(&output)) {
        return std::ranges::any_of(
            *values, [&](const rasp::Value& value) { return value != values->front(); });
    }
    const auto& rows = std::get<rasp::Matrix>(output);
    return std::ranges::any_of(rows, [&](const std::vector<bool>& row) {
        return std::ranges::any_of(row, [&](bool cell) { return cell != rows[0][0]; });
    });
}

} // namespace

std::vector<std::string> enumerated(enumerator::Language& language, const rasp::Task& task,
                                    std::size_t wanted, const Budget& budget,
                                    std::uint64_t* looked_at) {
    const lambda::TypeId request = rasp::parse_task_type(language.types, task.type);
    enumerator::TaskSearchOptions options{.frontier_size = wanted, .threads = 1, .backwards = true};
    options.budget = budget;
    const enumerator::FewExamplesResult result =
        enumerator::search_few_examples(language, request, task, options);
    if (looked_at != nullptr) {
        *looked_at += result.programs;
    }
    std::vector<std::string> programs;
    for (const enumerator::Solution& solution : result.solutions.front()) {
        programs.push_back(enumerator::print_expression(language.terms, solution.program.term));
    }
    return programs;
}

HoleSolver::HoleSolver(const enumerator::Language& language, const NearTask& task,
                       const HoleSolverOptions& options)
    : language_(language), task_(&task), options_(options) {}

std::vector<std::string> HoleSolver::solve(const HoleReading& reading, const Budget& budget) {
    const rasp::Task& whole = task_->task();
    // Of each length among the examples trained on, the one where the network is most sure.
    std::vector<std::size_t> sure;
    std::size_t asked = 0;
    std::size_t near = 0;
    for (const std::size_t example : task_->training) {
        if (example >= reading.outputs.size() || !reading.outputs[example]) {
            continue;
        }
        ++asked;
        const double distance = reading.outputs[example]->distance;
        if (distance > options_.most_distance) {
            continue;
        }
        ++near;
        const std::size_t length = whole.examples[example].input.tokens.size();
        const auto same = std::ranges::find_if(sure, [&](std::size_t other) {
            return whole.examples[other].input.tokens.size() == length;
        });
        if (same == sure.end()) {
            sure.push_back(example);
        } else if (distance < reading.outputs[*same]->distance) {
            *same = example;
        }
    }
    if (near < options_.least_examples || 4 * near < asked) {
        return {};
    }
    // If they are all of one or two lengths, more of them say more.
    for (const std::size_t example : task_->training) {
        if (sure.size() < options_.least_examples + 1 && example < reading.outputs.size() &&
            reading.outputs[example] &&
            reading.outputs[example]->distance <= options_.most_distance &&
            std::ranges::find(sure, example) == sure.end()) {
            sure.push_back(example);
        }
    }
    std::ranges::stable_sort(
        sure, {}, [&](std::size_t example) { return whole.examples[example].input.tokens.size(); });
    if (sure.size() > options_.most_examples) {
        sure.resize(options_.most_examples);
    }
    rasp::Task task{.name = "hole",
                    .type = arguments_of(whole.type) + name_of(reading.type),
                    .arity = whole.arity,
                    .examples = {}};
    std::string key = task.type;
    bool varies = false;
    for (const std::size_t example : sure) {
        const rasp::Output& output = reading.outputs[example]->output;
        task.examples.push_back({whole.examples[example].input, output});
        key += rasp::to_json(output).dump() + std::to_string(example);
        varies = varies || is_varied(output);
    }
    if (!varies && reading.type.sort == rasp::Sort::selector) {
        return {}; // a selector of everything or nothing says nothing
    }
    const auto [known, is_new] = known_.try_emplace(std::move(key));
    if (is_new) {
        Budget of_hole = budget;
        of_hole.programs = options_.programs;
        ++searches_;
        known->second = enumerated(language_, task, options_.wanted, of_hole, &programs_);
    }
    return known->second;
}

} // namespace rasp_stitch::recognition
