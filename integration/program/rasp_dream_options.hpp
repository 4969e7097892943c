#pragma once

// What the user of rasp-dream asked for.
//
//     const std::optional<DreamOptions> options = parse_dream_options(argc, argv);
//     const Settings settings = settings_of(options->texts);

#include "integration/program/rasp_dream_config.hpp"
#include "integration/run/settings.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace rasp_stitch::loop {

struct DreamOptions {
    std::optional<std::string> tasks;  // path
    std::optional<std::string> run;    // folder
    std::optional<std::string> resume; // folder
    OptionTexts settings;              // those given, here or in a file
    std::size_t threads = 1;
    bool quiet = false;
};

// Nothing if only help or the version was asked for, which is then printed. InputError for whatever
// does not make sense.
std::optional<DreamOptions> parse_dream_options(int argc, const char* const* argv);

// The rest as the table has it. InputError for values that are none.
Settings settings_of(const OptionTexts& given);

} // namespace rasp_stitch::loop
