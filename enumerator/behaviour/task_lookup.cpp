#include "enumerator/behaviour/task_lookup.hpp"

#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/comparison.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <variant>

namespace rasp_stitch::enumerator {

using rasp::Extent;
using rasp::Value;

namespace {

// Returns a weight between 1 and 2, so that permuted outputs have different sums.
double weight(std::size_t place) {
    constexpr std::size_t spread = 1021;
    return 1 + static_cast<double>((place * 389) % spread) / spread;
}

struct Sum {
    double value = 0;
    double margin = 0; // the largest difference to the sum of values equal within the tolerance

    explicit Sum(std::span<const double> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            value += weight(i) * values[i];
            // |x - y| <= t max(1, |x|, |y|) gives |x - y| <= 1.1 t max(1, |x|), times 2 for the
            // weight; the rest is for rounding in the sum.
            margin += 4 * rasp::task_tolerance * std::max(1.0, std::fabs(values[i]));
        }
    }
};

bool are_near(double a, double b) {
    return rasp::are_near(a, b, rasp::task_tolerance);
}

std::string key_of(const rasp::Input& input) {
    std::string key = rasp::to_json(rasp::Output(input.tokens)).dump();
    if (input.atom) {
        key += ' ' + rasp::to_json(*input.atom).dump();
    }
    return key;
}

// Adds a word of a row as numbers that are compared exactly.
void add_word(std::uint64_t word, std::vector<double>& values) {
    constexpr unsigned bits = 16;
    for (unsigned shift = 0; shift < rasp::word_bits; shift += bits) {
        values.push_back(static_cast<double>((word >> shift) & 0xFFFFU));
    }
}

void add_row(const std::vector<bool>& row, std::vector<double>& values) {
    for (std::size_t first = 0; first < row.size(); first += rasp::word_bits) {
        std::uint64_t word = 0;
        for (std::size_t i = first; i < std::min(row.size(), first + rasp::word_bits); ++i) {
            word |= std::uint64_t{row[i]} << (i - first);
        }
        add_word(word, values);
    }
}

} // namespace

TaskExamples batch_examples(std::span<const rasp::Task> tasks) {
    TaskExamples examples;
    std::map<std::string, std::uint32_t> numbers;
    for (const rasp::Task& task : tasks) {
        std::vector<std::uint32_t>& places = examples.places.emplace_back();
        for (const rasp::Example& example : task.examples) {
            if (example.input.tokens.empty()) {
                places.push_back(TaskExamples::no_input);
                continue;
            }
            const auto [found, is_new] =
                numbers.try_emplace(key_of(example.input), examples.inputs.size());
            if (is_new) {
                examples.inputs.push_back(example.input);
            }
            if (!rasp::have_same_kinds(examples.inputs.front(), example.input)) {
                throw InputError({.found = "the task '" + task.name +
                                           "' has inputs of another kind than those before it",
                                  .expected = "tasks of one request have inputs of one kind"});
            }
            places.push_back(found->second);
        }
    }
    if (examples.inputs.empty()) {
        throw InputError({.found = "no example with an input that is not empty",
                          .expected = "tasks with examples to search for"});
    }
    return examples;
}

TaskLookup::TaskLookup(std::span<const rasp::Task> tasks, const TaskExamples& examples,
                       rasp::Batch& batch)
    : batch_(&batch), buffer_(batch) {
    for (std::uint32_t number = 0; number < tasks.size(); ++number) {
        add_task(tasks[number], number, examples.places[number]);
    }
    for (Shape& shape : shapes_) {
        std::ranges::stable_sort(shape.tasks, {}, &Wanted::sum);
    }
}

