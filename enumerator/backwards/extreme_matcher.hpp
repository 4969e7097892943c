#pragma once

// Meets a goal that is one value for each input, taken from where a key is least or greatest:
//
//     (aggregate (select RANK zero equals_to) values)
//
// RANK is the place of each position when its input is sorted by the key (rank_expressions.hpp), so
// this is the value that would come first. The key is a part, and the only thing that has to be
// looked for. Equal ranks will do if just one position, or one with numbers of the value wanted, is
// the first; else equal keys come in the order of their places, or in the reverse order.

#include "enumerator/backwards/matcher.hpp"
#include "enumerator/backwards/source_matcher.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class ExtremeMatcher : public Matcher {
public:
    // Whether the goal is of this kind.
    static bool is_possible(const BatchShape& shape, const Goal& goal, const Sources& sources);

    ExtremeMatcher(Goals& goals, const Goal& goal, const Sources& sources);

    bool reads(Stream stream) const override {
        return stream != Stream::selectors && stream != Stream::invertible;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    struct Key {
        PartKind kind{};
        std::uint32_t place = 0;
    };

    // Which of the first positions by a key will do in all inputs.
    struct Firsts {
        bool all = true; // all that have the first key, and there is only one if need be
        bool earliest = true;
        bool latest = true;
    };

    Firsts firsts_by(std::span<const double> keys, bool falls) const;
    void try_key(Key key);
    void report(const Candidate& rank);

    std::vector<Key> early_;       // that came before the number 0
    std::uint32_t values_;         // a part of the goal's kind
    std::vector<char> is_allowed_; // by position: whether it has the value wanted
};

} // namespace rasp_stitch::enumerator::backwards
