#pragma once

// Door of compressor/refactoring.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// All programs that beta-reduce to a given one in a few steps (Ellis et al. 2021, Section 3 and
// supplement). For (+ (car $0) (car $0)) they are itself, ((lambda (+ $0 $0)) (car $0)),
// ((lambda (+ ($0 $1) ($0 $1))) car), and so on. What comes in is a term, what goes out a version
// space (compressor/refactoring/version_table.hpp), in which the cheapest program with a given
// abstraction is found (compressor/refactoring/cheapest_versions.hpp). What uses it here is
// compressor/refactoring/higher_order.hpp, and integration/abstraction.
//
// ```cpp
// #include "compressor/refactoring/cheapest_versions.hpp"
// #include "lambda/terms/parse.hpp"
// #include "lambda/terms/print.hpp"
// #include <array>
// lambda::TermStore terms;
// const auto read = [&](const char* text) { return lambda::parse(terms, text); };
// using namespace rasp_stitch::refactoring;
// Refactorings refactorings(terms);
// const SpaceId space = refactorings.of(read("(+ (* a a) (* b b))"), 1);
// CheapestVersions cheapest(refactorings.table(), terms);
// cheapest.look_at(std::array{space});
// cheapest.assume(read("(lam (* $0 $0))"), terms.primitive("square"));
// CHECK(lambda::print(terms, cheapest.rewritten(space)) == "(+ (square a) (square b))");
// ```
//
// One step of inverse beta reduction replaces a part `e` by `((lambda b) v)` where b with v in the
// place of its variable is e. Unlike matching, this can take a function out of the place where it
// is applied. A step may also replace a use of an abstraction by its body, so pieces of abstraction
// bodies are refactored like the programs that use them.

#include "compressor/refactoring/repeated_functions.hpp"
#include "compressor/refactoring/version_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::refactoring {

class Refactorings {
public:
    // Returns the closed lambda that a primitive stands for, if it is an abstraction.
    using BodyOf = std::function<std::optional<lambda::TermId>(lambda::TermId name)>;

    // Whether a step may also take out a function that a program applies at several places, whatever
    // it is made of (compressor/refactoring/repeated_functions.hpp).
    enum class Functions : std::uint8_t { that_stand, that_repeat };

    // The terms must outlive this object.
    explicit Refactorings(lambda::TermStore& terms, BodyOf body_of = {},
                          Functions functions = Functions::that_stand)
        : terms_(&terms), table_(terms), body_of_(std::move(body_of)), functions_(functions) {}
    Refactorings(const Refactorings&) = delete;
    Refactorings& operator=(const Refactorings&) = delete;

    VersionTable& table() { return table_; }
    const VersionTable& table() const { return table_; }

    // Returns the space of the programs that take at most `steps` steps, at each part of the term,
    // to the term. The term itself is always one of them.
    SpaceId of(lambda::TermId term, std::uint32_t steps);

    // Returns whether a part of the term applies a function that repeats.
    bool has_repeated_function(lambda::TermId term) { return repeated_.occur_in(table_.of(term)); }

private:
    // Bodies that give a space when a variable of theirs has the value.
    struct Substitution {
        SpaceId value;
        SpaceId body;

        auto operator<=>(const Substitution&) const = default;
    };
    using Substitutions = std::vector<Substitution>; // by ascending value

    enum class Place : std::uint8_t { plain, applied }; // is it the function of an application?
    enum class Redexes : std::uint8_t { allowed, excluded };

    const Substitutions& substitutions(SpaceId space, std::uint32_t variable);
    Substitutions joined(Substitutions all);
    Substitutions substitutions_of_application(SpaceId space, std::uint32_t variable);
    SpaceId inverted(SpaceId space);
    SpaceId of_parts(SpaceId program, std::uint32_t steps);
    SpaceId of_whole(SpaceId program, std::uint32_t steps);
    SpaceId without_nested_redexes(SpaceId space, Place place, Redexes redexes);
    SpaceId inlined(SpaceId space, std::vector<SpaceId>& arguments);
    SpaceId inlined_use(lambda::TermId name, std::span<const SpaceId> arguments);
    SpaceId instantiated(lambda::TermId body, std::span<const SpaceId> arguments,
                         std::uint32_t depth);

    lambda::TermStore* terms_;
    VersionTable table_;
    BodyOf body_of_;
    Functions functions_;
    RepeatedFunctions repeated_{table_};
    std::unordered_map<std::uint64_t, Substitutions> substitutions_; // by space and variable
    SpaceMap inverted_;                                              // by space
    SpaceMap of_parts_;                                              // by program and steps
    SpaceMap pruned_;                                                // by space, place and redexes
};

} // namespace rasp_stitch::refactoring
