#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

namespace rasp_stitch::rasp {

namespace {

std::int64_t parsed(std::string_view text, FailureClass& failure) {
    std::string_view digits = text;
    if (digits.starts_with('+') || digits.starts_with('-')) {
        digits.remove_prefix(1);
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        failure = FailureClass::parse_int;
        return 0;
    }
    if (text.starts_with('+')) {
        text = digits; // from_chars only takes a minus
    }
    std::int64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{}) {
        failure = FailureClass::overflow;
        return 0;
    }
    return number;
}

// Returns nothing if the input may not make any more strings.
std::optional<StringId> joined(KernelContext& context, std::size_t input, std::size_t position,
                               StringId a, StringId b) {
    StringTable& strings = context.batch.strings();
    const std::string& first = strings.text(a);
    const std::string& second = strings.text(b);
    if (!context.may_make_string(input, position, first.size() + second.size())) {
        return std::nullopt;
    }
    context.text.assign(first).append(second);
    return strings.intern(context.text);
}

std::optional<std::int64_t> whole_number(Number number) {
    if (number.is_int) {
        return number.i;
    }
    FailureClass failure = FailureClass::none;
    const Number same = whole_of(std::floor(number.d), failure);
    return failure == FailureClass::none && same.d == number.d ? std::optional(same.i)
                                                               : std::nullopt;
}

// Sets each string to make(input, place in it, position), or to the empty one where there is none.
// A constant belongs to every input, and is kept if any input may make it.
template <class Make>
Column made_strings(KernelContext& context, const Column& a, const Column& b,
                    const ColumnBuffer& out, Make make) {
    const bool constant = a.constant && b.constant;
    const StringId empty = context.batch.strings().intern("");
    const std::span<const Extent> extents = context.batch.extents();
    if (constant) {
        out.strings[0] = empty;
    }
    for (std::size_t input = 0; input < extents.size(); ++input) {
        const std::size_t length = constant ? 1 : extents[input].length;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t at = constant ? 0 : extents[input].offset + i;
            const std::optional<StringId> made = make(input, i, at);
            if (made || !constant) {
                out.strings[at] = made.value_or(empty);
            }
        }
    }
    return view_of(out, Form::strings, constant);
}

} // namespace

Column concat(KernelContext& context, const Column& a, const Column& b, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::string || b.kind() != ValueKind::string) {
        return failed_column(context, FailureClass::type, out);
    }
    return made_strings(context, a, b, out, [&](std::size_t input, std::size_t i, std::size_t at) {
        return joined(context, input, i, a.strings[a.at(at)], b.strings[b.at(at)]);
    });
}

Column parse_int(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::string) {
        return failed_column(context, FailureClass::type, out);
    }
    const std::size_t count = element_count(context, a.constant);
    for (std::size_t i = 0; i < count; ++i) {
        FailureClass failure = FailureClass::none;
        out.ints[i] = parsed(context.batch.strings().text(a.strings[i]), failure);
        if (failure != FailureClass::none) {
            context.fail_element(a.constant, i, failure);
        }
    }
    return view_of(out, Form::ints, a.constant);
}

Column print_int(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    return made_strings(
        context, a, a, out,
        [&](std::size_t input, std::size_t i, std::size_t at) -> std::optional<StringId> {
            const std::optional<std::int64_t> number = whole_number(number_at(a, a.at(at)));
            if (!number) {
                context.fail_element(a.constant, at, FailureClass::not_whole);
                return std::nullopt;
            }
            const std::string text = std::to_string(*number);
            return context.may_make_string(input, i, text.size())
                       ? std::optional(context.batch.strings().intern(text))
                       : std::nullopt;
        });
}

Column repeat(KernelContext& context, const Column& a, const Column& times,
              const ColumnBuffer& out) {
    if (a.kind() != ValueKind::string || times.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    return made_strings(
        context, a, times, out,
        [&](std::size_t input, std::size_t i, std::size_t at) -> std::optional<StringId> {
            const std::optional<std::int64_t> number = whole_number(number_at(times, times.at(at)));
            if (!number) {
                context.fail_element(a.constant && times.constant, at, FailureClass::not_whole);
                return std::nullopt;
            }
            const std::string text = context.batch.strings().text(a.strings[a.at(at)]);
            const auto count =
                text.empty() ? 0 : static_cast<std::size_t>(std::max<std::int64_t>(*number, 0));
            const bool fits = text.empty() || count <= context.most_string_bytes / text.size();
            const std::size_t bytes = fits ? text.size() * count : context.most_string_bytes + 1;
            if (!context.may_make_string(input, i, bytes)) {
                return std::nullopt;
            }
            context.text.clear();
            for (std::size_t k = 0; k < count; ++k) {
                context.text += text;
            }
            return context.batch.strings().intern(context.text);
        });
}

} // namespace rasp_stitch::rasp
