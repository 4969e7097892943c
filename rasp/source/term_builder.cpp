#include "rasp/source/term_builder.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/source/atoms.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;

namespace {

[[noreturn]] void fail(std::string found, std::string expected) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

bool is(const Sop& x, ValueKind kind) {
    return x.kind == kind;
}

// Brings numbers and truth values together as numbers, as Python does. Returns false if one of two
// is a string, and the other is known to be none.
bool unify(TermBuilder& build, Sop& left, Sop& right) {
    if (!left.kind || !right.kind || left.kind == right.kind) {
        return true;
    }
    if (is(left, ValueKind::string) || is(right, ValueKind::string)) {
        return false;
    }
    left = build.number(left);
    right = build.number(right);
    return true;
}

// Returns an s-op of the kind that both have.
Sop common(TermId term, const Sop& left, const Sop& right) {
    return {term, left.kind ? left.kind : right.kind, left.perhaps_string || right.perhaps_string};
}

bool is_like_string(const Sop& x) {
    return is(x, ValueKind::string) || (!x.kind && x.perhaps_string);
}

// Returns the primitive of an elementwise comparison.
std::string_view elementwise(Comparison comparison) {
    const auto all = primitives();
    return std::ranges::find_if(all,
                                [&](const Primitive& primitive) {
                                    return primitive.opcode == Opcode::compare &&
                                           primitive.comparison == comparison;
                                })
        ->name;
}

} // namespace

