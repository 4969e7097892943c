#pragma once

// Door of enumerator/grammar.
//
// Probabilistic grammars over typed programs, as DreamCoder has them (Ellis et al. 2021).
// Primitives with their types and weights come in. From them follow the probability of every
// program (likelihood.hpp), the programs of a type by their probability (program_table.hpp), and
// the weights that fit given programs best (inside_outside.hpp). Nothing here knows what primitives
// mean: enumerator/rasp_language does.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/grammar/likelihood.hpp"
// #include "lambda/types/type_text.hpp"
// #include <cmath>
// const PrimitiveType primitive_type = [](lambda::TypeStore& types, std::string_view name) {
//     return std::optional(lambda::parse_type(types, name == "succ" ? "int -> int" : "int"));
// };
// lambda::TypeStore types;
// const std::vector<std::string> names = {"zero", "succ"};
// const Grammar grammar = uniform_grammar(types, names, primitive_type);
// const GrammarView view(types, grammar);
// lambda::TermStore terms;
// const lambda::TermId program = read_expression(terms, "(succ zero)");
// const lambda::TypeId request = lambda::parse_type(types, "int");
// CHECK(log_prior(types, view, request, terms, program) == Approx(2 * std::log(0.5)));
// ```
//
// A program is eta-long and beta-normal: where an arrow is requested it has a lambda, and elsewhere
// a production or a variable with all of its arguments. Which of them is drawn depends on the
// requested type alone or, in a contextual grammar, also on the production above and on the index
// of the argument:
//
//     log P(c) = w(c) - log(sum of exp(w) over all candidates), in nats
//     w(production) is its weight
//     w(a variable) is the weight of variables - log(number of variables that fit)
//
// The candidates are the productions and variables whose result unifies with the requested type.
// Weights need not be normalised, and -infinity makes a choice impossible.

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
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

inline constexpr double impossible = -std::numeric_limits<double>::infinity();

struct Production {
    std::string expression; // a primitive's name, or an abstraction as "#(lambda ...)"
    lambda::TypeId type{};  // its variables are quantified
};

struct Weights {
    double variable = 0;             // of all variables together, in nats
    std::vector<double> productions; // one for each production of the grammar, in nats

    // If this type is requested, the innermost of the variables that take no arguments is the only
    // candidate among them.
    std::optional<lambda::TypeId> continuation = {};
};

struct Grammar {
    std::vector<Production> productions;
    Weights weights;
};

// A bigram model: it has weights for each kind of place that a choice can be made in.
struct ContextualGrammar {
    std::vector<Production> productions;
    Weights no_parent;                           // for the root, below its lambdas
    Weights variable_parent;                     // for the arguments of a variable
    std::vector<std::vector<Weights>> arguments; // by production and argument
};

using AnyGrammar = std::variant<Grammar, ContextualGrammar>;

// Returns the type of a primitive, which it adds to the store, or nullopt if there is no primitive
// of this name.
using PrimitiveType =
    std::function<std::optional<lambda::TypeId>(lambda::TypeStore&, std::string_view name)>;

// Returns the grammar in which all weights are 0. Expressions are names or abstractions. Throws
// InputError for one that has no type or occurs twice.
Grammar uniform_grammar(lambda::TypeStore& types, std::span<const std::string> expressions,
                        const PrimitiveType& primitive_type);

// Returns the number of arguments that a production of this type takes.
std::size_t arity_of(const lambda::TypeStore& types, lambda::TypeId type);

// Either kind of grammar, with its weights as numbered tables. The grammar must outlive the view.
class GrammarView {
public:
    // Throws InputError if there is not one weight for each production and table, or if a weight is
    // NaN or +infinity.
    GrammarView(const lambda::TypeStore& types, const Grammar& grammar);
    GrammarView(const lambda::TypeStore& types, const ContextualGrammar& grammar);

    std::span<const Production> productions() const { return productions_; }
    const Weights& table(std::uint32_t table) const { return *tables_[table]; }
    std::size_t table_count() const { return tables_.size(); }

    // The numbers of the tables for the root and for an argument of a production or a variable.
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

GrammarView view_of(const lambda::TypeStore& types, const AnyGrammar& grammar);

} // namespace rasp_stitch::enumerator
