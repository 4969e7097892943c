#pragma once

// Expressions as DreamCoder writes them in grammars and programs, and their types.
//
//     read_expression(store, "(lambda (#(lambda (add $0 one)) (indices $0)))")
//     // the abstraction is a primitive named "#(lambda (add $0 one))"
//     print_expression(store, term) // gives the text back
//
//     ExpressionTypes expression_types(types, rasp_type);
//     expression_types.production("#(lambda (add $0 one))").type // seq(num) -> seq(num)
//
// The name of an abstraction is its own text, so it is the same production wherever it is written.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::enumerator {

// Throws InputError as lambda/terms/parse.hpp does.
lambda::TermId read_expression(lambda::TermStore& store, std::string_view text);

// Reads an expression with the body of each abstraction in place of the abstraction, so that only
// names of primitives are left. Throws as read_expression does.
lambda::TermId read_unfolded(lambda::TermStore& store, std::string_view text);

std::string print_expression(const lambda::TermStore& store, lambda::TermId term);

class ExpressionTypes {
public:
    // Both must outlive this object.
    ExpressionTypes(lambda::TypeStore& types, const PrimitiveType& primitive_type)
        : types_(&types), primitive_type_(&primitive_type) {}

    // Returns the production with its type and its text as print_expression writes it. Throws
    // InputError if the expression is neither a known primitive nor an abstraction with a type.
    Production production(std::string_view expression);

private:
    std::optional<lambda::TypeId> type_of(std::string_view name) const;
    lambda::TypeId infer(lambda::TermId term, std::string_view text);

    lambda::TypeStore* types_;
    const PrimitiveType* primitive_type_;
    lambda::TermStore store_;
    std::unordered_map<std::string, lambda::TypeId> abstractions_; // by name
};

} // namespace rasp_stitch::enumerator