// Leaves out a task that no program can solve.
void TaskLookup::add_task(const rasp::Task& task, std::uint32_t number,
                          std::span<const std::uint32_t> places) {
    Shape shape;
    Wanted wanted{.task = number, .sum = 0, .values = {}};
    bool has_matrix = false;
    bool has_sequence = false;
    bool has_other = false; // values other than strings
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::optional<rasp::Output>& output = task.examples[i].output;
        if (places[i] == TaskExamples::no_input) {
            if (output) {
                return;
            }
            continue;
        }
        if (!output) {
            shape.failing.push_back(places[i]);
            continue;
        }
        shape.inputs.push_back(places[i]);
        const std::size_t length = batch_->extents()[places[i]].length;
        if (const auto* const rows = std::get_if<rasp::Matrix>(&*output)) {
            has_matrix = true;
            for (const std::vector<bool>& row : *rows) {
                add_row(row, wanted.values);
            }
            if (rows->size() != length) {
                return;
            }
            continue;
        }
        has_sequence = true;
        const auto& sequence = std::get<rasp::Sequence>(*output);
        if (sequence.size() != length) {
            return;
        }
        for (const Value& value : sequence) {
            if (const auto* const text = std::get_if<std::string>(&value)) {
                shape.is_string = true;
                wanted.values.push_back(batch_->keep_string(*text));
                continue;
            }
            has_other = true;
            wanted.values.push_back(rasp::number_of(value));
        }
    }
    const bool is_mixed = (has_matrix && has_sequence) || (shape.is_string && has_other);
    if (task.examples.empty() || is_mixed) {
        return;
    }
    shape.is_sequence = !has_matrix;
    wanted.sum = Sum(wanted.values).value;
    const bool is_finite = std::isfinite(wanted.sum);
    wanted.sum = is_finite ? wanted.sum : 0;
    auto found = std::ranges::find_if(shapes_, [&](const Shape& s) { return s.is_like(shape); });
    if (found == shapes_.end()) {
        found = shapes_.insert(shapes_.end(), shape);
    }
    found->has_infinite |= !is_finite;
    found->tasks.push_back(std::move(wanted));
}

bool TaskLookup::is_useless(std::span<const std::uint8_t> failures) const {
    return std::ranges::all_of(shapes_, [&](const Shape& shape) {
        return std::ranges::any_of(shape.inputs,
                                   [&](std::uint32_t input) { return fails_on(failures, input); });
    });
}

// Sets values_. Returns false if the behaviour cannot solve the tasks of the shape.
bool TaskLookup::project(const Shape& shape, const Behaviours& behaviours, BehaviourId id) {
    const std::span<const std::uint8_t> failures = behaviours.failures(id);
    const auto fails = [&](std::uint32_t input) { return fails_on(failures, input); };
    if (std::ranges::any_of(shape.inputs, fails) || !std::ranges::all_of(shape.failing, fails)) {
        return false;
    }
    values_.clear();
    if (behaviours.sort(id) == BehaviourSort::selector) {
        const rasp::Selector selector = behaviours.selector(id, buffer_);
        for (const std::uint32_t input : shape.inputs) {
            const Extent& extent = batch_->extents()[input];
            for (std::size_t query = 0; query < extent.length; ++query) {
                const std::uint64_t* const row =
                    selector.words + extent.row_of(selector.uniform, query);
                for (std::size_t word = 0; word < extent.row_words; ++word) {
                    add_word(row[word], values_);
                }
            }
        }
        return !shape.is_sequence || shape.inputs.empty();
    }
    if (!shape.is_sequence || behaviours.sort(id) != BehaviourSort::sequence) {
        return false;
    }
    const rasp::Column column = behaviours.column(id, buffer_);
    if ((column.form == rasp::Form::strings) != shape.is_string && !shape.inputs.empty()) {
        return false;
    }
    for (const std::uint32_t input : shape.inputs) {
        const Extent& extent = batch_->extents()[input];
        for (std::size_t i = extent.offset; i < extent.offset + extent.length; ++i) {
            const std::size_t at = column.at(i);
            values_.push_back(column.form == rasp::Form::booleans  ? column.flags[at]
                              : column.form == rasp::Form::strings ? column.strings[at]
                                                                   : number_at(column, at).d);
        }
    }
    return true;
}

std::span<const std::uint32_t> TaskLookup::solved_by(const Behaviours& behaviours, BehaviourId id) {
    solved_.clear();
    for (const Shape& shape : shapes_) {
        if (!project(shape, behaviours, id)) {
            continue;
        }
        const Sum sum(values_);
        // If a sum is not finite, all tasks are compared.
        const bool is_finite = std::isfinite(sum.value) && !shape.has_infinite;
        auto task = is_finite ? std::ranges::lower_bound(shape.tasks, sum.value - sum.margin, {},
                                                         &Wanted::sum)
                              : shape.tasks.begin();
        for (; task != shape.tasks.end() && !(is_finite && task->sum > sum.value + sum.margin);
             ++task) {
            if (std::ranges::equal(task->values, values_, are_near)) {
                solved_.push_back(task->task);
            }
        }
    }
    std::ranges::sort(solved_);
    return solved_;
}

} // namespace rasp_stitch::enumerator
