#pragma once

// Where an abstraction that is given, instead of searched for, matches.
//
//     const Match found = match(context, store, parse_abstraction_body(store, "(f #0)").term);
//     found.pattern.locations()                         // the nodes where it matches
//     found.pattern.argument(found.metavariable_of[0])  // what is passed for #0 at each of them
//
// A body is matched as the search would come to it: from the pattern `??`, hole by hole. At each
// hole the body demands one filling, and the rows that have it remain. No rule and no bound drops
// anything, and the order of the holes changes nothing but the pattern's numbers of metavariables.
// BodyWalk gives these steps one at a time, to whoever wants to follow a body through a search:
//
//     BodyWalk walk(context, store, body);
//     while (!pattern.holes.empty()) {
//         const std::size_t hole = ...;                              // any of them
//         const auto demand = walk.demand(pattern.holes[hole]);      // filling and what
//         const auto rows = rows_with(context, pattern, hole, *demand);
//         walk.fill(pattern.holes[hole]);
//         ... // the child of the pattern with this candidate and these rows
//     }
//
// Terms are of the store that the corpus is in.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/expansion.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::compressor {

// What has to stand at a hole: of a Candidate, `filling` and `what`.
struct Demand {
    Filling filling = Filling::syntax;
    std::uint32_t what = 0; // the head, or the pattern's number of the metavariable

    bool is_met_by(const Candidate& candidate) const {
        return candidate.filling == filling && candidate.what == what;
    }
};

// One walk down a body, along with a pattern that begins as `??` and whose holes are filled with
// what the body demands, in any order. The pattern numbers metavariables in the order in which they
// are met, whatever their numbers in the body are.
class BodyWalk {
public:
    BodyWalk(const Context& context, const lambda::TermStore& store, lambda::TermId body);

    // The hole to fill next where any will do: one that gets a leaf, which leaves no holes behind,
    // else the last.
    std::size_t easiest_hole(const Pattern& pattern) const;

    // What the body has at a hole of the pattern. Nothing where the corpus has no such head, so
    // that no row can meet it.
    std::optional<Demand> demand(const Hole& hole) const;

    // The hole is filled with what is demanded there, and the walk with it.
    void fill(const Hole& hole);

    // By number in the body: the pattern's number of a metavariable, where it has been met.
    const std::unordered_map<std::uint32_t, std::uint32_t>& metavariables() const {
        return metavariables_;
    }

private:
    std::optional<HeadId> head_of(lambda::TermId term) const;

    const Context& context_;
    const lambda::TermStore& store_;
    std::vector<lambda::TermId> terms_; // by position in the pattern's body: what is to stand there
    std::unordered_map<std::uint32_t, std::uint32_t> metavariables_;
};

// The rows of a pattern in which a hole has what is demanded, ascending. Rows in which an argument
// would be captured are not among them.
std::vector<std::uint32_t> rows_with(const Context& context, const Pattern& pattern,
                                     std::size_t hole, const Demand& demand);

// All matches of a body.
struct Match {
    // Without holes and captured arguments, each saving as the search would have it. Where nothing
    // matches there are no rows, and holes may be left.
    Pattern pattern;

    // By number in the body: the pattern's number of the metavariable. Empty if there are no rows.
    std::vector<std::uint32_t> metavariable_of;
};

// Metavariables of the body are #0 to #(n - 1) for some n, none left out, in any order. A body that
// is nothing but a metavariable is no abstraction and matches nowhere; one that leaves a variable
// free says so in Pattern::leaves_free.
Match match(const Context& context, const lambda::TermStore& store, lambda::TermId body);

} // namespace rasp_stitch::compressor