std::optional<TermBuilder::Place> TermBuilder::place_of(TermId term) const {
    const auto found = places_.find(term);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

TermId TermBuilder::made(TermId term) {
    places_.try_emplace(term, place_);
    return term;
}

TermId TermBuilder::apply(TermId function, std::initializer_list<TermId> arguments) {
    TermId term = function;
    for (const TermId argument : arguments) {
        term = made(store_->application(term, argument));
    }
    return term;
}

Sop TermBuilder::of_input(std::string_view primitive, std::optional<ValueKind> kind,
                          bool perhaps_string) {
    return {apply(name(primitive), {input_}), kind, perhaps_string};
}

Sop TermBuilder::constant(const Value& value) {
    return {made(name(literal_name(value))), kind_of(value)};
}

Sop TermBuilder::truth(const Sop& x) {
    if (is(x, ValueKind::number)) {
        return compare(Comparison::not_equal, x, constant(Value(std::int64_t{0})));
    }
    if (is_like_string(x)) {
        return compare(Comparison::not_equal, x, constant(Value(std::string())));
    }
    return x;
}

Sop TermBuilder::number(const Sop& x) {
    if (is(x, ValueKind::string)) {
        fail("strings where numbers belong", "an s-op of numbers");
    }
    if (!is(x, ValueKind::boolean)) {
        return x;
    }
    if (x.term == name("true") || x.term == name("false")) {
        return constant(Value(std::int64_t{x.term == name("true") ? 1 : 0}));
    }
    return {apply(name("indicator"), {x.term}), ValueKind::number};
}

Sop TermBuilder::negate(const Sop& x) {
    return {apply(name("neg"), {number(x).term}), ValueKind::number};
}

Sop TermBuilder::round(const Sop& x) {
    return {apply(name("round"), {number(x).term}), ValueKind::number};
}

Sop TermBuilder::indicator(const Sop& x) {
    return {apply(name("indicator"), {truth(x).term}), ValueKind::number};
}

Sop TermBuilder::logical_not(const Sop& x) {
    return {apply(name("not"), {truth(x).term}), ValueKind::boolean};
}

Sop TermBuilder::operate(Operation operation, const Sop& left, const Sop& right) {
    if (operation == Operation::both || operation == Operation::either) {
        const bool both = operation == Operation::both;
        return {apply(name(both ? "and" : "or"), {truth(left).term, truth(right).term}),
                ValueKind::boolean};
    }
    const bool strings = is(left, ValueKind::string) || is(right, ValueKind::string);
    if (operation == Operation::add && strings) {
        return concat(left, right);
    }
    if (strings) {
        fail("\"" + std::string(text_of(operation)) + "\" with strings",
             "s-ops of numbers on both sides");
    }
    if (operation == Operation::add && !left.kind && !right.kind) {
        if (is_like_string(left) || is_like_string(right)) {
            return concat(left, right);
        }
        return {apply(name("+"), {left.term, right.term}), std::nullopt};
    }
    constexpr std::array<std::string_view, 6> names = {"add", "sub", "mul", "div", "mod", "pow"};
    return {apply(name(names.at(static_cast<std::size_t>(operation))),
                  {number(left).term, number(right).term}),
            ValueKind::number};
}

Sop TermBuilder::concat(const Sop& left, const Sop& right) {
    for (const Sop& part : {left, right}) {
        if (part.kind && !is(part, ValueKind::string)) {
            fail("\"+\" between strings and numbers", "numbers, or strings, on both sides");
        }
    }
    return {apply(name("concat"), {left.term, right.term}), ValueKind::string};
}

Sop TermBuilder::compare(Comparison comparison, const Sop& left, const Sop& right) {
    Sop a = left;
    Sop b = right;
    if (unify(*this, a, b)) {
        return {apply(name(elementwise(comparison)), {a.term, b.term}), ValueKind::boolean};
    }
    if (comparison != Comparison::equal && comparison != Comparison::not_equal) {
        fail("\"" + std::string(text_of(comparison)) + "\" between strings and numbers",
             "values of one kind on both sides");
    }
    return constant(Value(comparison == Comparison::not_equal));
}

Sop TermBuilder::choose(const Sop& condition, const Sop& yes, const Sop& no) {
    Sop a = yes;
    Sop b = no;
    if (!unify(*this, a, b)) {
        fail("strings in one branch of an \"if\", and none in the other",
             "values of one kind in both, as a sequence has one kind of values");
    }
    return common(apply(name("if"), {truth(condition).term, a.term, b.term}), a, b);
}

Sop TermBuilder::parse_int(const Sop& x) {
    if (x.kind && !is(x, ValueKind::string)) {
        fail("parse_int of what is no string", "an s-op of strings");
    }
    return {apply(name("parse_int"), {x.term}), ValueKind::number};
}

TermBuilder::Extended TermBuilder::extension(Opcode opcode, std::span<const Extended> arguments) {
    if (opcode == Opcode::choose_lazy) {
        Sop yes = arguments[1].sop.value();
        Sop no = arguments[2].sop.value();
        if (!unify(*this, yes, no)) {
            fail("strings in one branch of if_lazy, and none in the other",
                 "values of one kind in both, as a sequence has one kind of values");
        }
        return {.sop = common(apply(name("if_lazy"),
                                    {truth(arguments[0].sop.value()).term, yes.term, no.term}),
                              yes, no)};
    }
    const auto all = primitives();
    const Primitive& primitive = *std::ranges::find(all, opcode, &Primitive::opcode);
    std::string_view type = primitive.type;
    TermId term = name(primitive.name);
    for (const Extended& argument : arguments) {
        const bool takes_strings = type.starts_with("seq(str)");
        if (takes_strings && argument.sop->kind && !is(*argument.sop, ValueKind::string)) {
            fail(std::string(primitive.name) + " of what is no string", "an s-op of strings");
        }
        const TermId given = argument.selector ? argument.selector->term
                             : takes_strings   ? argument.sop->term
                                               : number(*argument.sop).term;
        term = made(store_->application(term, given));
        type.remove_prefix(type.find("-> ") + 3);
    }
    if (primitive.signature.result == Sort::selector) {
        return {.selector = SelectorTerm{term}};
    }
    return {.sop = Sop{term, type == "seq(str)" ? ValueKind::string : ValueKind::number}};
}

SelectorTerm TermBuilder::select(Comparison comparison, const Sop& keys, const Sop& queries) {
    Sop k = keys;
    Sop q = queries;
    if (unify(*this, k, q)) {
        return select(name(predicate_of(comparison).name), k, q);
    }
    if (comparison != Comparison::equal && comparison != Comparison::not_equal) {
        fail("select with \"" + std::string(text_of(comparison)) + "\" between strings and numbers",
             "keys and queries of one kind");
    }
    return comparison == Comparison::not_equal ? full() : logical_not(full());
}

SelectorTerm TermBuilder::select(TermId predicate, const Sop& keys, const Sop& queries) {
    return {apply(name("select"), {keys.term, queries.term, predicate})};
}

SelectorTerm TermBuilder::logical_not(const SelectorTerm& s) {
    return {apply(name("selector_not"), {s.term})};
}

SelectorTerm TermBuilder::both(const SelectorTerm& left, const SelectorTerm& right) {
    return {apply(name("selector_and"), {left.term, right.term})};
}

SelectorTerm TermBuilder::either(const SelectorTerm& left, const SelectorTerm& right) {
    return {apply(name("selector_or"), {left.term, right.term})};
}

Sop TermBuilder::aggregate(const SelectorTerm& selector, const Sop& x,
                           const std::optional<Sop>& otherwise) {
    if (!otherwise) {
        return {apply(name("aggregate"), {selector.term, x.term}), x.kind, x.perhaps_string};
    }
    Sop values = x;
    Sop rest = *otherwise;
    if (!unify(*this, values, rest)) {
        fail("an aggregate of strings with a default that is none, or the other way round",
             "a default of the kind of the values");
    }
    return common(apply(name("aggregate_default"), {selector.term, values.term, rest.term}), values,
                  rest);
}

Sop TermBuilder::selector_width(const SelectorTerm& selector) {
    return {apply(name("selector_width"), {selector.term}), ValueKind::number};
}

} // namespace rasp_stitch::rasp
