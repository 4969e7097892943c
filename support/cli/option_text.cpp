#include "support/cli/option_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rasp_stitch {

std::string explanation_of(const OptionRow& row) {
    std::vector<std::string> notes;
    const std::string& shown = row.default_note.empty() ? row.default_text : row.default_note;
    if (!shown.empty()) {
        notes.push_back("default: " + shown);
    }
    if (!row.value.limits.empty()) {
        notes.push_back(row.value.limits);
    }
    if (row.value.is_repeatable) {
        notes.emplace_back("may be repeated");
    }
    if (notes.empty()) {
        return row.help;
    }
    return fmt::format("{}{}({})", row.help, row.help.empty() ? "" : " ", fmt::join(notes, "; "));
}

std::vector<std::string_view> groups_of(std::span<const OptionRow> rows) {
    std::vector<std::string_view> groups;
    for (const OptionRow& row : rows) {
        const bool is_known = std::ranges::find(groups, row.group) != groups.end();
        if (!row.group.empty() && !is_known) {
            groups.push_back(row.group);
        }
    }
    return groups;
}

} // namespace rasp_stitch
