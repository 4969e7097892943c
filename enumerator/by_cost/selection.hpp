#pragma once

// The choices of one number from each of several ranges.
//
//     Selection selection;
//     selection.begin(ranges);
//     do { /* look at selection.numbers() */ } while (selection.advance());

#include "enumerator/by_cost/kept_programs.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Enumerates the choices of one program from each of several levels, the last level fastest.
class Selection {
public:
    void begin(std::span<const KeptPrograms::Range> levels) {
        levels_.assign(levels.begin(), levels.end());
        numbers_.clear();
        for (const KeptPrograms::Range& level : levels_) {
            numbers_.push_back(level.first);
        }
    }

    std::span<const std::uint32_t> numbers() const { return numbers_; }

    // Returns false after the last choice.
    bool advance() {
        std::size_t place = levels_.size();
        while (place > 0 && ++numbers_[place - 1] == levels_[place - 1].end) {
            numbers_[place - 1] = levels_[place - 1].first;
            --place;
        }
        return place > 0;
    }

private:
    std::vector<KeptPrograms::Range> levels_;
    std::vector<std::uint32_t> numbers_;
};

} // namespace rasp_stitch::enumerator
