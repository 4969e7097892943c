#include "recognition/near/near_task.hpp"

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/value_text.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

// Without noise, a cell that is wrong still has a price, so that programs can be compared.
constexpr double least_noise = 1e-3;

constexpr rasp::ComparisonOptions as_tasks{.tolerance = rasp::task_tolerance,
                                           .booleans_as_numbers = true};

// More examples make training slower, and say little more of what a partial program can do. The
// numbers and programs that come of it are held against all of them.
constexpr std::size_t most_training = 24;
constexpr std::size_t most_longer = 12;

// Returns at most so many, evenly spread.
std::vector<std::size_t> some_of(std::span<const std::size_t> all, std::size_t most) {
    std::vector<std::size_t> some;
    const std::size_t count = std::min(all.size(), most);
    for (std::size_t i = 0; i < count; ++i) {
        some.push_back(all[i * all.size() / count]);
    }
    return some;
}

std::size_t cells_of(const rasp::Output& output) {
    if (const auto* const values = std::get_if<rasp::Sequence>(&output)) {
        return values->size();
    }
    const auto& rows = std::get<rasp::Matrix>(output);
    return rows.size() * rows.size();
}

std::size_t wrong_cells(const rasp::Output& wanted, const rasp::Output& given) {
    if (wanted.index() != given.index()) {
        return cells_of(wanted);
    }
    std::size_t wrong = 0;
    if (const auto* const values = std::get_if<rasp::Sequence>(&wanted)) {
        const auto& others = std::get<rasp::Sequence>(given);
        for (std::size_t i = 0; i < values->size(); ++i) {
            wrong +=
                i < others.size() && rasp::are_equal((*values)[i], others[i], as_tasks) ? 0U : 1U;
        }
        return wrong;
    }
    const auto& rows = std::get<rasp::Matrix>(wanted);
    const auto& others = std::get<rasp::Matrix>(given);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            wrong += rows[i][j] == others[i][j] ? 0U : 1U;
        }
    }
    return wrong;
}

bool is_string(const rasp::Value& value) {
    return rasp::kind_of(value) == rasp::ValueKind::string;
}

// Returns what is wrong with the probabilities of outputs; an empty text if nothing is.
std::string_view fault_of_probabilities(const SoftTarget& soft, const rasp::Output& output) {
    const auto* const values = std::get_if<rasp::Sequence>(&output);
    if (values == nullptr) {
        return "probabilities for a selector";
    }
    if (values->size() != soft.outputs.size()) {
        return "probabilities for another number of positions than it has";
    }
    for (std::size_t i = 0; i < values->size(); ++i) {
        if (std::ranges::any_of(soft.outputs[i], [&](const auto& value_and_probability) {
                return is_string(value_and_probability.first) != is_string((*values)[i]);
            })) {
            return "probabilities for values of another kind than its output";
        }
    }
    return {};
}

bool is_square(std::span<const std::vector<double>> rows, std::size_t size) {
    return rows.size() == size && std::ranges::all_of(rows, [&](const std::vector<double>& row) {
               return row.size() == size;
           });
}

// Examples without an output are not trained on, so nobody reads their targets.
void check_soft(const rasp::Task& task, std::span<const SoftTarget> soft) {
    const auto reject = [&](std::string found, std::string expected) {
        throw InputError(
            {.found = "the task " + quote_excerpt(task.name) + " has " + std::move(found),
             .expected = std::move(expected)});
    };
    if (!soft.empty() && soft.size() != task.examples.size()) {
        reject(fmt::format("{} soft targets and {} examples", soft.size(), task.examples.size()),
               "a target for each example");
    }
    for (std::size_t i = 0; i < soft.size(); ++i) {
        const rasp::Example& example = task.examples[i];
        if (!example.output) {
            continue;
        }
        const std::string_view fault =
            soft[i].outputs.empty() ? "" : fault_of_probabilities(soft[i], *example.output);
        if (!fault.empty()) {
            reject(fmt::format("in the soft target of example {} {}", i + 1, fault),
                   "for each position of the output, values like it");
        }
        const std::size_t length = example.input.tokens.size();
        if (!soft[i].attention.empty() && !is_square(soft[i].attention, length)) {
            reject(fmt::format("in the soft target of example {} attention of another size than "
                               "its input",
                               i + 1),
                   fmt::format("{} rows of {} numbers", length, length));
        }
    }
}

} // namespace

NearTask near_task(enumerator::SearchTask search, double noise, std::vector<SoftTarget> soft) {
    if (!(noise >= 0 && noise < 0.5)) {
        throw InputError({.found = fmt::format("a share of {} wrong cells", noise),
                          .expected = "a share from 0 to below 0.5"});
    }
    check_soft(search.task, soft);
    NearTask task{.search = std::move(search),
                  .noise = noise,
                  .soft = std::move(soft),
                  .training = {},
                  .longer = {}};
    const std::vector<rasp::Example>& examples = task.task().examples;
    std::vector<std::size_t> usable;
    std::set<std::string> values;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        if (!examples[i].output || examples[i].input.tokens.empty()) {
            continue;
        }
        usable.push_back(i);
        task.cells += cells_of(*examples[i].output);
        if (const auto* const output = std::get_if<rasp::Sequence>(&*examples[i].output)) {
            for (const rasp::Value& value : *output) {
                values.insert(rasp::to_json(value).dump());
            }
        }
    }
    if (usable.empty()) {
        throw InputError({.found = fmt::format("the task \"{}\" has no example with tokens and an "
                                               "output",
                                               task.task().name),
                          .expected = "at least one"});
    }
    std::ranges::stable_sort(
        usable, {}, [&](std::size_t example) { return examples[example].input.tokens.size(); });
    const std::size_t longer = usable.size() / 3;
    const std::span<const std::size_t> all(usable);
    task.training = some_of(all.first(all.size() - longer), most_training);
    task.longer = some_of(all.last(longer), most_longer);
    if (task.longer.empty()) {
        task.longer = task.training; // a single example has to do for both
    }
    task.values = std::max<std::size_t>(values.size(), 2);
    return task;
}

double wrong_nats(const NearTask& task) {
    return -std::log(std::max(task.noise, least_noise)) +
           std::log(static_cast<double>(task.values));
}

double right_nats(const NearTask& task) {
    return -std::log1p(-std::max(task.noise, least_noise));
}

ExactScore exact_score(const lambda::TermStore& store, lambda::TermId program,
                       const NearTask& task) {
    ExactScore score;
    const std::vector<rasp::Input> inputs = rasp::inputs_of(task.task());
    const std::vector<rasp::Evaluation> evaluations = rasp::evaluate(store, program, inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::optional<rasp::Output>& wanted = task.task().examples[i].output;
        const std::optional<rasp::Output>& given = evaluations[i].output;
        if (!wanted) {
            score.cells += 1;
            score.wrong += given ? 1U : 0U;
            continue;
        }
        const std::size_t cells = cells_of(*wanted);
        score.cells += cells;
        score.wrong += given ? wrong_cells(*wanted, *given) : cells;
    }
    score.nats = static_cast<double>(score.wrong) * wrong_nats(task) +
                 static_cast<double>(score.cells - score.wrong) * right_nats(task);
    return score;
}

bool is_answer(const ExactScore& score, const NearTask& task) {
    return static_cast<double>(score.wrong) <=
           std::ceil(1.5 * task.noise * static_cast<double>(score.cells) - 1e-9);
}

} // namespace rasp_stitch::recognition
