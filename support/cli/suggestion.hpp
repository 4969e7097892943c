#pragma once

// "Did you mean ...?" for a word that is none of those known.
//
//     nearest_word("max-artiy", {"max-arity", "quiet"})  == "max-arity"
//     nearest_word("frobnicate", {"max-arity", "quiet"}) == std::nullopt

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace rasp_stitch {

// The known word that takes the fewest steps to reach, the first of equals; none where that is more
// than about a third of the word. A word that is the beginning of a known one is one step away.
// Known words are in lower case; the word may be in any.
std::optional<std::string_view> nearest_word(std::string_view word,
                                             std::span<const std::string_view> known);

// The steps between two words: a letter inserted, removed or replaced, or two neighbours exchanged
// (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace rasp_stitch
