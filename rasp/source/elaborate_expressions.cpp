// What expressions mean: operators, calls, indexing, comprehensions.

#include "rasp/source/atoms.hpp"
#include "rasp/source/elaborator.hpp"
#include "rasp/source/standard_names.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t longest_list = 1'000'000;

DefinitionValue atom_of(Value value) {
    return {std::move(value)};
}

const std::string* string_in(const DefinitionValue& value) {
    const Value* const atom = value.as<Value>();
    return atom == nullptr ? nullptr : std::get_if<std::string>(atom);
}

// Returns the place in a list of this length that Python means, or nullopt.
std::optional<std::size_t> place_in(std::int64_t index, std::size_t length) {
    const auto size = static_cast<std::int64_t>(length);
    if (index >= size || index < -size) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(index < 0 ? index + size : index);
}

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

std::vector<DefinitionValue> Elaborator::elements_of(const DefinitionValue& value,
                                                     std::string_view what) {
    if (const List* const list = value.as<List>()) {
        return **list;
    }
    if (const Dictionary* const dictionary = value.as<Dictionary>()) {
        std::vector<DefinitionValue> keys;
        for (const auto& [key, element] : **dictionary) {
            keys.push_back(atom_of(key));
        }
        return keys;
    }
    fail(fmt::format("{} for {}", name_of(value), what), "a list or a dictionary");
}

DefinitionValue Elaborator::comprehension(const SyntaxTree& tree, const Expression& expression,
                                          Scope& scope) {
    const std::vector<DefinitionValue> elements =
        elements_of(evaluate(tree, expression.parts[0], scope), "a comprehension");
    std::vector<DefinitionValue> values;
    std::vector<std::pair<Value, DefinitionValue>> entries;
    for (const DefinitionValue& element : elements) {
        Scope* const inner = nested(&scope);
        bind(*inner, expression.names, element);
        DefinitionValue first = evaluate(tree, expression.parts[1], *inner);
        if (expression.kind == ExpressionKind::list_of_all) {
            values.push_back(std::move(first));
            continue;
        }
        Value key = atom(first, "the key of a dictionary");
        DefinitionValue value = evaluate(tree, expression.parts[2], *inner);
        set_entry(entries, std::move(key), std::move(value));
    }
    if (expression.kind == ExpressionKind::list_of_all) {
        return list_of(std::move(values));
    }
    return dictionary_of(std::move(entries));
}

DefinitionValue Elaborator::unary(ExpressionKind kind, const DefinitionValue& value) {
    const Value* const constant = value.as<Value>();
    if (kind == ExpressionKind::logical_not) {
        if (constant != nullptr) {
            return atom_of(!is_true(*constant));
        }
        if (const SelectorTerm* const s = value.as<SelectorTerm>()) {
            return {build_.logical_not(*s)};
        }
        return {build_.logical_not(sop(value, "the operand of \"not\""))};
    }
    if (kind == ExpressionKind::plus) {
        if (constant != nullptr) {
            return atom_of(negated(negated(*constant)));
        }
        return {build_.number(sop(value, "the operand of \"+\""))};
    }
    if (constant != nullptr) {
        return atom_of(negated(*constant));
    }
    return {build_.negate(sop(value, "the operand of \"-\""))};
}

DefinitionValue Elaborator::binary(Operation operation, const DefinitionValue& left,
                                   const DefinitionValue& right) {
    const std::string what = fmt::format("an operand of \"{}\"", text_of(operation));
    if (left.as<Value>() != nullptr && right.as<Value>() != nullptr) {
        return atom_of(operate(operation, *left.as<Value>(), *right.as<Value>()));
    }
    if (left.as<SelectorTerm>() != nullptr || right.as<SelectorTerm>() != nullptr) {
        if (operation != Operation::both && operation != Operation::either) {
            fail(fmt::format("a selector as {}", what), "an s-op or a constant");
        }
        const SelectorTerm a = selector(left, what + " that has a selector on the other side");
        const SelectorTerm b = selector(right, what + " that has a selector on the other side");
        return {operation == Operation::both ? build_.both(a, b) : build_.either(a, b)};
    }
    const List* const first = left.as<List>();
    const List* const second = right.as<List>();
    if (operation == Operation::add && first != nullptr && second != nullptr) {
        std::vector<DefinitionValue> all = **first;
        all.insert(all.end(), (*second)->begin(), (*second)->end());
        steps_ += all.size();
        step();
        if (all.size() > longest_list) {
            fail("a list of more than a million elements", "a shorter one");
        }
        return list_of(std::move(all));
    }
    const Sop a = sop(left, what);
    const Sop b = sop(right, what);
    return {build_.operate(operation, a, b)};
}

