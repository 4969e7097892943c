#pragma once

// Lambda terms, hash-consed: each distinct term is stored once, under a 32-bit id.
//
//     TermStore store;
//     TermId identity = store.lambda(store.variable(0));
//     TermId twice = store.application(store.application(store.primitive("pair"), identity),
//     identity); store.lambda(store.variable(0)) == identity; // equal terms have equal ids
//
// A term is a primitive (an opaque name), a de Bruijn variable `$i`, a metavariable `#i` (only in
// the bodies of abstractions), a lambda, or an application of one term to one other; `(f a b)` is
// App(App(f, a), b). Lambdas and variables may carry a tag (`lam_3`, `$0_3`), which is part of what
// they are: terms with different tags are different terms.
//
// Ids are given in order of creation and the parts of a term are made before the term. So a loop
// over ascending ids meets every part before the whole, and passes over terms need no recursion: a
// term of a million levels is as good as any other.
//
// Storage: 16 bytes a term and 5 to 11 for its place in the hash table. Terms are never removed. A
// store holds at most 2^32 - 2 terms (std::length_error beyond). Reading is thread-safe, adding is
// not.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

enum class TermId : std::uint32_t {};

constexpr std::size_t index_of(TermId id) {
    return static_cast<std::size_t>(id);
}

enum class TermKind : std::uint8_t { primitive, variable, metavariable, application, lambda };

// A primitive's name, as a number in its store.
using Symbol = std::uint32_t;

// The tag of a lambda or variable that has none.
constexpr std::uint32_t no_tag = UINT32_MAX;

class TermStore {
public:
    TermStore();

    TermId primitive(std::string_view name);
    TermId variable(std::uint32_t index, std::uint32_t tag = no_tag);
    TermId metavariable(std::uint32_t index);
    TermId application(TermId function, TermId argument);
    TermId lambda(TermId body, std::uint32_t tag = no_tag);

    std::size_t size() const { return terms_.size(); }
    std::size_t symbol_count() const { return names_.size(); }

    TermKind kind(TermId id) const { return at(id).kind; }
    bool is(TermKind kind, TermId id) const { return at(id).kind == kind; }

    // Each of these is meaningful for the kinds that its comment names.
    TermId function(TermId id) const { return TermId{at(id).first}; }         // application
    TermId argument(TermId id) const { return TermId{at(id).second}; }        // application
    TermId body(TermId id) const { return TermId{at(id).first}; }             // lambda
    std::uint32_t index(TermId id) const { return at(id).first; }             // both variables
    std::uint32_t tag(TermId id) const { return at(id).second; }              // lambda, variable
    Symbol symbol(TermId id) const { return at(id).first; }                   // primitive
    const std::string& name(TermId id) const { return names_[at(id).first]; } // primitive
    const std::string& symbol_name(Symbol symbol) const { return names_[symbol]; }

    // How many lambdas around the term would close it: 0 for a closed term, i + 1 where `$i` is the
    // outermost variable that it leaves free.
    std::uint32_t free_bound(TermId id) const { return at(id).free_bound; }
    bool is_closed(TermId id) const { return at(id).free_bound == 0; }
    bool has_metavariables(TermId id) const { return at(id).has_metavariables; }

    // Whether a primitive of this name was ever made here.
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

    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const {
            return std::hash<std::string_view>{}(name);
        }
    };

    const Term& at(TermId id) const { return terms_[index_of(id)]; }
    TermId intern(Term term);
    std::size_t slot_of(const Term& term) const;
    void grow();

    std::vector<Term> terms_;
    std::vector<std::uint32_t> slots_; // open addressing: id + 1, or 0 for a free slot
    std::vector<std::string> names_;
    std::unordered_map<std::string, Symbol, NameHash, std::equal_to<>> symbols_;
};

} // namespace rasp_stitch::lambda
