#include "enumerator/in_buckets/column_targets.hpp"

#include "rasp/kernels/comparison.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

namespace {

bool fails_on(const std::uint64_t* failures, std::uint32_t input) {
    return ((failures[input / 64] >> (input % 64)) & 1U) != 0;
}

bool is_near(double a, double b) {
    return a == b || rasp::are_near(a, b, rasp::task_tolerance);
}

double number_at(const ColumnView& column, std::size_t position) {
    switch (column.kind) {
    case ColumnKind::booleans:
        return static_cast<double>((column.words()[position / 64] >> (position % 64)) & 1U);
    case ColumnKind::small:
        return column.small()[position];
    default:
        return column.reals()[position];
    }
}

std::uint64_t row_at(const ColumnView& column, std::size_t position, std::size_t row_bytes) {
    const auto* const bytes = static_cast<const std::uint8_t*>(column.data) + position * row_bytes;
    std::uint64_t row = 0;
    for (std::size_t byte = 0; byte < row_bytes; ++byte) {
        row |= std::uint64_t{bytes[byte]} << (byte * 8);
    }
    return row;
}

} // namespace

ColumnTargets::ColumnTargets(std::span<const rasp::Task> tasks, const TaskExamples& examples,
                             rasp::Batch& batch) {
    for (std::uint32_t number = 0; number < tasks.size(); ++number) {
        add(tasks[number], number, examples.places[number], batch);
    }
}

// Leaves out a task that no program can solve.
void ColumnTargets::add(const rasp::Task& task, std::uint32_t number,
                        std::span<const std::uint32_t> places, rasp::Batch& batch) {
    Target target{.task = number};
    const auto is_of_another_sort = [&](Sort sort) {
        return target.sort != Sort::anything && target.sort != sort;
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::optional<rasp::Output>& output = task.examples[i].output;
        if (places[i] == TaskExamples::no_input) {
            if (output) {
                return;
            }
            continue;
        }
        Wanted wanted{.input = places[i], .fails = !output};
        if (!output) {
            target.wanted.push_back(std::move(wanted));
            continue;
        }
        const std::size_t length = batch.extents()[places[i]].length;
        if (const auto* const rows = std::get_if<rasp::Matrix>(&*output)) {
            if (rows->size() != length || length > rasp::word_bits ||
                is_of_another_sort(Sort::matrix)) {
                return;
            }
            target.sort = Sort::matrix;
            for (const std::vector<bool>& row : *rows) {
                std::uint64_t word = 0;
                for (std::size_t key = 0; key < row.size(); ++key) {
                    word |= std::uint64_t{row[key]} << key;
                }
                wanted.rows.push_back(word);
            }
            target.wanted.push_back(std::move(wanted));
            continue;
        }
        const auto& sequence = std::get<rasp::Sequence>(*output);
        if (sequence.size() != length) {
            return;
        }
        for (const rasp::Value& value : sequence) {
            const auto* const text = std::get_if<std::string>(&value);
            const Sort sort = text != nullptr ? Sort::strings : Sort::numbers;
            if (is_of_another_sort(sort)) {
                return;
            }
            target.sort = sort;
            if (text != nullptr) {
                wanted.strings.push_back(batch.keep_string(*text));
            } else {
                wanted.numbers.push_back(rasp::number_of(value));
                are_narrow_ &= is_narrow(wanted.numbers.back());
            }
        }
        target.wanted.push_back(std::move(wanted));
    }
    if (!task.examples.empty()) {
        targets_.push_back(std::move(target));
    }
}

bool ColumnTargets::is_useless(const std::uint64_t* failures) const {
    return std::ranges::all_of(targets_, [&](const Target& target) {
        return std::ranges::any_of(target.wanted, [&](const Wanted& wanted) {
            return !wanted.fails && fails_on(failures, wanted.input);
        });
    });
}

bool ColumnTargets::is_met(const Target& target, const ColumnView& column,
                           const ColumnLayout& layout) const {
    const bool is_strings = column.kind == ColumnKind::strings;
    const bool is_matrix = column.kind == ColumnKind::selector;
    if (target.sort != Sort::anything && (is_strings != (target.sort == Sort::strings) ||
                                          is_matrix != (target.sort == Sort::matrix))) {
        return false;
    }
    for (const Wanted& wanted : target.wanted) {
        const bool fails = column.failures != nullptr && fails_on(column.failures, wanted.input);
        if (fails != wanted.fails) {
            return false;
        }
        if (fails) {
            continue;
        }
        const std::size_t first = layout.inputs[wanted.input].first;
        for (std::size_t i = 0; i < layout.inputs[wanted.input].length; ++i) {
            const bool is_same =
                is_matrix    ? row_at(column, first + i, layout.row_bytes) == wanted.rows[i]
                : is_strings ? column.strings()[first + i] == wanted.strings[i]
                             : is_near(number_at(column, first + i), wanted.numbers[i]);
            if (!is_same) {
                return false;
            }
        }
    }
    return true;
}

bool ColumnTargets::is_any_met(const ColumnView& column, const ColumnLayout& layout) const {
    return column.kind != ColumnKind::input && column.kind != ColumnKind::predicate &&
           std::ranges::any_of(
               targets_, [&](const Target& target) { return is_met(target, column, layout); });
}

std::span<const std::uint32_t> ColumnTargets::solved_by(const ColumnView& column,
                                                        const ColumnLayout& layout) {
    solved_.clear();
    if (column.kind == ColumnKind::input || column.kind == ColumnKind::predicate) {
        return solved_;
    }
    for (const Target& target : targets_) {
        if (is_met(target, column, layout)) {
            solved_.push_back(target.task);
        }
    }
    return solved_;
}

} // namespace rasp_stitch::enumerator
