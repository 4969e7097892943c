#pragma once

// The table of settings. The options and the help of rasp-dream, the names in files of settings,
// and the settings that a run keeps in its folder all follow from it.
//
//     for (const SettingRow& row : setting_table()) { row.name, row.help, row.kind }
//     settings_json(settings) // {"iterations": 5, "time": null, "search": "bottom-up", ...}

#include "integration/run/settings.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::loop {

// The kinds of settings: where they stand, and their limits, which belong to them.
struct Flag {
    bool Settings::*member;
};
struct ClearingFlag { // sets its member to false
    bool Settings::*member;
};
struct Word {
    std::string Settings::*member;
};
struct Whole {
    std::uint64_t Settings::*member;
    std::int64_t least;
    std::int64_t most;
};
struct Real {
    double Settings::*member;
    double least;
    double most;
};
struct OptionalWhole {
    std::optional<std::uint64_t> Settings::*member;
    std::int64_t least;
    std::int64_t most;
};
struct OptionalSeconds {
    std::optional<double> Settings::*member;
};

struct SettingRow {
    std::string_view group;
    std::string_view name; // of the option without its dashes
    char letter = 0;
    std::string_view value_name;    // empty: a flag
    std::string_view default_value; // empty: none, or off
    std::string_view help;
    std::variant<Flag, ClearingFlag, Word, Whole, Real, OptionalWhole, OptionalSeconds> kind;
    bool may_change = false; // when a run is resumed: how far it goes, not where
};

std::span<const SettingRow> setting_table();

// By name, null where there is none. Numbers as they were read.
nlohmann::ordered_json settings_json(const Settings& settings);

// The names of settings in which they differ, except those that may change.
std::vector<std::string_view> differing_settings(const Settings& a, const Settings& b);

} // namespace rasp_stitch::loop
