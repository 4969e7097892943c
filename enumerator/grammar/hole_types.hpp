#pragma once

// What can stand in a hole as far as types decide it, worked out once for each type of hole.
//
//     HoleTypes holes(types, productions);
//     const HoleTypes::Opening root = holes.open(types, request); // input(str) -> seq(t0)
//     for (const HoleTypes::Candidate& candidate : holes.candidates(root.hole)) {
//         CallId call = candidate.call;                     // no argument is filled in yet
//         while (holes.pending(call) > 0) {
//             const HoleTypes::Opening next = holes.next(call);
//             call = holes.filled(call, outcome);           // `outcome` is what next.hole became
//         }
//         holes.outcome(call)                               // what root.hole became
//     }
//
// A hole is a requested type that is not an arrow, with the types of the variables in scope. If it
// has type variables, filling it can bind them, and the hole with these bindings is its outcome.
// Holes that differ only in the names of type variables are the same hole. So the type-directed
// search for programs, which threads a substitution from argument to argument, becomes a walk over
// numbers: all unifications are done here, once for each hole and production and once for each call
// and outcome.
//
// A call is a head with some of its arguments filled in, from left to right.
//
// This is exact: the arguments to the right of an argument and the surroundings depend on nothing
// of it but the bindings that it has made, which are in its outcome. Variables are renumbered in
// the order of their first occurrence.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "lambda/types/unification.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

enum class HoleId : std::uint32_t {};
enum class CallId : std::uint32_t {};

// A production by its number, or a variable by its de Bruijn index.
struct CallHead {
    bool is_variable = false;
    std::uint32_t number = 0;

    bool operator==(const CallHead&) const = default;
};

class HoleTypes {
public:
    struct Candidate {
        CallHead head;
        CallId call{}; // with no argument filled in
    };

    // Copies the store. The ids that `types` has now are valid in the copy.
    HoleTypes(const lambda::TypeStore& types, std::span<const Production> productions);
    HoleTypes(const HoleTypes&) = delete;
    HoleTypes& operator=(const HoleTypes&) = delete;

    // The hole below the lambdas that an arrow type requires.
    struct Opening {
        HoleId hole{};
        std::uint32_t lambdas = 0;
    };
    Opening open(const lambda::TypeStore& types, lambda::TypeId request);

    // Returns the productions in their order, then the variables from the innermost on. The span is
    // valid until the next call of any function.
    std::span<const Candidate> candidates(HoleId hole);

    std::uint32_t pending(CallId call) const { return calls_[std::size_t(call)].pending; }
    std::uint32_t arity(const Candidate& candidate) const { return pending(candidate.call); }

    // Opens the leftmost argument that is not filled in.
    Opening next(CallId call);

    // Returns what the call becomes when the hole of that argument has become `outcome`.
    CallId filled(CallId call, HoleId outcome);

    // Returns what the hole of this call has become. No argument may be pending.
    HoleId outcome(CallId call);

    lambda::TypeId request(HoleId hole) const {
        return types_.arguments(holes_[std::size_t(hole)].type)[0];
    }
    // Returns the type of a variable in scope.
    lambda::TypeId variable(HoleId hole, std::size_t index) const {
        return types_.arguments(holes_[std::size_t(hole)].type)[1 + index];
    }
    const lambda::TypeStore& types() const { return types_; }

    // Whether there has been a hole or a call whose type is written with more names than this. A
    // grammar can request ever larger types at no cost: `unwrap: list(t0) -> t0` alone does so.
    static constexpr std::uint32_t largest = 1000;
    bool has_large_types() const { return has_large_types_; }

    std::size_t memory() const; // in bytes, approximately

private:
    // The requested type and the types of the variables, as one type.
    struct Hole {
        lambda::TypeId type{};
        std::uint32_t first_candidate = 0;
        std::uint32_t candidate_count = 0;
        bool has_candidates = false;
    };
    // The types of a hole and those of the arguments that are pending.
    struct Call {
        lambda::TypeId type{};
        std::uint32_t pending = 0;
        bool has_next = false;
        Opening next;
    };

    lambda::TypeId imported(const lambda::TypeStore& from, lambda::TypeId type);
    HoleId hole_of(lambda::TypeId type);
    CallId call_of(lambda::TypeId type, std::uint32_t pending);
    lambda::TypeId resolved(std::span<const lambda::TypeInstance> parts);
    void find_candidates(HoleId hole);
    void try_head(CallHead head, lambda::TypeInstance type,
                  std::span<const lambda::TypeInstance> parts);

    lambda::TypeStore types_;
    std::vector<Production> productions_;
    lambda::Unifier unifier_;
    lambda::TypeName row_; // the constructor of holes and calls
    bool has_large_types_ = false;
    std::vector<Hole> holes_;
    std::vector<Call> calls_;
    std::vector<Candidate> candidates_;
    std::unordered_map<lambda::TypeId, HoleId> hole_ids_;
    std::unordered_map<std::uint64_t, CallId> call_ids_; // by type and pending
    std::unordered_map<std::uint64_t, CallId> filled_;   // by call and outcome
    std::vector<lambda::TypeInstance> parts_;
    std::vector<lambda::TypeId> ids_;
};

} // namespace rasp_stitch::enumerator
