// What expressions mean: operators, calls, indexing, comprehensions.

#include "rasp/source/atoms.hpp"
#include "rasp/source/elaborator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// Returns the place in a list of this length that Python means, or nullopt.
std::optional<std::size_t> place_in(std::int64_t index, std::size_t length) {
    const auto size = static_cast<std::int64_t>(length);
    if (index >= size || index < -size) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(index < 0 ? index + size : index);
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

} // namespace rasp_stitch::rasp
