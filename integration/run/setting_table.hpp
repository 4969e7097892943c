#pragma once

// The table of the settings of a run. The options and the help of rasp-dream, the names in files of
// settings, and the settings that a run keeps in its folder are all made from it.
//
//     Settings settings;
//     for (const SettingRow& row : setting_table(settings)) { row.option.name, row.option.help }
//     settings_json(settings)  // {"iterations": 5, "time-limit": null, "search": "bottom-up", ...}

#include "integration/run/settings.hpp"
#include "support/options/option_row.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

struct SettingRow {
    OptionRow option;
    bool may_change = false; // when a run is resumed: it says how far the run goes, not where
    bool is_newer = false;   // than the first version: its default identifies a run of that one
};

// The rows set the members of `settings`, which must outlive them.
std::vector<SettingRow> setting_table(Settings& settings);

// Returns the settings by name, null for those that are not set.
nlohmann::ordered_json settings_json(const Settings& settings);

// Returns what identifies a run: the settings that may not change, by their original names, so that
// the state of a run that an older version began stays valid.
nlohmann::json settings_identity(const Settings& settings);

// Returns the names of the settings in which the two differ, except those that may change.
std::vector<std::string_view> differing_settings(const Settings& a, const Settings& b);

} // namespace rasp_stitch::loop
