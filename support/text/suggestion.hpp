#pragma once

// "Did you mean ...?" for a word that is unknown.
//
//     nearest_word("max-artiy", {"max-arity", "quiet"})  == "max-arity"
//     nearest_word("frobnicate", {"max-arity", "quiet"}) == std::nullopt

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace rasp_stitch {

// Returns the known word that takes the fewest steps to reach, the first if several do, or nullopt
// if the steps are more than about a third of the letters. A word that is the beginning of a known
// one is one step away, and so is one in which two letters are exchanged; apart from that, a word of
// one or two letters is near to no other. Upper and lower case are the same.
std::optional<std::string_view> nearest_word(std::string_view word,
                                             std::span<const std::string_view> known);

// Returns the number of steps between two words. A step inserts, removes or replaces a letter, or
// exchanges two neighbours (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace rasp_stitch
