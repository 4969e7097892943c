#pragma once

// Finds where a given abstraction matches.
//
//     const Match found = match(context, store, parse_abstraction_body(store, "(f #0)").term);
//     found.pattern.locations()                         // the nodes where it matches
//     found.pattern.argument(found.metavariable_of[0])  // the arguments for #0 at these nodes
//
// A body is matched as the search would reach it: from the pattern `??`, hole by hole. The body
// determines the filling of each hole, and the rows that have this filling remain. No rule and no
// bound drops anything, and the order of the holes affects only how the pattern numbers
// metavariables; and, if there are symbols, what symbol variables match, so then it is the order of
// the search. BodyWalk takes these steps one at a time, for a caller that follows a body through
// a search:
//
//     BodyWalk walk(context, store, body);
//     while (!pattern.holes.empty()) {
//         const std::size_t hole = ...;                              // any of them
//         const auto filling = walk.filling_at(pattern.holes[hole]);
//         const auto rows = rows_with(context, pattern, hole, *filling);
//         walk.fill(pattern.holes[hole]);
//         ... // make the child of the pattern with this filling and these rows
//     }
//
// All terms are of the store that the corpus is in.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/pattern.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::compressor {

// A walk down a body, along with a pattern that begins as `??` and whose holes are filled, in any
// order, with what the body has there. The pattern numbers metavariables in the order in which it
// meets them, whatever their numbers in the body.
class BodyWalk {
public:
    // `symbol_arguments` says which metavariables, by number in the body, are symbol variables; those
    // beyond its end are none.
    BodyWalk(const Context& context, const lambda::TermStore& store, lambda::TermId body,
             const std::vector<bool>& symbol_arguments = {});

    // Returns the hole to fill next if the order does not matter: one that gets a leaf, which
    // leaves no further holes, or else the last one.
    std::size_t easiest_hole(const Pattern& pattern) const;

    // Returns what the body has at a hole of the pattern, or nullopt if the corpus has no such
    // head, so that no row can match.
    std::optional<Filling> filling_at(const Hole& hole) const;

    // Records that the hole is filled with what the body has there.
    void fill(const Hole& hole);

    // Maps the numbers of the metavariables met so far from the body's to the pattern's.
    const std::unordered_map<std::uint32_t, std::uint32_t>& metavariables() const {
        return metavariables_;
    }

private:
    std::optional<HeadId> head_of(lambda::TermId term) const;

    const Context& context_;
    const lambda::TermStore& store_;
    std::vector<bool> symbol_arguments_;
    std::vector<lambda::TermId> terms_; // by position in the pattern's body: the term there
    std::unordered_map<std::uint32_t, std::uint32_t> metavariables_;
};

// Returns the rows of a pattern, ascending, in which a hole has this filling and no argument is
// captured.
std::vector<std::uint32_t> rows_with(const Context& context, const Pattern& pattern,
                                     std::size_t hole, const Filling& filling);

// All matches of a body.
struct Match {
    // A pattern without holes and without captured arguments, with the savings that the search
    // would compute. If the body matches nowhere, it has no rows and may have holes.
    Pattern pattern;

    // By number in the body: the pattern's number of the metavariable. Empty if there are no rows.
    std::vector<std::uint32_t> metavariable_of;
};

// Matches a body whose metavariables are #0 to #(n - 1) for some n, in any order. A body that
// consists of a metavariable alone is not an abstraction and matches nowhere; a body with a free
// variable sets Pattern::leaves_free. `symbol_arguments` is as in BodyWalk.
Match match(const Context& context, const lambda::TermStore& store, lambda::TermId body,
            const std::vector<bool>& symbol_arguments = {});

} // namespace rasp_stitch::compressor
