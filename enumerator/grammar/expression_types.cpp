#include "enumerator/grammar/expression_types.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/inference.hpp"
#include "support/text/input_error.hpp"

namespace rasp_stitch::enumerator {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;
using lambda::TypeId;

// Returns "#" and the body, in parentheses if it has none itself.
std::string name_of_abstraction(const TermStore& store, TermId body) {
    const std::string text = print_expression(store, body);
    return text.starts_with('(') ? "#" + text : "#(" + text + ")";
}

} // namespace

TermId read_expression(TermStore& store, std::string_view text) {
    return lambda::parse(store, text, {.abstraction = [](TermStore& terms, TermId body) {
                             return terms.primitive(name_of_abstraction(terms, body));
                         }});
}

TermId read_unfolded(TermStore& store, std::string_view text) {
    return lambda::parse(store, text,
                         {.abstraction = [](TermStore&, TermId body) { return body; }});
}

std::string print_expression(const TermStore& store, TermId term) {
    return lambda::print(store, term, {.lambda = "lambda"});
}

std::optional<TypeId> ExpressionTypes::type_of(std::string_view name) const {
    if (const auto known = abstractions_.find(std::string(name)); known != abstractions_.end()) {
        return known->second;
    }
    return (*primitive_type_)(*types_, name);
}

TypeId ExpressionTypes::infer(TermId term, std::string_view text) {
    const lambda::TypeOf types = [this](lambda::TermId primitive) {
        return type_of(store_.name(primitive));
    };
    lambda::Inference inference = lambda::infer(store_, term, *types_, types);
    if (inference.fault) {
        throw InputError({.found = std::move(inference.fault->found),
                          .expected = std::move(inference.fault->expected),
                          .text = std::string(text)});
    }
    return inference.type;
}

// Inner abstractions are read before the ones that use them, so their types are known by then.
Production ExpressionTypes::production(std::string_view expression) {
    const TermId term =
        lambda::parse(store_, expression, {.abstraction = [&](TermStore& terms, TermId body) {
                          std::string name = name_of_abstraction(terms, body);
                          if (!abstractions_.contains(name)) {
                              const TypeId type = infer(body, name);
                              abstractions_.emplace(name, type);
                          }
                          return terms.primitive(name);
                      }});
    if (!store_.is(TermKind::primitive, term)) {
        throw InputError({.found = "a production is neither a primitive nor an abstraction",
                          .expected = "a name or #(lambda ...)",
                          .text = std::string(expression)});
    }
    return {.expression = store_.name(term), .type = infer(term, expression)};
}

} // namespace rasp_stitch::enumerator
