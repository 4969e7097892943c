#pragma once

// Expressions as grammars and programs write them, in DreamCoder's form, and their types.
//
//     read_expression(store, "(lambda (#(lambda (add $0 one)) (indices $0)))")
//     // the abstraction is a primitive whose name is "#(lambda (add $0 one))"
//     print_expression(store, term) // as it was
//
//     ExpressionTypes of(types, rasp_type);
//     of.production("#(lambda (add $0 one))").type // seq(num) -> seq(num)
//
// An abstraction is what it stands for, so its text is its name: it is the same production
// wherever it is written.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::enumerator {

// Throws InputError as lambda/terms/parse.hpp does.
lambda::TermId read_expression(lambda::TermStore& store, std::string_view text);

// The same with what is in each abstraction in its place, so that no name is left that only
// grammars know. Throws as read_expression does.
lambda::TermId read_unfolded(lambda::TermStore& store, std::string_view text);

std::string print_expression(const lambda::TermStore& store, lambda::TermId term);

class ExpressionTypes {
public:
    // Both must outlive this.
    ExpressionTypes(lambda::TypeStore& types, const PrimitiveType& primitive_type)
        : types_(&types), primitive_type_(&primitive_type) {}

    // The expression, its text in the one form that it is printed in, with its type. InputError
    // where it is neither a known primitive nor an abstraction that has a type.
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
