#pragma once

// The kinds of search for the programs of tasks, and their names.
//
//     name_of(SearchKind::top_down)     == "top-down"
//     search_kind_named("bottom-up")    == SearchKind::bottom_up

#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch::enumerator {

enum class SearchKind : std::uint8_t {
    bottom_up, // enumerator/bottom_up/bottom_up.hpp
    top_down,  // enumerator/solve/top_down_search.hpp
};

std::string_view name_of(SearchKind search); // "bottom-up"

// Returns nullopt if no kind of search has this name.
std::optional<SearchKind> search_kind_named(std::string_view name);

} // namespace rasp_stitch::enumerator
