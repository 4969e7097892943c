#pragma once

// Makes programs eta-long, as a grammar derives them.
//
//     EtaExpansion expansion(types, productions);
//     expansion.eta_long(store, request, term)
//     // with request list(int) -> list(int): (map f) becomes (lambda (map (lambda (f $0)) $0))

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "lambda/types/unification.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::abstraction {

class EtaExpansion {
public:
    // The types must outlive this object.
    EtaExpansion(const lambda::TypeStore& types,
                 std::span<const enumerator::Production> productions);

    // Returns nullopt if the term has not the requested type, is not beta-normal, or has a
    // primitive that is no production. Recurses as deep as the term.
    std::optional<lambda::TermId> eta_long(lambda::TermStore& store, lambda::TypeId request,
                                           lambda::TermId term);

private:
    std::optional<lambda::TermId> expanded(lambda::TermStore& store, lambda::TypeInstance request,
                                           lambda::TermId term);
    std::optional<lambda::TermId> call(lambda::TermStore& store, lambda::TypeInstance request,
                                       lambda::TermId term);
    std::optional<lambda::TypeInstance> type_of(const lambda::TermStore& store,
                                                lambda::TermId head);
    std::optional<lambda::TypeInstance> as_arrow(lambda::TypeInstance type) const;

    const lambda::TypeStore* types_;
    lambda::Unifier unifier_;
    std::unordered_map<std::string, lambda::TypeId> production_types_; // by expression
    std::vector<lambda::TypeInstance> environment_;                    // the innermost lambda last
};

} // namespace rasp_stitch::abstraction
