// Arguments of functions that are read as programs: what they are, their calls, and functions that
// are passed to them.

#include "lambda/terms/rebuild.hpp"
#include "rasp/source/elaborator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using Sort = ArgumentShape::Sort;

DefinitionValue Elaborator::argument(const ArgumentShape& shape, TermId term) {
    switch (shape.sort) {
    case Sort::selector:
        return {SelectorTerm{term}};
    case Sort::function:
        // A function of the input alone is an s-op or a selector, as the input has no name.
        if (!shape.takes_anything &&
            std::ranges::all_of(
                shape.takes, [](const ArgumentShape& each) { return each.sort == Sort::input; })) {
            for (std::size_t i = 0; i < shape.takes.size(); ++i) {
                term = build_.apply(term, {build_.input()});
            }
            return shape.gives_selector ? DefinitionValue{SelectorTerm{term}}
                                        : DefinitionValue{Sop{.term = term, .kind = shape.kind}};
        }
        [[fallthrough]];
    case Sort::predicate:
        return {FunctionArgument{term, std::make_shared<const ArgumentShape>(shape)}};
    case Sort::input:
    case Sort::sop:
        break;
    }
    return {Sop{.term = term, .kind = shape.kind}};
}

// An argument that is taken for an s-op, and is called, is a function.
void Elaborator::note_call(const DefinitionValue& called) {
    const Sop* const sop = called.as<Sop>();
    const SelectorTerm* const selector = called.as<SelectorTerm>();
    const TermId term = sop != nullptr ? sop->term : selector->term;
    if (build_.store().is(TermKind::metavariable, term) && term != build_.input()) {
        called_ = build_.store().index(term);
    }
}

DefinitionValue Elaborator::call_argument(const FunctionArgument& function,
                                          std::span<const DefinitionValue> arguments) {
    const ArgumentShape& shape = *function.shape;
    if (shape.sort == Sort::predicate) {
        if (arguments.size() != 2) {
            fail(fmt::format("{} arguments for a predicate", arguments.size()), "2");
        }
        const Sop keys = sop(arguments[0], "an argument of a predicate");
        const Sop queries = sop(arguments[1], "an argument of a predicate");
        return {build_.select(function.term, keys, queries)};
    }
    TermId term = function.term;
    if (shape.takes_anything) {
        for (const DefinitionValue& argument : arguments) {
            term = build_.apply(term, {passed(argument, {.takes_anything = true})});
        }
    } else {
        std::size_t next = 0;
        for (const ArgumentShape& wanted : shape.takes) {
            const bool is_input = wanted.sort == Sort::input;
            if (!is_input && next == arguments.size()) {
                break;
            }
            term =
                build_.apply(term, {is_input ? build_.input() : passed(arguments[next++], wanted)});
        }
        const auto wanted = std::ranges::count_if(
            shape.takes, [](const ArgumentShape& each) { return each.sort != Sort::input; });
        if (arguments.size() != static_cast<std::size_t>(wanted)) {
            fail(fmt::format("{} arguments for a function that takes {}", arguments.size(), wanted),
                 "as many arguments as it takes");
        }
    }
    return shape.gives_selector ? DefinitionValue{SelectorTerm{term}}
                                : DefinitionValue{Sop{.term = term, .kind = shape.kind}};
}

// Returns the term of what is passed to an argument.
TermId Elaborator::passed(const DefinitionValue& value, const ArgumentShape& shape) {
    const bool is_function =
        value.as<UserFunction>() != nullptr || value.as<FunctionArgument>() != nullptr;
    if (shape.takes_anything) {
        if (is_function) {
            return passed_function(value, shape);
        }
        const SelectorTerm* const known = value.as<SelectorTerm>();
        return known != nullptr ? known->term : sop(value, "an argument").term;
    }
    if (shape.sort == Sort::predicate || (shape.sort == Sort::function && is_function)) {
        return passed_function(value, shape);
    }
    if (shape.sort == Sort::selector) {
        return selector(value, "an argument").term;
    }
    if (shape.sort == Sort::function) { // of the input alone
        const SelectorTerm* const known = value.as<SelectorTerm>();
        const TermId body = known != nullptr ? known->term : sop(value, "an argument").term;
        return build_.store().lambda(
            lambda::rebuild(build_.store(), body, [&](TermId leaf, std::uint32_t depth) {
                return leaf == build_.input() ? build_.store().variable(depth) : leaf;
            }));
    }
    const Sop known = sop(value, "an argument");
    return shape.kind == ValueKind::number ? build_.number(known).term : known.term;
}

TermId Elaborator::passed_function(const DefinitionValue& value, const ArgumentShape& shape) {
    if (const FunctionArgument* const argument = value.as<FunctionArgument>()) {
        return argument->term;
    }
    const UserFunction* const function = value.as<UserFunction>();
    if (function == nullptr) {
        fail(fmt::format("{} as an argument that is a function", name_of(value)),
             "a function that is defined with \"def\"");
    }
    // It is called with parameters of its own, for which there are lambdas afterwards.
    lambda::TermStore& store = build_.store();
    const std::size_t count = function->definition->names.size();
    std::vector<ArgumentShape> takes = shape.takes;
    if (shape.takes_anything || shape.sort == Sort::predicate) {
        takes.assign(shape.sort == Sort::predicate ? 2 : count, {});
    }
    std::vector<TermId> parameters; // of the lambdas
    std::vector<DefinitionValue> arguments;
    for (const ArgumentShape& each : takes) {
        if (each.sort == Sort::input) {
            parameters.push_back(build_.input());
            continue;
        }
        parameters.push_back(store.metavariable(next_parameter_++));
        arguments.push_back(argument(each, parameters.back()));
    }
    const DefinitionValue result = call(*function, arguments, function->definition->offset);
    const SelectorTerm* const selects = result.as<SelectorTerm>();
    const TermId body = selects != nullptr
                            ? selects->term
                            : sop(result, "what a function gives that is an argument").term;
    if (shape.sort == Sort::predicate) {
        return predicate_in(body, parameters);
    }
    const TermId bound = lambda::rebuild(store, body, [&](TermId leaf, std::uint32_t depth) {
        const auto at = std::ranges::find(parameters, leaf);
        return at == parameters.end()
                   ? leaf
                   : store.variable(depth + static_cast<std::uint32_t>(parameters.end() - at) - 1);
    });
    TermId term = bound;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        term = store.lambda(term);
    }
    return term;
}

// Returns the predicate of select(keys, queries, PREDICATE) with just these keys and queries.
TermId Elaborator::predicate_in(TermId term, std::span<const TermId> parameters) {
    lambda::TermStore& store = build_.store();
    if (store.is(TermKind::application, term)) {
        const TermId selected = store.application(
            store.application(store.primitive("select"), parameters[0]), parameters[1]);
        if (store.function(term) == selected) {
            return store.argument(term);
        }
    }
    fail("a function that is no comparison as an argument that is one",
         "a function like \"def equal(keys, queries) { return select(keys, queries, ==); }\"");
}

} // namespace rasp_stitch::rasp
