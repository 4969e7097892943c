#include "compressor/corpus/typing.hpp"

#include "compressor/corpus/json_fields.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Returns n lambdas around the body, of which the outermost binds #0.
TermId as_function(TermStore& store, const lambda::Abstraction& abstraction) {
    TermId term = lambda::rebuild(store, abstraction.body, [&](TermId leaf, std::uint32_t depth) {
        return store.is(TermKind::metavariable, leaf)
                   ? store.variable(depth + abstraction.arity - 1 - store.index(leaf))
                   : leaf;
    });
    for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
        term = store.lambda(term);
    }
    return term;
}

// Returns the type as text, for a reader in any store.
std::string text_of(const JsonCursor& type) {
    lambda::TypeStore types;
    try {
        const lambda::TypeId read = type.is_string() ? lambda::parse_type(types, type.string())
                                                     : lambda::read_type(types, type);
        return lambda::print_type(types, read);
    } catch (InputError& error) {
        error.add_pointer(type.pointer());
        throw;
    }
}

PrimitiveTypes read_texts(const JsonCursor& given) {
    PrimitiveTypes types;
    if (const auto dsl = given.optional_member(field::dsl); dsl && dsl->is_object()) {
        return read_texts(*dsl);
    }
    const auto productions = given.optional_member(field::productions);
    if (!productions || !productions->is_array()) {
        for (const auto& [name, type] : given.members()) {
            types.emplace(name, text_of(type));
        }
        return types;
    }
    for (const JsonCursor production : productions->elements()) {
        const std::string& expression = production.member(field::expression).string();
        if (!expression.starts_with('#')) { // not an abstraction, whose type follows from its body
            types.insert_or_assign(expression, text_of(production.member(field::type)));
        }
    }
    return types;
}

} // namespace

lambda::Inference Typing::infer(const TermStore& store, TermId term) {
    const lambda::TypeOf type_of_primitive = [&](TermId primitive) {
        return type_of(store.name(primitive));
    };
    return lambda::infer(store, term, types_, type_of_primitive);
}

std::optional<lambda::TypeId> Typing::type_of(const std::string& name) {
    if (const auto found = known_.find(name); found != known_.end()) {
        return found->second;
    }
    const auto text = texts_->find(name);
    if (text == texts_->end()) {
        return std::nullopt;
    }
    return known_.emplace(name, lambda::parse_type(types_, text->second)).first->second;
}

std::optional<std::string> Typing::type_text(TermStore& store,
                                             const lambda::Abstraction& abstraction) {
    const lambda::Inference inference = infer(store, as_function(store, abstraction));
    return inference.fault ? std::nullopt
                           : std::optional(lambda::print_type(types_, inference.type));
}

PrimitiveTypes read_types(const Corpus& corpus, std::string_view json) {
    const Json document = parse_json(json);
    PrimitiveTypes types = read_texts(JsonCursor(document));
    // Each can use those before it.
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        TermStore store;
        const auto in_place = [](TermStore&, TermId inside) { return inside; };
        const TermId body = lambda::parse(store, known.text, {.abstraction = in_place});
        const std::optional<std::string> type =
            Typing(types).type_text(store, {.name = body, .arity = 0, .body = body});
        if (type) {
            types.insert_or_assign(corpus.store.symbol_name(known.symbol), *type);
        }
    }
    if (types.empty()) {
        throw InputError({.found = "no primitive has a type",
                          .expected = "an object that maps names of primitives to types"});
    }
    Typing typing(types);
    for (const Program& program : corpus.programs) {
        const lambda::Inference inference = typing.infer(corpus.store, program.root);
        if (!inference.fault) {
            continue;
        }
        const bool is_unknown = inference.fault->kind == lambda::TypeFaultKind::unknown_primitive;
        throw InputError({.found = "the program " + quote_excerpt(program.name) +
                                   " does not type: " + inference.fault->found,
                          .expected = is_unknown ? "a type for each primitive of the corpus"
                                                 : inference.fault->expected});
    }
    return types;
}

} // namespace rasp_stitch::compressor
