#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <charconv>
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

// Returns the first string alone if the input may not make any more strings.
StringId joined(KernelContext& context, std::size_t input, std::size_t position, StringId a,
                StringId b) {
    StringTable& strings = context.batch.strings();
    const std::string& first = strings.text(a);
    const std::string& second = strings.text(b);
    if (!context.may_make_string(input, position, first.size() + second.size())) {
        return a;
    }
    context.text.assign(first).append(second);
    return strings.intern(context.text);
}

} // namespace

Column concat(KernelContext& context, const Column& a, const Column& b, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::string || b.kind() != ValueKind::string) {
        return failed_column(context, FailureClass::type, out);
    }
    const bool constant = a.constant && b.constant;
    const std::span<const Extent> extents = context.batch.extents();
    for (std::size_t input = 0; input < extents.size(); ++input) {
        const std::size_t length = constant ? 1 : extents[input].length;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t at = constant ? 0 : extents[input].offset + i;
            out.strings[at] = joined(context, input, i, a.strings[a.at(at)], b.strings[b.at(at)]);
        }
    }
    return view_of(out, Form::strings, constant);
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

} // namespace rasp_stitch::rasp
