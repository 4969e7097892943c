#pragma once

// Files of RASP.
//
//     SourceReader reader(store, types, {.load = source_loader()});
//     for (const SourceItem& item : last_values(reader.read(read_input(path), path))) { ... }

#include "rasp/source/read_source.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

// Returns a function that reads the files that a text loads: NAME.rasp in the folder of the file
// that loads it, or else in the folder that the program runs in. Throws InputError if there is none.
std::function<LoadedText(std::string_view, const std::string&)> source_loader();

// Returns each name once, with its last value, in the order in which these values were given, and
// every expression without a name and every example.
std::vector<SourceItem> last_values(const std::vector<SourceItem>& items);

} // namespace rasp_stitch::rasp
