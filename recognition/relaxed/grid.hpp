#pragma once

// The finite grids that relaxed values are distributions over: a range of whole numbers, or a set
// of strings.
//
//     const Grid digits = Grid::whole(0, 9);
//     const Grid letters = Grid::strings({"b", "a", "b"}); // "a", "b": each once, in order
//     letters.place_of("b")                                // 1
//
// A distribution has a probability for each point, in the order of the points: numbers ascend, and
// strings stand in the order of their code points, as the comparisons of RASP have it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

class Grid {
public:
    // Returns the whole numbers from `least` to `most`, which must not be less.
    static Grid whole(std::int64_t least, std::int64_t most);

    // Returns the distinct strings. There must be at least one.
    static Grid strings(std::vector<std::string> texts);

    bool has_strings() const { return !texts_.empty(); }
    std::size_t size() const { return has_strings() ? texts_.size() : count_; }

    // Of whole numbers.
    std::int64_t least() const { return least_; }
    std::int64_t most() const { return least_ + static_cast<std::int64_t>(count_) - 1; }
    std::optional<std::size_t> place_of(std::int64_t number) const;

    // Of strings.
    const std::vector<std::string>& texts() const { return texts_; }
    std::optional<std::size_t> place_of(std::string_view text) const;

    bool operator==(const Grid&) const = default;

private:
    std::int64_t least_ = 0;
    std::size_t count_ = 0;
    std::vector<std::string> texts_;
};

} // namespace rasp_stitch::recognition
