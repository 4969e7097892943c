#include "support/text/dot.hpp"

namespace rasp_stitch {

// (boost::escape_dot_string leaves backslashes as they are.)
std::string dot_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "\"";
}

} // namespace rasp_stitch
