#pragma once

// Functions that a program applies at several places, whatever they are made of.
//
//     RepeatedFunctions functions(table);
//     functions.taken_out_of(table.of(read("(- (- $0 1) 1)")))
//     // ((lambda ($0 ($0 $1))) (lambda (- $0 1)))
//
// A step of inverse beta reduction takes out what stands in the program. (- 1) does in
// (- 1 (- 1 $0)), but (lambda (- $0 1)) does not in (- (- $0 1) 1): it takes a step at each place to
// make it stand there, and two more to take it out and to take out its argument. This finds it in one:
// two parts of the program that are equal but for one part of theirs are made of one function
// (anti-unification, Plotkin 1970), and the program is written with that function as a variable.

#include "compressor/refactoring/space_id.hpp"
#include "compressor/refactoring/version_table.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::refactoring {

class RepeatedFunctions {
public:
    // The table must outlive this object, which adds to it.
    explicit RepeatedFunctions(VersionTable& table) : table_(table) {}

    // Returns the programs ((lambda B) F) that beta-reduce to the program, which must be a single
    // one, where B applies F at least twice, to different arguments. F is no (lambda (g $0)) with
    // another g, which other steps take out. In large programs, some are missed.
    SpaceId taken_out_of(SpaceId program);

    // Returns whether there are any for a part of the program.
    bool occur_in(SpaceId program);

private:
    // A part that is no function of an application, under `depth` lambdas.
    struct Part {
        SpaceId space;
        std::uint32_t depth;
    };

    // What differs in two parts.
    struct Difference {
        SpaceId first;
        SpaceId second;

        bool operator==(const Difference&) const = default;
    };

    enum class Position : std::uint8_t { argument, function };

    void collect(SpaceId space, std::uint32_t depth, Position position, std::vector<Part>& parts);
    std::vector<SpaceId> patterns_of(const std::vector<Part>& parts);
    bool is_pattern(SpaceId pattern);
    std::optional<SpaceId> generalized(Part a, Part b, std::uint32_t inner, Position position,
                                       std::optional<Difference>& difference);
    std::optional<SpaceId> generalized_parts(Part a, Part b, std::uint32_t inner,
                                             std::optional<Difference>& difference);
    bool is_match(SpaceId pattern, Part part, std::uint32_t inner,
                  std::optional<SpaceId>& argument);
    SpaceId with_function(SpaceId pattern, Part part, Position position);

    VersionTable& table_;
    std::unordered_map<SpaceId, SpaceId> taken_out_; // by program

    // What belongs to the function that is being taken out.
    std::unordered_map<std::uint64_t, SpaceId> written_; // by part and position
    std::vector<SpaceId> arguments_;
};

} // namespace rasp_stitch::refactoring