DefinitionValue Elaborator::contains(const DefinitionValue& item,
                                     const DefinitionValue& container) {
    if (const Sop* const known = item.as<Sop>()) {
        const List* const list = container.as<List>();
        if (list == nullptr) {
            fail(fmt::format("an s-op in {}", name_of(container)), "a list of constants");
        }
        std::optional<Sop> any;
        for (const DefinitionValue& element : **list) {
            const Sop one = build_.compare(Comparison::equal, *known,
                                           build_.constant(atom(element, "an element of a list "
                                                                         "that an s-op may be "
                                                                         "in")));
            any = any ? build_.operate(Operation::either, *any, one) : one;
        }
        return {any ? *any : build_.constant(Value(false))};
    }
    const Value sought = atom(item, "what is sought with \"in\"");
    if (const Sop* const sequence = container.as<Sop>()) {
        const Sop is_there =
            build_.indicator(build_.compare(Comparison::equal, *sequence, build_.constant(sought)));
        return {build_.compare(Comparison::greater,
                               build_.aggregate(build_.full(), is_there, std::nullopt),
                               build_.constant(Value(std::int64_t{0})))};
    }
    const List* const list = container.as<List>();
    if (list == nullptr) {
        fail(fmt::format("a constant in {}", name_of(container)), "a list or an s-op");
    }
    return atom_of(std::ranges::any_of(**list, [&](const DefinitionValue& element) {
        const Value* const other = element.as<Value>();
        return other != nullptr && equal_atoms(*other, sought);
    }));
}

DefinitionValue Elaborator::index(const DefinitionValue& what, const DefinitionValue& where) {
    if (const Sop* const sequence = what.as<Sop>()) {
        return index_sop(*sequence, atom(where, "the index into an s-op"));
    }
    if (const Dictionary* const dictionary = what.as<Dictionary>()) {
        if (const Sop* const key = where.as<Sop>()) {
            return choice(**dictionary, *key);
        }
        const Value key = atom(where, "the index into a dictionary");
        for (const auto& [known, value] : **dictionary) {
            if (equal_atoms(known, key)) {
                return value;
            }
        }
        fail("a key that the dictionary does not have", "one of its keys");
    }
    std::vector<DefinitionValue> elements;
    if (const std::string* const text = string_in(what)) {
        for (Value& character : characters(*text)) {
            elements.push_back(atom_of(std::move(character)));
        }
    } else if (const List* const list = what.as<List>()) {
        elements = **list;
    } else {
        fail(fmt::format("an index into {}", name_of(what)),
             "a list, a dictionary, a string or an s-op");
    }
    if (const Sop* const key = where.as<Sop>()) {
        std::vector<std::pair<Value, DefinitionValue>> choices;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            choices.emplace_back(static_cast<std::int64_t>(i), elements[i]);
        }
        return choice(choices, *key);
    }
    const Value position = atom(where, "an index");
    const auto* const number = std::get_if<std::int64_t>(&position);
    const auto place = number == nullptr ? std::nullopt : place_in(*number, elements.size());
    if (!place) {
        fail(fmt::format("an index that is not in a list or string of {}", elements.size()),
             "a whole number from 0, or from -1 for the last");
    }
    return elements[*place];
}

// The last entry is also what a key stands for that there is none of, which is an error in the
// reference: a sequence has a value everywhere.
DefinitionValue Elaborator::choice(std::span<const std::pair<Value, DefinitionValue>> choices,
                                   const Sop& key) {
    if (choices.empty()) {
        fail("an s-op as the index into something empty", "at least one element");
    }
    const std::string_view what = "an element that an s-op is the index of";
    Sop result = build_.constant(atom(choices.back().second, what));
    for (std::size_t i = choices.size() - 1; i-- > 0;) {
        const Sop here = build_.compare(Comparison::equal, key, build_.constant(choices[i].first));
        result = build_.choose(here, build_.constant(atom(choices[i].second, what)), result);
    }
    return {result};
}

DefinitionValue Elaborator::index_sop(const Sop& what, const Value& where) {
    const auto* const position = std::get_if<std::int64_t>(&where);
    if (position == nullptr || *position == INT64_MIN) {
        fail("an index into an s-op that is not a whole number", "a whole number");
    }
    const Sop place = *position >= 0 ? build_.constant(where)
                                     : build_.operate(Operation::subtract,
                                                      build_.of_input("length", ValueKind::number),
                                                      build_.constant(Value(-*position)));
    const SelectorTerm there =
        build_.select(Comparison::equal, build_.of_input("indices", ValueKind::number), place);
    return {build_.aggregate(there, what, std::nullopt)};
}

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
    if ((function.as<Sop>() != nullptr || function.as<SelectorTerm>() != nullptr) &&
        arguments.size() == 1) {
        return applied(function, arguments.front());
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

DefinitionValue Elaborator::call_argument(const FunctionArgument& function,
                                          std::span<const DefinitionValue> arguments) {
    lambda::TermId term = function.term;
    for (const DefinitionValue& argument : arguments) {
        if (const SelectorTerm* const selector = argument.as<SelectorTerm>()) {
            term = build_.apply(term, {selector->term});
        } else {
            term = build_.apply(term, {sop(argument, "an argument").term});
        }
    }
    if (function.gives_selector) {
        return {SelectorTerm{term}};
    }
    return {Sop{.term = term, .kind = std::nullopt}};
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
    }
    fail("an unknown function", "one that the language has");
}

} // namespace rasp_stitch::rasp
