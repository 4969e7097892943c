// What calls mean: of functions of the text, of those of the language, and of arguments.

#include "rasp/language/primitives.hpp"
#include "rasp/source/atoms.hpp"
#include "rasp/source/elaborator.hpp"
#include "rasp/source/standard_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

std::string decoded(const std::string& text) {
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t high =
            text[i] == '%' && i + 2 < text.size() ? hexadecimal.find(text[i + 1]) : text.npos;
        const std::size_t low = high == text.npos ? text.npos : hexadecimal.find(text[i + 2]);
        if (low == text.npos) {
            result += text[i];
        } else {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return result;
}

} // namespace

DefinitionValue Elaborator::call(const SyntaxTree& tree, const Expression& expression,
                                 Scope& scope) {
    const DefinitionValue function = evaluate(tree, expression.parts.front(), scope);
    std::vector<DefinitionValue> arguments;
    for (std::size_t i = 1; i < expression.parts.size(); ++i) {
        arguments.push_back(evaluate(tree, expression.parts[i], scope));
    }
    if (const UserFunction* const known = function.as<UserFunction>()) {
        return call(*known, arguments, expression.offset);
    }
    build_.at({&tree, expression.offset});
    if (const Builtin* const builtin = function.as<Builtin>()) {
        return call_builtin(*builtin, arguments);
    }
    if (const FunctionArgument* const argument = function.as<FunctionArgument>()) {
        return call_argument(*argument, arguments);
    }
    if (function.as<Sop>() != nullptr || function.as<SelectorTerm>() != nullptr) {
        note_call(function);
        if (arguments.size() == 1) {
            return applied(function, arguments.front());
        }
    }
    fail(fmt::format("a call of {} with {} arguments", name_of(function), arguments.size()),
         "a function, or an s-op and one input");
}

DefinitionValue Elaborator::applied(const DefinitionValue& what, const DefinitionValue& input) {
    Applied result;
    if (const SelectorTerm* const selector = what.as<SelectorTerm>()) {
        result.term = selector->term;
        result.is_selector = true;
    } else {
        result.term = sop(what, "what is applied to an input").term;
    }
    if (const std::string* const text = string_in(input)) {
        result.input = characters(*text);
    } else {
        for (const DefinitionValue& element : elements_of(input, "an input")) {
            result.input.push_back(atom(element, "a token of an input"));
        }
    }
    for (const Value& token : result.input) {
        if (kind_of(token) != kind_of(result.input.front())) {
            fail("an input with values of different kinds", "values of one kind");
        }
    }
    return {std::make_shared<const Applied>(std::move(result))};
}

DefinitionValue Elaborator::range(std::span<const DefinitionValue> arguments) {
    std::array<std::int64_t, 3> bounds{0, 0, 1};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Value bound = atom(arguments[i], "a bound of range");
        const auto* const number = std::get_if<std::int64_t>(&bound);
        if (number == nullptr) {
            fail("a bound of range that is not a whole number", "a whole number");
        }
        bounds.at(arguments.size() == 1 ? 1 : i) = *number;
    }
    const auto [first, end, by] = bounds;
    if (by == 0) {
        fail("range in steps of 0", "another step");
    }
    std::vector<DefinitionValue> values;
    __extension__ using Wide = __int128;
    for (Wide i = first; by > 0 ? i < end : i > end; i += by) {
        values.push_back(atom_of(static_cast<std::int64_t>(i)));
        if (values.size() > longest_list) {
            fail("a range of more than a million numbers", "a shorter one");
        }
    }
    return list_of(std::move(values));
}

DefinitionValue Elaborator::zip(std::span<const DefinitionValue> arguments) {
    std::vector<std::vector<DefinitionValue>> lists;
    for (const DefinitionValue& argument : arguments) {
        if (argument.as<List>() == nullptr) {
            fail(fmt::format("zip of {}", name_of(argument)), "lists");
        }
        lists.push_back(elements_of(argument, "zip"));
        if (lists.back().size() != lists.front().size()) {
            fail("zip of lists of different lengths", "lists of one length");
        }
    }
    std::vector<DefinitionValue> rows;
    for (std::size_t i = 0; i < lists.front().size(); ++i) {
        std::vector<DefinitionValue> row;
        for (const std::vector<DefinitionValue>& list : lists) {
            row.push_back(list[i]);
        }
        rows.push_back(list_of(std::move(row)));
    }
    return list_of(std::move(rows));
}

