#include "support/cli/wrapped_text.hpp"

#include "support/text/utf8.hpp"

#include <algorithm>

namespace rasp_stitch {

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
        const std::string_view word = text.substr(0, end);
        const std::size_t length = count_characters(word);
        if (used > 0 && used + 1 + length > width) {
            lines.emplace_back();
            used = 0;
        }
        if (used > 0 && length > 0) {
            lines.back() += ' ';
            ++used;
        }
        lines.back() += word;
        used += length;
        if (end < text.size() && text[end] == '\n') {
            lines.emplace_back();
            used = 0;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace rasp_stitch
