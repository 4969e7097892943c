#include "recognition/relaxed/grid.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::recognition {

Grid Grid::whole(std::int64_t least, std::int64_t most) {
    Grid grid;
    grid.least_ = least;
    grid.count_ = static_cast<std::size_t>(most - least) + 1;
    return grid;
}

Grid Grid::strings(std::vector<std::string> texts) {
    // In UTF-8 the order of bytes is that of code points.
    std::ranges::sort(texts);
    const auto repeated = std::ranges::unique(texts);
    texts.erase(repeated.begin(), repeated.end());
    Grid grid;
    grid.texts_ = std::move(texts);
    return grid;
}

std::optional<std::size_t> Grid::place_of(std::int64_t number) const {
    return has_strings() || number < least_ || number > most()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(number - least_));
}

std::optional<std::size_t> Grid::place_of(std::string_view text) const {
    const auto found = std::ranges::lower_bound(texts_, text);
    return found == texts_.end() || *found != text
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - texts_.begin()));
}

} // namespace rasp_stitch::recognition