DefinitionValue Elaborator::call_extension(Builtin builtin,
                                           std::span<const DefinitionValue> arguments) {
    const std::string_view name = row_of(builtin).name;
    const auto all = primitives();
    const auto primitive = std::ranges::find_if(all, [&](const Primitive& each) {
        return each.extended() && builtin_of(each.opcode) == builtin;
    });
    if (arguments.size() != primitive->arity()) {
        fail(fmt::format("{} arguments for {}", arguments.size(), name),
             fmt::format("{}", primitive->arity()));
    }
    const std::string what = fmt::format("an argument of {}", name);
    std::vector<TermBuilder::Extended> given;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        given.emplace_back();
        if (primitive->signature.arguments.at(i) == Sort::selector) {
            given.back().selector = selector(arguments[i], what);
        } else {
            given.back().sop = sop(arguments[i], what);
        }
    }
    const TermBuilder::Extended made = build_.extension(primitive->opcode, given);
    return made.sop ? DefinitionValue{*made.sop} : DefinitionValue{*made.selector};
}

DefinitionValue Elaborator::call_builtin(Builtin builtin,
                                         std::span<const DefinitionValue> arguments) {
    const std::string_view name = row_of(builtin).name;
    const auto takes = [&](std::size_t least, std::size_t most) {
        if (arguments.size() < least || arguments.size() > most) {
            fail(fmt::format("{} arguments for {}", arguments.size(), name),
                 least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most));
        }
    };
    const std::string what = fmt::format("an argument of {}", name);
    switch (builtin) {
    case Builtin::aggregate: {
        takes(2, 3);
        const SelectorTerm s = selector(arguments[0], "the first argument of aggregate");
        const Sop x = sop(arguments[1], "the second argument of aggregate");
        return {build_.aggregate(s, x,
                                 arguments.size() == 3
                                     ? std::optional(sop(arguments[2], "the default of aggregate"))
                                     : std::nullopt)};
    }
    case Builtin::aggregate_or: {
        takes(4, 4);
        const SelectorTerm s = selector(arguments[0], "the first argument of aggregate_or");
        const Sop x = sop(arguments[1], "the second argument of aggregate_or");
        return {build_.aggregate(s, x, sop(arguments[2], "the third argument of aggregate_or"))};
    }
    case Builtin::round:
        takes(1, 1);
        if (const Value* const constant = arguments[0].as<Value>()) {
            return atom_of(rounded(*constant));
        }
        return {build_.round(sop(arguments[0], what))};
    case Builtin::indicator:
        takes(1, 1);
        return {build_.indicator(sop(arguments[0], what))};
    case Builtin::range:
        takes(1, 3);
        return range(arguments);
    case Builtin::zip:
        takes(1, 100);
        return zip(arguments);
    case Builtin::len:
        takes(1, 1);
        if (const List* const list = arguments[0].as<List>()) {
            return atom_of(static_cast<std::int64_t>((*list)->size()));
        }
        fail(fmt::format("len of {}", name_of(arguments[0])), "a list");
    case Builtin::selector_width:
        takes(1, 1);
        return {build_.selector_width(selector(arguments[0], what))};
    case Builtin::constant:
        takes(1, 1);
        return {sop(arguments[0], what)};
    case Builtin::not_equal: {
        takes(2, 2);
        const Sop a = sop(arguments[0], what);
        const Sop b = sop(arguments[1], what);
        return {build_.compare(Comparison::not_equal, a, b)};
    }
    case Builtin::concat: {
        takes(2, 2);
        const Sop a = sop(arguments[0], what);
        const Sop b = sop(arguments[1], what);
        return {build_.concat(a, b)};
    }
    case Builtin::parse_int:
        takes(1, 1);
        return {build_.parse_int(sop(arguments[0], what))};
    case Builtin::decoded: {
        takes(1, 1);
        const std::string* const text = string_in(arguments[0]);
        if (text == nullptr) {
            fail("decoded of what is no string", "a string with %XX for some of its bytes");
        }
        return atom_of(decoded(*text));
    }
    default:
        break;
    }
    return call_extension(builtin, arguments);
}

} // namespace rasp_stitch::rasp
