#pragma once

// Door of lambda/terms.
//
// Lambda terms, each distinct one stored once under a 32-bit id (hash-consing; Ershov 1958, Goto
// 1974).
//
// ```cpp
// TermStore store;
// const TermId identity = store.lambda(store.variable(0));
// const TermId pair = store.primitive("pair");
// const TermId twice = store.application(store.application(pair, identity), identity);
// CHECK(store.lambda(store.variable(0)) == identity); // equal terms have equal ids
// CHECK(store.argument(twice) == identity);
// CHECK(store.size() == 5);
// ```
//
// A term is a primitive (an opaque name), a de Bruijn variable `$i`, a metavariable `#i` (only in
// the bodies of abstractions), a lambda, or an application of one term to one other; `(f a b)` is
// the application of `(f a)` to b. Lambdas and variables may carry a tag (`lam_3`, `$0_3`); terms
// with different tags are different terms.
//
// Ids ascend in order of creation, and the parts of a term are made before the term. So a loop over
// ascending ids meets every part before the whole, and passes over terms need no recursion, however
// deep the terms are.
//
// A term takes 16 bytes, and 5 to 11 for its place in the hash index. Terms are never removed. A
// store holds at most 2^32 - 2 terms; one more throws std::length_error. Several threads may read a
// store at a time, but only one may use it while terms are added.

#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::lambda {

enum class TermId : std::uint32_t {};

constexpr std::size_t index_of(TermId id) {
    return static_cast<std::size_t>(id);
}

enum class TermKind : std::uint8_t { primitive, variable, metavariable, application, lambda };

// The number of a primitive's name in its store.
using Symbol = std::uint32_t;

// The tag of a lambda or variable that has none.
constexpr std::uint32_t no_tag = UINT32_MAX;

class TermStore {
public:
    TermStore() = default;

    TermId primitive(std::string_view name);
    TermId variable(std::uint32_t index, std::uint32_t tag = no_tag);
    TermId metavariable(std::uint32_t index);
    TermId application(TermId function, TermId argument);
    TermId lambda(TermId body, std::uint32_t tag = no_tag);

    std::size_t size() const { return terms_.size(); }
    std::size_t symbol_count() const { return names_.size(); }

    TermKind kind(TermId id) const { return at(id).kind; }
    bool is(TermKind kind, TermId id) const { return at(id).kind == kind; }

    // Each of these may be called for terms of the kinds that its comment names.
    TermId function(TermId id) const { return TermId{at(id).first}; }         // application
    TermId argument(TermId id) const { return TermId{at(id).second}; }        // application
    TermId body(TermId id) const { return TermId{at(id).first}; }             // lambda
    std::uint32_t index(TermId id) const { return at(id).first; }             // both variables
    std::uint32_t tag(TermId id) const { return at(id).second; }              // lambda, variable
    Symbol symbol(TermId id) const { return at(id).first; }                   // primitive
    const std::string& name(TermId id) const { return names_[at(id).first]; } // primitive
    const std::string& symbol_name(Symbol symbol) const { return names_[symbol]; }

    // Returns how many lambdas around the term would close it: 0 for a closed term, and i + 1 if
    // `$i` is its outermost free variable.
    std::uint32_t free_bound(TermId id) const { return at(id).free_bound; }
    bool is_closed(TermId id) const { return at(id).free_bound == 0; }
    bool has_metavariables(TermId id) const { return at(id).has_metavariables; }

    // Returns whether the store has a primitive of this name.
    bool has_primitive(std::string_view name) const;

private:
    struct Term {
        std::uint32_t first;
        std::uint32_t second;
        TermKind kind;
        bool has_metavariables; // this and the next follow from the parts
        std::uint32_t free_bound;

        bool same_as(const Term& other) const {
            return first == other.first && second == other.second && kind == other.kind;
        }
    };

    const Term& at(TermId id) const { return terms_[index_of(id)]; }
    static std::uint64_t hash_of(const Term& term);
    TermId intern(const Term& term);
    HashIndex::Place find_symbol(std::string_view name) const;

    std::vector<Term> terms_;
    HashIndex term_index_{HashIndex::default_slots, HashIndex::Load::three_quarters};
    std::vector<std::string> names_; // by symbol
    HashIndex symbol_index_{64};
};

} // namespace rasp_stitch::lambda
