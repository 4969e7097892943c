#pragma once

// Probabilistic grammars over typed programs, as DreamCoder has them (Ellis et al. 2021).
//
//     TypeStore types;
//     const Grammar grammar = uniform_grammar(types, {{"tokens", "indices", "add"}}, rasp_types);
//     grammar.productions[1].type   // input(t0) -> seq(num)
//     log_prior(types, grammar, request, store, term) // enumerator/grammar/likelihood.hpp
//
// A program is eta-long and beta-normal: where an arrow is asked for stands a lambda, elsewhere a
// production or a variable with all its arguments. Which of them is drawn for a requested type
// depends on that type alone (or, in a contextual grammar, also on the production above and on the
// argument's place):
//
//     log P(c) = w(c) - log of the sum of exp(w) over all candidates, in nats
//     w(production) is its weight
//     w(a variable) is the weight of variables - log(number of variables that fit)
//
// Candidates are what returns a type that unifies with the one asked for. Weights need not be
// normalised; -infinity makes a choice impossible.

#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

inline constexpr double impossible = -std::numeric_limits<double>::infinity();

struct Production {
    std::string expression; // a primitive's name, or an abstraction as "#(lambda ...)"
    lambda::TypeId type{};  // its variables quantified
};

struct Weights {
    double variable = 0;             // of all variables together, in nats
    std::vector<double> productions; // as many as the grammar has, in nats

    // For this requested type, of the variables that take no arguments only the innermost counts.
    std::optional<lambda::TypeId> continuation = {};
};

struct Grammar {
    std::vector<Production> productions;
    Weights weights;
};

// A bigram model: weights for each place that a choice can stand in.
struct ContextualGrammar {
    std::vector<Production> productions;
    Weights no_parent;                           // the root, and below its lambdas
    Weights variable_parent;                     // arguments of a variable
    std::vector<std::vector<Weights>> arguments; // by production and its argument
};

// The type of a primitive, put into the store; nothing where there is no such primitive.
using PrimitiveType =
    std::function<std::optional<lambda::TypeId>(lambda::TypeStore&, std::string_view name)>;

// The primitives and literals of RASP (rasp/language/primitives.hpp, rasp/language/literal.hpp).
std::optional<lambda::TypeId> rasp_type(lambda::TypeStore& types, std::string_view name);

// All weights 0. Expressions are names or abstractions; InputError for one that has no type or
// stands there twice.
Grammar uniform_grammar(lambda::TypeStore& types, std::span<const std::string> expressions,
                        const PrimitiveType& primitive_type);

// How many arguments a production takes.
std::size_t arity_of(const lambda::TypeStore& types, lambda::TypeId type);

// Either kind of grammar, with the weights as tables with a number. Refers to the grammar.
class GrammarView {
public:
    // InputError where the weights are not as many as the productions and their arguments, or are
    // NaN or +infinity.
    GrammarView(const lambda::TypeStore& types, const Grammar& grammar);
    GrammarView(const lambda::TypeStore& types, const ContextualGrammar& grammar);

    std::span<const Production> productions() const { return productions_; }
    const Weights& table(std::uint32_t table) const { return *tables_[table]; }
    std::size_t table_count() const { return tables_.size(); }

    // The table at the root, and at an argument of a production or of a variable.
    static constexpr std::uint32_t root_table = 0;
    std::uint32_t argument_table(std::size_t production, std::size_t argument) const {
        return is_contextual() ? first_tables_[production] + static_cast<std::uint32_t>(argument)
                               : root_table;
    }
    std::uint32_t variable_table() const { return is_contextual() ? 1 : root_table; }

private:
    bool is_contextual() const { return tables_.size() > 1; }

    std::span<const Production> productions_;
    std::vector<const Weights*> tables_;
    std::vector<std::uint32_t> first_tables_; // by production
};

} // namespace rasp_stitch::enumerator
