#pragma once

// Version spaces: sets of programs that share their parts (Ellis et al. 2021, Section 3 and
// supplement; Lau et al. 2003).
//
//     VersionTable table(terms);
//     const SpaceId either = table.either({table.of(one), table.of(other)});
//     table.application(function, either) // two programs: (function one) and (function other)
//
// A version space is a leaf, an application of every program of one space to every program of
// another, a lambda around every program of a space, or a union. Equal ones have equal ids, and
// parts have lower ids than the whole, so a loop over ids meets the parts first.
//
// Spaces grow fast, so their number is limited. Beyond the limit, a space that would be new becomes
// `nothing`. Every operation here is monotone in the sets that it is given, so what is lost is some
// of the programs of a space; none that is in a space is wrong.

#include "compressor/refactoring/space_id.hpp"
#include "compressor/refactoring/space_map.hpp"
#include "lambda/terms/term_store.hpp"
#include "support/hashing/hash_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace rasp_stitch::refactoring {

enum class SpaceKind : std::uint8_t {
    nothing,    // the empty set
    everything, // all programs
    variable,
    primitive,
    application,
    lambda,
    either, // a union of at least two others, none of which is a union
};

class VersionTable {
public:
    static constexpr SpaceId nothing{0};
    static constexpr SpaceId everything{1};

    // The primitives of spaces are terms of this store, which must outlive the table.
    explicit VersionTable(const lambda::TermStore& terms);

    SpaceId variable(std::uint32_t index);
    SpaceId primitive(lambda::TermId term);
    SpaceId application(SpaceId function, SpaceId argument);
    SpaceId lambda(SpaceId body);
    SpaceId either(std::span<const SpaceId> spaces);
    SpaceId either(std::initializer_list<SpaceId> spaces) { return either(std::span(spaces)); }

    // Returns the space of one program.
    SpaceId of(lambda::TermId term);

    // Returns the programs that are in both.
    SpaceId intersection(SpaceId a, SpaceId b);

    // Return the space with the free variables from `cutoff` on higher, or lower, by `levels`. A
    // program that has one of the lowest `levels` of them cannot be lowered and drops out.
    SpaceId raised(SpaceId space, std::uint32_t levels, std::uint32_t cutoff = 0);
    SpaceId lowered(SpaceId space, std::uint32_t levels, std::uint32_t cutoff = 0);

    std::size_t size() const { return spaces_.size(); }
    SpaceKind kind(SpaceId id) const { return at(id).kind; }
    bool is(SpaceKind kind, SpaceId id) const { return at(id).kind == kind; }

    // Each of these may be called for spaces of the kind that its comment names.
    SpaceId function(SpaceId id) const { return SpaceId{at(id).first}; }           // application
    SpaceId argument(SpaceId id) const { return SpaceId{at(id).second}; }          // application
    SpaceId body(SpaceId id) const { return SpaceId{at(id).first}; }               // lambda
    std::uint32_t index(SpaceId id) const { return at(id).first; }                 // variable
    lambda::TermId term(SpaceId id) const { return lambda::TermId{at(id).first}; } // primitive
    std::span<const SpaceId> members(SpaceId id) const;                            // either

    // From now on, at most this many more spaces and this much more work. Spaces of single programs
    // are exempt.
    void allow(std::size_t spaces, std::size_t work);
    bool is_exhausted() const { return spaces_.size() >= limit_ || work_ == 0; }

    // Takes units from the work that is allowed.
    void spend(std::size_t units = 1) { work_ -= std::min(work_, units); }

private:
    struct Space {
        std::uint32_t first;
        std::uint32_t second;
        SpaceKind kind;
        std::uint32_t free_bound; // as in the term store; of a union, that of all its programs
    };

    enum class Limit : std::uint8_t { kept, waived };

    const Space& at(SpaceId id) const { return spaces_[index_of(id)]; }
    std::uint64_t hash_of(const Space& space) const;
    bool are_equal(const Space& a, const Space& b) const;
    SpaceId intern(const Space& space, Limit limit);
    SpaceId application(SpaceId function, SpaceId argument, Limit limit);
    SpaceId lambda(SpaceId body, Limit limit);
    SpaceId intersection_of_new(SpaceId a, SpaceId b);

    template <class Move>
    SpaceId moved(SpaceId space, std::uint32_t levels, std::uint32_t cutoff, const Move& move,
                  SpaceMap& known);

    const lambda::TermStore* terms_;
    std::vector<Space> spaces_;
    std::vector<SpaceId> members_; // of all unions, one after the other
    HashIndex index_{HashIndex::default_slots, HashIndex::Load::half};
    SpaceMap intersections_; // by the pair of ids
    SpaceMap lowered_;       // by space, levels and cutoff
    SpaceMap raised_;        // likewise
    std::size_t limit_ = SIZE_MAX;
    std::size_t work_ = SIZE_MAX;
};

} // namespace rasp_stitch::refactoring
