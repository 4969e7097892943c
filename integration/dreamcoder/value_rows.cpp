#include "integration/dreamcoder/value_rows.hpp"

#include "rasp/kernels/column_access.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <span>

namespace rasp_stitch::dreamcoder {

namespace {

// What the words of a value begin with, so that values of different kinds differ: true is not 1.
enum Sort : std::uint8_t { numbers, booleans, strings, selector };

Sort sort_of(rasp::Form form) {
    return form == rasp::Form::booleans  ? booleans
           : form == rasp::Form::strings ? strings
                                         : numbers;
}

// Words that are equal exactly if the numbers are: a whole number that a double can represent is
// written as that double.
struct NumberWords {
    std::uint64_t first;
    bool has_second = false;
    std::uint64_t second = 0;

    explicit NumberWords(rasp::Number number) {
        constexpr std::uint64_t whole_follows = 0x7FF8000000000001; // a NaN that nothing computes
        constexpr double end = 9223372036854775808.0;               // 2^63
        const double nearest = number.is_int ? static_cast<double>(number.i) : number.d;
        const bool is_inexact =
            number.is_int && (nearest >= end || static_cast<std::int64_t>(nearest) != number.i);
        if (is_inexact) {
            first = whole_follows;
            has_second = true;
            second = static_cast<std::uint64_t>(number.i);
        } else if (std::isnan(nearest)) {
            first = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::quiet_NaN());
        } else {
            first = std::bit_cast<std::uint64_t>(nearest + 0.0); // -0.0 + 0.0 is 0.0
        }
    }
};

} // namespace

void ValueRows::write(std::uint64_t word) {
    words_.push_back(static_cast<char32_t>(word));
    words_.push_back(static_cast<char32_t>(word >> 32U));
}

void ValueRows::write(std::string_view text) {
    write(text.size());
    for (const char character : text) {
        words_.push_back(static_cast<unsigned char>(character));
    }
}

void ValueRows::write_cells(const rasp::Selector& selector, const rasp::Extent& extent) {
    words_.push_back(Sort::selector);
    for (std::size_t query = 0; query < extent.length; ++query) {
        const std::uint64_t* const row = selector.words + extent.row_of(selector.uniform, query);
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            write(row[word]);
        }
    }
}

void ValueRows::write_values(const rasp::Column& column, const rasp::Batch& batch,
                             const rasp::Extent& extent) {
    words_.push_back(sort_of(column.form));
    for (std::size_t i = extent.offset; i < extent.offset + extent.length; ++i) {
        const std::size_t element = column.at(i);
        if (column.form == rasp::Form::booleans) {
            words_.push_back(column.flags[element]);
        } else if (column.form == rasp::Form::strings) {
            write(batch.strings().text(column.strings[element]));
        } else {
            const NumberWords number(rasp::number_at(column, element));
            write(number.first);
            if (number.has_second) {
                write(number.second);
            }
        }
    }
}

ValueRow ValueRows::row(const enumerator::Behaviours& behaviours, const rasp::Batch& batch,
                        enumerator::BehaviourId id) {
    const std::span<const std::uint8_t> failures = behaviours.failures(id);
    const bool is_selector = behaviours.sort(id) == enumerator::BehaviourSort::selector;
    const rasp::Selector selector =
        is_selector ? behaviours.selector(id, buffer_) : rasp::Selector{};
    const rasp::Column column = is_selector ? rasp::Column{} : behaviours.column(id, buffer_);
    ValueRow row(batch.extents().size(), failed);
    for (std::size_t input = 0; input < row.size(); ++input) {
        if (enumerator::fails_on(failures, input)) {
            continue;
        }
        words_.clear();
        if (is_selector) {
            write_cells(selector, batch.extents()[input]);
        } else {
            write_values(column, batch, batch.extents()[input]);
        }
        const auto [found, is_new] =
            ids_.try_emplace(words_, static_cast<ValueId>(ids_.size() + 1));
        memory_ += is_new ? words_.size() * sizeof(char32_t) + 2 * sizeof(Words) : 0;
        row[input] = found->second;
    }
    return row;
}

} // namespace rasp_stitch::dreamcoder
