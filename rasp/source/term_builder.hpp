#pragma once

// Makes the terms of s-ops and selectors. The language of a text has no types; where a value of
// another kind stands than a primitive takes, and there is an equivalent, that is used:
//
//     TermBuilder build(store);
//     build.truth(x)   // of a number: x != 0; of a string: x != ""
//     build.number(b)  // of a truth value: indicator(b)
//     build.compare(Comparison::equal, numbers, strings) // never holds: false
//
// Where there is none, an InputError without a place is thrown. Kinds that are not known are left to
// the types (rasp/source/read_source.hpp).

#include "lambda/terms/term_store.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/source/definition_value.hpp"
#include "rasp/syntax/syntax.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::rasp {

class TermBuilder {
public:
    explicit TermBuilder(lambda::TermStore& store)
        : store_(&store), input_(store.metavariable(0)) {}

    // Where the term that is made next stands in the text.
    struct Place {
        const SyntaxTree* tree = nullptr;
        std::size_t offset = 0;
    };
    void at(Place place) { place_ = place; }

    // Returns where a term was first made.
    std::optional<Place> place_of(lambda::TermId term) const;

    lambda::TermStore& store() { return *store_; }
    lambda::TermId input() const { return input_; }
    Sop of_input(std::string_view primitive, std::optional<ValueKind> kind,
                 bool perhaps_string = false);
    Sop constant(const Value& value);

    Sop truth(const Sop& x);
    Sop number(const Sop& x);
    Sop negate(const Sop& x);
    Sop round(const Sop& x);
    Sop indicator(const Sop& x);
    Sop logical_not(const Sop& x);
    Sop operate(Operation operation, const Sop& left, const Sop& right);
    Sop compare(Comparison comparison, const Sop& left, const Sop& right);
    Sop choose(const Sop& condition, const Sop& yes, const Sop& no);
    Sop parse_int(const Sop& x);
    Sop concat(const Sop& left, const Sop& right);

    // Applies an extension. The arguments are s-ops or, as its signature says, selectors.
    struct Extended {
        std::optional<Sop> sop = {};
        std::optional<SelectorTerm> selector = {};
    };
    Extended extension(Opcode opcode, std::span<const Extended> arguments);

    SelectorTerm select(Comparison comparison, const Sop& keys, const Sop& queries);
    SelectorTerm select(lambda::TermId predicate, const Sop& keys, const Sop& queries);
    SelectorTerm full() { return {name("full")}; }
    SelectorTerm logical_not(const SelectorTerm& s);
    SelectorTerm both(const SelectorTerm& left, const SelectorTerm& right);
    SelectorTerm either(const SelectorTerm& left, const SelectorTerm& right);

    Sop aggregate(const SelectorTerm& selector, const Sop& x, const std::optional<Sop>& otherwise);
    Sop selector_width(const SelectorTerm& selector);

    lambda::TermId apply(lambda::TermId function, std::initializer_list<lambda::TermId> arguments);

private:
    lambda::TermId name(std::string_view primitive) { return store_->primitive(primitive); }
    lambda::TermId made(lambda::TermId term);

    lambda::TermStore* store_;
    lambda::TermId input_;
    Place place_;
    std::unordered_map<lambda::TermId, Place> places_;
};

} // namespace rasp_stitch::rasp
