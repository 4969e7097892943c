#pragma once

// What the written parts of sketches do on the inputs of a task, exactly.
//
//     PartBehaviours behaviours(inputs);
//     behaviours.of(term) // the number of what the term does, or nullopt if it fails somewhere
//     signature(sketch, grammar, behaviours) // equal for sketches that differ in how they say it
//
// Parts that do the same on all inputs are interchangeable as far as the examples can tell
// (observational equivalence), so of the sketches with one signature the cheapest is enough.

#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "recognition/sketches/sketch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::recognition {

class PartBehaviours {
public:
    explicit PartBehaviours(std::vector<rasp::Input> inputs) : inputs_(std::move(inputs)) {}

    // The term is a program in the store of this object.
    std::optional<std::uint32_t> of(lambda::TermId term);

    // Notes that there is a part of this cost and behaviour. Returns whether there is a cheaper one
    // with another term.
    bool has_cheaper(std::uint32_t behaviour, lambda::TermId term, double cost);

    lambda::TermStore& terms() { return terms_; }
    std::size_t size() const { return numbers_.size(); }

private:
    struct Cheapest {
        lambda::TermId term{};
        double cost = 0;
    };

    std::vector<rasp::Input> inputs_;
    lambda::TermStore terms_;
    std::unordered_map<lambda::TermId, std::optional<std::uint32_t>> known_;
    std::unordered_map<std::string, std::uint32_t> numbers_; // by outputs
    std::unordered_map<std::uint32_t, Cheapest> cheapest_;
};

// Returns nullopt if a written part fails on an input, so that every program around it does.
std::optional<std::string> signature(const Sketch& sketch, const GroundGrammar& grammar,
                                     PartBehaviours& behaviours);

// Returns a text for what a let can use again in a sketch: sketches with one signature may have other
// parts. The parts that are written must not fail.
std::string shareable_parts(const Sketch& sketch, const GroundGrammar& grammar,
                            PartBehaviours& behaviours);

} // namespace rasp_stitch::recognition
