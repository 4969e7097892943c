#include "support/options/option_row.hpp"

#include <algorithm>

namespace rasp_stitch {

bool OptionRow::is_called(std::string_view text) const {
    return text == name || std::ranges::find(old_names, text) != old_names.end();
}

} // namespace rasp_stitch
