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
        return std::ranges::any_of(*values,
                                   [&](const rasp::Value& value) { return value != values->front(); });
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
    enumerator::TaskSearchOptions options{
        .frontier_size = wanted, .threads = 1, .backwards = true};
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
    // The shortest examples are the easiest to search on, but say little alone.
    std::vector<std::size_t> sure;
    for (std::size_t i = 0; i < reading.outputs.size(); ++i) {
        if (reading.outputs[i] && reading.outputs[i]->distance <= options_.most_distance) {
            sure.push_back(i);
        }
    }
    const std::size_t asked = static_cast<std::size_t>(std::ranges::count_if(
        reading.outputs, [](const auto& given) { return given.has_value(); }));
    if (sure.size() < options_.least_examples || 2 * sure.size() < asked) {
        return {};
    }
    std::ranges::stable_sort(sure, {}, [&](std::size_t example) {
        return whole.examples[example].input.tokens.size();
    });
    if (sure.size() > options_.most_examples) {
        // Of all lengths: every so many.
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < options_.most_examples; ++i) {
            some.push_back(sure[i * sure.size() / options_.most_examples]);
        }
        sure = std::move(some);
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
