#pragma once

// The cheapest programs of version spaces, and how much cheaper they get with an abstraction (Ellis
// et al. 2021, supplement).
//
//     CheapestVersions cheapest(table, terms, roots);
//     cheapest.programs(space)           // all that cost least, up to a limit
//     cheapest.assume(piece, name);      // every use of `piece` may be written as (name $2 $0)
//     cheapest.cost(space)
//     cheapest.rewritten(space)          // a cheapest program
//
// A leaf costs 100, an application and a lambda 1. A lambda may not be applied, so the cheapest
// program is beta-normal. A piece is a program with free variables; an abstraction made of it takes
// them as arguments, and a use costs 100 and 100 for each of them.

#include "integration/abstraction/version_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::abstraction {

// Returns the free variables of the term, ascending, each once.
std::vector<std::uint32_t> free_variables(const lambda::TermStore& terms, lambda::TermId term);

class CheapestVersions {
public:
    // Looks at all parts of the roots. The table must outlive this object and not grow. Adds to the
    // terms, which the primitives of the table are from.
    CheapestVersions(const VersionTable& table, lambda::TermStore& terms,
                     std::span<const SpaceId> roots);

    // Returns the cheapest programs of a part, ascending.
    std::span<const lambda::TermId> programs(SpaceId space) const;

    // Returns the roots' parts that can be reached from these of them.
    std::vector<SpaceId> parts_of(std::span<const SpaceId> roots) const;

    void assume(lambda::TermId piece, lambda::TermId name);
    std::uint64_t cost(SpaceId space) const { return now(rank(space)).argument; }
    lambda::TermId rewritten(SpaceId space);

private:
    // The cost as an argument, and as the function of an application, which no lambda may be.
    struct Costs {
        std::uint64_t argument;
        std::uint64_t function;

        bool operator==(const Costs&) const = default;
    };
    struct Cheapest {
        Costs costs;
        std::vector<lambda::TermId> arguments;
        std::vector<lambda::TermId> functions;
    };
    enum class Place : std::uint8_t { argument, function };

    std::uint32_t rank(SpaceId space) const { return rank_[index_of(space)]; }
    const Costs& now(std::uint32_t rank) const {
        return changed_at_[rank] == epoch_ ? changed_[rank] : cheapest_[rank].costs;
    }
    Cheapest cheapest_of(SpaceId space);
    void link_parents();
    bool has_piece(std::uint32_t rank) const;
    Costs costs_with_piece(std::uint32_t rank) const;
    lambda::TermId rewritten(SpaceId space, Place place);
    template <class Visit>
    void for_each_part(SpaceId space, const Visit& visit) const;

    const VersionTable* table_;
    lambda::TermStore* terms_;
    std::vector<SpaceId> spaces_;        // by rank: the parts of the roots, ascending
    std::vector<std::uint32_t> rank_;    // by space
    std::vector<Cheapest> cheapest_;     // by rank
    std::vector<std::uint32_t> parents_; // ranks, for each rank those from its offset on
    std::vector<std::uint32_t> parent_offsets_;
    std::unordered_map<lambda::TermId, std::vector<std::uint32_t>> ranks_of_; // by cheapest program

    // The piece that is assumed, and what it changes.
    lambda::TermId piece_{};
    lambda::TermId use_{};
    std::uint64_t use_cost_ = 0;
    std::uint32_t epoch_ = 0;
    std::vector<std::uint32_t> changed_at_; // by rank: the epoch
    std::vector<std::uint32_t> queued_at_;  // by rank: the epoch
    std::vector<Costs> changed_;            // by rank
};

} // namespace rasp_stitch::abstraction
