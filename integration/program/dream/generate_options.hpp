#pragma once

// What the user of `rasp-dream generate` asked for.

#include "integration/generation/generated_task.hpp"
#include "support/options/option_row.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct GenerateOptions {
    std::string corpus = {};             // a path
    std::vector<std::string> tasks = {}; // their names; none: all tasks
    generation::GenerationOptions examples = {};
    std::string out = {}; // a path, "-" for standard output
};

std::vector<OptionRow> generate_rows(GenerateOptions& options);

// The first word is "generate". Returns nullopt if the user only asked about the program, which it
// answers on standard output. Throws InputError if the options are not valid.
std::optional<GenerateOptions> parse_generate_options(int argc, const char* const* argv);

} // namespace rasp_stitch::loop
