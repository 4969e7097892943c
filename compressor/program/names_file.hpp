#pragma once

// The option --names of rasp-compress and rasp-rewrite: other names for abstractions, which the page
// of --report shows beside theirs, and which stand in what is printed as RASP.
//
//     NamesFile file;                                       // names_row(file) reads it
//     const PlainNames names = read_names(file, {.on_page = true});
//     names.at("fn_0") == "mirror"

#include "rasp/print/name_changes.hpp"
#include "support/options/option_row.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::compressor {

using PlainNames = rasp::NameChanges; // by the name of the abstraction

struct NamesFile {
    std::optional<std::string> path;
    std::string text; // what it says
};

// This says where the names are shown.
struct NamesUse {
    bool on_page = false;
    bool in_rasp = false; // in a text of RASP, where they have to be names of RASP
};

OptionRow names_row(NamesFile& file);

// Returns none if there is no file. On a page alone, a name may be any text of a JSON object, as the
// page saves it. Throws InputError if the file has anything else, and if the names are used nowhere.
PlainNames read_names(const NamesFile& file, const NamesUse& use);

} // namespace rasp_stitch::compressor
