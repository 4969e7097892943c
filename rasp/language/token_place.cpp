#include "rasp/language/token_place.hpp"

namespace rasp_stitch::rasp {

std::size_t token_place(std::string_view text, std::string_view name, std::string_view ends) {
    const auto is_end = [&](std::size_t at) {
        return at >= text.size() || ends.find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        if ((at == 0 || is_end(at - 1)) && is_end(at + name.size())) {
            return at;
        }
    }
    return 0;
}

} // namespace rasp_stitch::rasp
