#pragma once

// The reference of the language, from the table of primitives.
//
//     std::fputs(language_reference(ReferenceFormat::text).c_str(), stdout);

#include <cstdint>
#include <string>

namespace rasp_stitch::rasp {

enum class ReferenceFormat : std::uint8_t { text, markdown };

// Of each primitive: name, aliases, type, meaning and an example with its input and output.
std::string language_reference(ReferenceFormat format);

} // namespace rasp_stitch::rasp
