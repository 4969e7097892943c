#pragma once

// Finds the corpus that comes with rasp-stitch, in a checkout or an installation.
//
//     find_corpus(folder_of_program()) // "/usr/share/rasp_stitch/corpora/rasp.json"

#include <filesystem>
#include <optional>
#include <string>

namespace rasp_stitch::loop {

// Returns the path of corpora/rasp.json in the nearest folder that has it, beginning with `folder`
// and going up. A folder has it in corpora/, as the checkout does, or in
// share/rasp_stitch/corpora/, as the prefix of an installation does.
std::optional<std::string> find_corpus(std::filesystem::path folder);

// Returns corpora/rasp.json in the current folder, or else what find_corpus finds from the folder
// of the running program. Throws InputError if there is none.
std::string default_corpus();

} // namespace rasp_stitch::loop
