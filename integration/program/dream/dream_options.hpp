#pragma once

// What the user of rasp-dream asked for.
//
//     const std::optional<RaspDreamOptions> options = parse_rasp_dream_options(argc, argv);
//     const Settings settings = settings_of(options->settings);

#include "integration/program/dream/settings_file.hpp"
#include "integration/run/settings.hpp"
#include "rasp/print/print_form.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace rasp_stitch::loop {

struct RaspDreamOptions {
    std::optional<std::string> tasks;    // a path
    std::optional<std::string> run;      // a folder
    std::optional<std::string> resume;   // a folder
    std::optional<std::string> dot = {}; // a file
    rasp::PrintOptions print = {};
    OptionTexts settings; // those given on the command line or in a file
    std::size_t threads = 1;
    bool as_json = false; // what is reported
    bool quiet = false;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<RaspDreamOptions> parse_rasp_dream_options(int argc, const char* const* argv);

// Returns the settings with these texts, and defaults for the others. Throws InputError for texts
// that the settings do not accept.
Settings settings_of(const OptionTexts& given);

// Reads the settings that a run keeps in its folder (settings_json). Throws InputError with the
// place in the JSON.
OptionTexts saved_settings(const JsonCursor& json);

} // namespace rasp_stitch::loop
