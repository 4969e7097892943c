#pragma once

// Meets a goal of booleans that says whether something holds at one of the positions that a selector
// selects: up to here, from here on, anywhere.
//
//     (gt (aggregate SELECTOR (indicator b)) zero)
//
// The selector is one of the cheapest parts, and b is a part. What is wanted of b is known in part:
// it holds at no position that is selected where the goal is false, and at one at least of those
// that are selected where it is true. A goal of "at all of them" is the negation of such a goal,
// which is opened beside it (inverse_matcher.hpp).
//
// In many languages that are accepted prefix by prefix, a word is refused for good once something
// has happened; what happened is a much smaller program.

#include "enumerator/backwards/matcher.hpp"

#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class QuantifierMatcher : public Matcher {
public:
    QuantifierMatcher(Goals& goals, const Goal& goal);

    bool reads(Stream stream) const override {
        return is_possible_ && (stream == Stream::selectors || stream == Stream::booleans);
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    using Bits = std::vector<std::uint64_t>;

    struct Scope {
        std::uint32_t selector = 0;
        Bits forbidden; // positions at which nothing may hold
        std::vector<Bits>
            needs; // of these sets of positions, each has one at which something holds
    };

    void add_scope(std::uint32_t selector);
    void try_part(const Scope& scope, std::uint32_t place);
    std::uint64_t try_parts(const Scope& scope);

    bool is_possible_ = false; // the language has the primitives, and the goal is not constant
    std::vector<Scope> scopes_;
    std::uint32_t parts_ = 0; // booleans that have come
    bool has_zero_ = false;   // the number 0 has come
    std::uint64_t cells_ = 0; // of a selector
};

} // namespace rasp_stitch::enumerator::backwards
