#include "recognition/near/near_task.hpp"

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/value_text.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
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

} // namespace

NearTask near_task(enumerator::SearchTask search, double noise, std::vector<SoftTarget> soft) {
    if (!(noise >= 0 && noise < 0.5)) {
        throw InputError({.found = fmt::format("a share of {} wrong cells", noise),
                          .expected = "a share from 0 to below 0.5"});
    }
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
