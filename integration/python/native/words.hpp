#pragma once

// The options of a program, from Python: its command line without its name.
//
//     const RewriteOptions options = parsed("rasp-rewrite", words, [](int argc, auto argv) {
//         return parse_rewrite_options(argc, argv);
//     });

#include "support/text/input_error.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::python {

using Words = std::vector<std::string>;
using Text = std::optional<std::string>; // what Python gives in place of a file, if it does

// Returns what `parse` makes of the words. Throws InputError if it answers them itself.
template <class Parse>
auto parsed(const char* program, const Words& words, const Parse& parse) {
    std::vector<const char*> argv = {program};
    for (const std::string& word : words) {
        argv.push_back(word.c_str());
    }
    auto options = parse(static_cast<int>(argv.size()), argv.data());
    if (!options) {
        throw InputError({.found = "an option that asks about the program",
                          .expected = "options for the work itself"});
    }
    return *std::move(options);
}

} // namespace rasp_stitch::python
