#pragma once

// Names that somebody wants in a printed text in place of those that were told from what they are
// for: what each is called there, and what it is to be called.
//
//     # the first names of things
//     select_earlier = before
//     fn_0 = share_before

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

using NameChanges = std::map<std::string, std::string, std::less<>>;

// Reads lines NAME = NEW_NAME, in which `#` begins a comment, or a JSON object of strings. Throws
// InputError, with the place, for what cannot be a name and for a new name that is given twice.
NameChanges read_name_changes(std::string_view text);

} // namespace rasp_stitch::rasp
