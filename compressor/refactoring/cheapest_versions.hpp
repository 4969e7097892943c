#pragma once

// The cheapest programs of version spaces, and how much cheaper they get with an abstraction (Ellis
// et al. 2021, supplement).
//
//     CheapestVersions cheapest(table, terms);
//     cheapest.look_at(roots);
//     cheapest.programs(space)           // all that cost least, up to a limit
//     cheapest.assume(piece, name);      // every use of `piece` may be written as (name $2 $0)
//     cheapest.cost(space)
//     cheapest.rewritten(space)          // a cheapest program
//
// Costs are those of a cost model (lambda/terms/cost.hpp). A lambda may not be applied, so the
// cheapest program is beta-normal. A piece is a program with free variables; an abstraction made of
// it takes them as arguments.

#include "compressor/refactoring/version_table.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::refactoring {

class CheapestVersions {
public:
    // The table must outlive this object. Adds to the terms, which the primitives of the table are
    // from.
    CheapestVersions(const VersionTable& table, lambda::TermStore& terms,
                     lambda::CostModel costs = {})
        : table_(&table), terms_(&terms), costs_(std::move(costs)) {}

    // Looks at all parts of these spaces. What is known about parts of earlier ones is kept, and
    // the table may have grown since.
    void look_at(std::span<const SpaceId> roots);

    // Returns the cheapest programs of a part, ascending.
    std::span<const lambda::TermId> programs(SpaceId space) const {
        return cheapest_[index_of(space)].arguments;
    }

    // Returns the parts of some of the spaces, themselves included, ascending.
    std::vector<SpaceId> parts_of(std::span<const SpaceId> roots) const;

    void assume(lambda::TermId piece, lambda::TermId name);
    lambda::Cost plain_cost(SpaceId space) const {
        return cheapest_[index_of(space)].costs.argument;
    }
    lambda::Cost cost(SpaceId space) const { return now(space).argument; }
    // Returns the spaces that cost something else with the piece, ascending.
    std::span<const SpaceId> changed() const { return changed_spaces_; }

    lambda::TermId rewritten(SpaceId space) { return rewritten(space, Place::argument); }

private:
    // The cost as an argument, and as the function of an application, which no lambda may be.
    struct Costs {
        lambda::Cost argument;
        lambda::Cost function;

        bool operator==(const Costs&) const = default;
    };
    struct Cheapest {
        Costs costs{};
        std::vector<lambda::TermId> arguments; // empty if it is not known yet
        std::vector<lambda::TermId> functions;
    };
    enum class Place : std::uint8_t { argument, function };

    const Costs& now(SpaceId space) const {
        const std::size_t i = index_of(space);
        return changed_at_[i] == epoch_ ? changed_[i] : cheapest_[i].costs;
    }
    Cheapest cheapest_of(SpaceId space);
    Cheapest cheapest_application(SpaceId space);
    void link_parents(std::span<const SpaceId> parts);
    bool has_piece(SpaceId space) const;
    Costs costs_with_piece(SpaceId space) const;
    lambda::TermId rewritten(SpaceId space, Place place);
    template <class Visit>
    void for_each_part(SpaceId space, const Visit& visit) const;

    const VersionTable* table_;
    lambda::TermStore* terms_;
    lambda::CostModel costs_;
    std::vector<Cheapest> cheapest_;                                     // by space
    std::unordered_map<lambda::TermId, std::vector<SpaceId>> spaces_of_; // by cheapest program
    std::vector<SpaceId> parents_; // of parts of the roots; those of a part from its offset on
    std::vector<std::uint32_t> parent_offsets_; // by space
    std::vector<bool> is_part_;                 // by space: of the roots

    // The piece that is assumed, and what it changes.
    lambda::TermId piece_{};
    lambda::TermId use_{};
    lambda::Cost use_cost_ = 0;
    std::uint32_t epoch_ = 1;
    std::vector<std::uint32_t> changed_at_; // by space: the epoch
    std::vector<std::uint32_t> queued_at_;  // by space: the epoch
    std::vector<Costs> changed_;            // by space
    std::vector<SpaceId> changed_spaces_;
};

} // namespace rasp_stitch::refactoring
