#include "support/options/option_row.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch {

bool OptionRow::is_called(std::string_view text) const {
    return text == name || std::ranges::find(old_names, text) != old_names.end();
}

OptionRow with_default_note(OptionRow row, std::string note) {
    row.default_note = std::move(note);
    return row;
}

} // namespace rasp_stitch
