#pragma once

// To tell one JSON document from another.
//
//     digest_of(tasks) // "f3a1..."

#include "support/json/json_input.hpp"

#include <string>

namespace rasp_stitch::loop {

// FNV-1a (Fowler, Noll, Vo), 64 bits, as 16 digits.
std::string digest_of(const Json& document);

} // namespace rasp_stitch::loop
