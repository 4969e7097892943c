#include "rasp/language/read_program.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/token_place.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace rasp_stitch::rasp {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

// Returns the primitive that a name means outside of select's third argument; a null pointer for
// literals and unknown names.
const Primitive* meant_by(std::string_view name) {
    const Primitive* const primitive = find_primitive(name);
    return primitive != nullptr ? primitive : find_alias(name);
}

TermId canonical_name(TermStore& store, TermId term) {
    const std::string name = store.name(term);
    if (const Primitive* const primitive = meant_by(name)) {
        return store.primitive(primitive->name);
    }
    if (const auto value = parse_literal(name)) {
        return store.primitive(literal_name(*value));
    }
    return term;
}

bool is_name(const TermStore& store, TermId term, std::string_view name) {
    return store.is(TermKind::primitive, term) && store.name(term) == name;
}

// Returns whether the term is `select` with two arguments.
bool awaits_predicate(const TermStore& store, TermId term) {
    for (int i = 0; i < 2; ++i) {
        if (!store.is(TermKind::application, term)) {
            return false;
        }
        term = store.function(term);
    }
    return is_name(store, term, "select");
}

TermId as_predicate(TermStore& store, TermId term) {
    if (store.is(TermKind::primitive, term)) {
        const Primitive* const primitive = find_primitive(store.name(term));
        if (primitive != nullptr && primitive->opcode == Opcode::compare) {
            return store.primitive(predicate_of(primitive->comparison).name);
        }
    }
    return term;
}

TermId as_overloaded(TermStore& store, TermId term) {
    if (store.is(TermKind::primitive, term)) {
        const std::string name = store.name(term);
        const Primitive* const primitive = find_primitive(name);
        if (primitive != nullptr && primitive->opcode == Opcode::compare) {
            return store.primitive("?" + name);
        }
    }
    return term;
}

constexpr std::string_view token_ends = " \t\n\r\f\v()";

[[noreturn]] void fail_name(std::string_view text, const std::string& name) {
    throw InputError({.found = "the unknown name " + quote_excerpt(name),
                      .expected = "a primitive of RASP, an alias of one, or a literal",
                      .text = std::string(text),
                      .offset = token_place(text, name, token_ends)});
}

// Throws if the term, which the text was read as, has an unknown name.
void check_names(const TermStore& store, TermId term, std::string_view text,
                 const ReadOptions& options) {
    for (const TermId part : lambda::subterms(store, std::array{term})) {
        if (!store.is(TermKind::primitive, part)) {
            continue;
        }
        const std::string& name = store.name(part);
        if (meant_by(name) != nullptr ||
            (options.library != nullptr && options.library->find(part))) {
            continue;
        }
        try {
            if (parse_literal(name)) {
                continue;
            }
        } catch (const InputError& error) {
            throw InputError({.found = error.problem().found,
                              .expected = error.problem().expected,
                              .text = std::string(text),
                              .offset = token_place(text, name, token_ends)});
        }
        fail_name(text, name);
    }
}

} // namespace

TermId canonical(TermStore& store, TermId term, bool keep_overloaded) {
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : lambda::subterms(store, std::array{term})) {
        TermId result = part;
        switch (store.kind(part)) {
        case TermKind::primitive:
            result =
                keep_overloaded && store.name(part) == "+" ? part : canonical_name(store, part);
            break;
        case TermKind::lambda:
            result = store.lambda(made.at(store.body(part)), store.tag(part));
            break;
        case TermKind::application: {
            const TermId function = made.at(store.function(part));
            const TermId argument = made.at(store.argument(part));
            result = store.application(function, awaits_predicate(store, function)
                                                     ? as_predicate(store, argument)
                                                 : keep_overloaded ? as_overloaded(store, argument)
                                                                   : argument);
            break;
        }
        default:
            break;
        }
        made.emplace(part, result);
    }
    return made.at(term);
}

std::string without_abstractions(std::string_view text) {
    if (text.find("#(") == std::string_view::npos) {
        return std::string(text);
    }
    TermStore store;
    const TermId term =
        lambda::parse(store, text, {.abstraction = [](TermStore&, TermId body) { return body; }});
    return lambda::print(store, term);
}

TermId read_program(TermStore& store, std::string_view given, const ReadOptions& options) {
    const std::string text = without_abstractions(given);
    const TermId term = lambda::parse(store, text);
    check_names(store, term, text, options);
    return canonical(store, term, options.keep_overloaded);
}

} // namespace rasp_stitch::rasp
