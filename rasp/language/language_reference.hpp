#pragma once

// Writes the reference of the language from the table of primitives.
//
//     std::fputs(language_reference(ReferenceFormat::text).c_str(), stdout);

#include <cstdint>
#include <string>

namespace rasp_stitch::rasp {

enum class ReferenceFormat : std::uint8_t { text, markdown };

// Returns the name, aliases, type and meaning of each primitive, with an example.
std::string language_reference(ReferenceFormat format);

} // namespace rasp_stitch::rasp
