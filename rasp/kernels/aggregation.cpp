#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"
#include "rasp/kernels/running_mean.hpp"

#include <bit>
#include <cmath>

namespace rasp_stitch::rasp {

namespace {

enum class Selected { none, one, many };

struct Pick {
    Selected selected = Selected::none;
    std::size_t key = 0; // the first
};

Pick pick(const std::uint64_t* row, std::size_t row_words) {
    std::size_t word = 0;
    while (word < row_words && row[word] == 0) {
        ++word;
    }
    if (word == row_words) {
        return {};
    }
    const std::uint64_t bits = row[word];
    const std::size_t key = word * word_bits + static_cast<std::size_t>(std::countr_zero(bits));
    std::uint64_t others = bits & (bits - 1);
    for (++word; word < row_words; ++word) {
        others |= row[word];
    }
    return {.selected = others == 0 ? Selected::one : Selected::many, .key = key};
}

// Aggregates numbers of one form. default_at(position) is the result of a row that selects nothing.
template <Form form, class Default>
Column aggregate_numbers(KernelContext& context, const Selector& selector, const Column& values,
                         const ColumnBuffer& out, Default default_at) {
    NumberWriter writer(out);
    for (const Extent& extent : context.batch.extents()) {
        RunningMean<form> mean(values, extent.offset, extent.row_words);
        Pick picked;
        Number number;
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::size_t position = extent.offset + query;
            if (query == 0 || !selector.uniform) {
                const std::uint64_t* const row =
                    selector.words + extent.row_of(selector.uniform, query);
                picked = pick(row, extent.row_words);
                if (picked.selected == Selected::one) {
                    number = number_at(values, values.at(extent.offset + picked.key));
                } else if (picked.selected == Selected::many) {
                    number = floating(mean.of(row));
                    if (!std::isfinite(number.d) && mean.are_finite()) {
                        context.fail(position, FailureClass::mean_overflow);
                    }
                }
            }
            writer.write(position,
                         picked.selected == Selected::none ? default_at(position) : number);
        }
    }
    return writer.column(false);
}

template <class Default>
Column aggregate_numbers(KernelContext& context, const Selector& selector, const Column& values,
                         const ColumnBuffer& out, Default default_at) {
    switch (values.form) {
    case Form::ints:
        return aggregate_numbers<Form::ints>(context, selector, values, out, default_at);
    case Form::floats:
        return aggregate_numbers<Form::floats>(context, selector, values, out, default_at);
    default:
        return aggregate_numbers<Form::mixed>(context, selector, values, out, default_at);
    }
}

// Aggregates strings or booleans from the array `values` into `result`. default_at(position) is the
// result of a row that selects nothing.
template <class T, class Default>
void aggregate_others(KernelContext& context, const Selector& selector, const Column& column,
                      const T* values, T* result, Default default_at) {
    for (const Extent& extent : context.batch.extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::size_t position = extent.offset + query;
            const Pick picked =
                pick(selector.words + extent.row_of(selector.uniform, query), extent.row_words);
            switch (picked.selected) {
            case Selected::none:
                result[position] = default_at(position);
                break;
            case Selected::many:
                context.fail(position, FailureClass::average_non_number);
                [[fallthrough]];
            case Selected::one:
                result[position] = values[column.at(extent.offset + picked.key)];
                break;
            }
        }
    }
}

} // namespace

Column aggregate(KernelContext& context, const Selector& selector, const Column& values,
                 const std::optional<Column>& defaults, const ColumnBuffer& out) {
    if (defaults && defaults->kind() != values.kind()) {
        return failed_column(context, FailureClass::type, out);
    }
    switch (values.kind()) {
    case ValueKind::number:
        if (defaults) {
            return aggregate_numbers(context, selector, values, out, [&](std::size_t position) {
                return number_at(*defaults, defaults->at(position));
            });
        }
        return aggregate_numbers(context, selector, values, out,
                                 [](std::size_t) { return whole(0); });
    case ValueKind::boolean:
        aggregate_others(
            context, selector, values, values.flags, out.flags, [&](std::size_t position) {
                return defaults ? defaults->flags[defaults->at(position)] : std::uint8_t{0};
            });
        return view_of(out, Form::booleans, false);
    case ValueKind::string:
        break;
    }
    aggregate_others(context, selector, values, values.strings, out.strings,
                     [&](std::size_t position) {
                         if (!defaults) {
                             context.fail(position, FailureClass::no_default);
                             return StringId{0};
                         }
                         return defaults->strings[defaults->at(position)];
                     });
    return view_of(out, Form::strings, false);
}

Column aggregate_extreme(KernelContext& context, Opcode opcode, const Selector& selector,
                         const Column& values, const Column& defaults, const ColumnBuffer& out) {
    if (values.kind() != ValueKind::number || defaults.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    const Comparison comparison =
        opcode == Opcode::aggregate_max ? Comparison::greater : Comparison::less;
    NumberWriter writer(out);
    for (const Extent& extent : context.batch.extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::uint64_t* const row =
                selector.words + extent.row_of(selector.uniform, query);
            std::optional<Number> best;
            for (std::size_t word = 0; word < extent.row_words; ++word) {
                for (std::uint64_t bits = row[word]; bits != 0; bits &= bits - 1) {
                    const std::size_t key =
                        word * word_bits + static_cast<std::size_t>(std::countr_zero(bits));
                    const Number number = number_at(values, values.at(extent.offset + key));
                    if (!best || compare_numbers(comparison, number, *best)) {
                        best = number;
                    }
                }
            }
            const std::size_t position = extent.offset + query;
            writer.write(position, best ? *best : number_at(defaults, defaults.at(position)));
        }
    }
    return writer.column(false);
}

} // namespace rasp_stitch::rasp
