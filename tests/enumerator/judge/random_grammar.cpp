#include "tests/enumerator/judge/random_grammar.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"

#include <array>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

using lambda::TypeId;
using lambda::TypeStore;

TypeId RandomLanguage::value_type(TypeStore& types, int depth) {
    switch (below(depth > 0 ? 6 : 4)) {
    case 0:
        return types.constructor("a");
    case 1:
        return types.constructor("b");
    case 2:
        return types.variable(0);
    case 3:
        return types.variable(1);
    default:
        return types.constructor("list", std::array{value_type(types, depth - 1)});
    }
}

TypeId RandomLanguage::argument_type(TypeStore& types) {
    const TypeId value = value_type(types, 1);
    return below(4) == 0 ? types.arrow(value_type(types, 1), value) : value;
}

TypeId RandomLanguage::result_type(TypeStore& types) {
    return value_type(types, 1);
}

double RandomLanguage::weight() {
    return below(12) == 0 ? impossible : static_cast<double>(below(40)) / 10.0 - 3.0;
}

Weights RandomLanguage::weights(TypeStore& types, std::size_t productions) {
    Weights made{.variable = weight(), .productions = {}};
    for (std::size_t i = 0; i < productions; ++i) {
        made.productions.push_back(weight());
    }
    if (below(3) == 0) {
        made.continuation = types.constructor(below(2) == 0 ? "a" : "b");
    }
    return made;
}

TypeId RandomLanguage::request(TypeStore& types) {
    TypeId type = result_type(types);
    for (std::uint32_t i = below(3); i > 0; --i) {
        type = types.arrow(argument_type(types), type);
    }
    return type;
}

void RandomLanguage::add_abstractions(TypeStore& types, Grammar& grammar) {
    const std::vector<Production> primitives = grammar.productions;
    const PrimitiveType type_of = [&](TypeStore&, std::string_view name) -> std::optional<TypeId> {
        for (const Production& primitive : primitives) {
            if (primitive.expression == name) {
                return primitive.type;
            }
        }
        return std::nullopt;
    };
    ExpressionTypes expressions(types, type_of);
    for (std::uint32_t i = below(3); i > 0; --i) {
        const GrammarView view(types, grammar);
        const TypeId result = result_type(types);
        const TypeId type = types.arrow(argument_type(types), result);
        const auto programs = PlainEnumerator(types, view).programs(type, 5);
        if (programs.empty()) {
            continue;
        }
        const std::string& text = programs[below(static_cast<std::uint32_t>(programs.size()))].text;
        Production made = expressions.production("#" + text);
        bool is_new = true;
        for (const Production& known : grammar.productions) {
            is_new = is_new && known.expression != made.expression;
        }
        if (is_new) {
            grammar.productions.push_back(std::move(made));
            grammar.weights.productions.push_back(0);
        }
    }
}

AnyGrammar RandomLanguage::grammar(TypeStore& types) {
    Grammar unigram;
    const std::uint32_t primitives = 2 + below(5);
    for (std::uint32_t p = 0; p < primitives; ++p) {
        TypeId type = result_type(types);
        for (std::uint32_t i = below(4); i > 0; --i) {
            type = types.arrow(argument_type(types), type);
        }
        unigram.productions.push_back({"p" + std::to_string(p), type});
    }
    unigram.weights.productions.assign(primitives, 0);
    add_abstractions(types, unigram);
    const std::size_t productions = unigram.productions.size();
    unigram.weights = weights(types, productions);
    if (below(2) == 0) {
        return unigram;
    }
    ContextualGrammar contextual{.productions = unigram.productions,
                                 .no_parent = unigram.weights,
                                 .variable_parent = weights(types, productions),
                                 .arguments = {}};
    for (const Production& production : contextual.productions) {
        std::vector<Weights>& tables = contextual.arguments.emplace_back();
        for (std::size_t i = arity_of(types, production.type); i > 0; --i) {
            tables.push_back(weights(types, productions));
        }
    }
    return contextual;
}

} // namespace rasp_stitch::enumerator
