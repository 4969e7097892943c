#include "enumerator/solve/search_kind.hpp"

namespace rasp_stitch::enumerator {

std::string_view name_of(SearchKind search) {
    return search == SearchKind::top_down ? "top-down" : "bottom-up";
}

std::optional<SearchKind> search_kind_named(std::string_view name) {
    for (const SearchKind search : {SearchKind::bottom_up, SearchKind::top_down}) {
        if (name == name_of(search)) {
            return search;
        }
    }
    return std::nullopt;
}

} // namespace rasp_stitch::enumerator
