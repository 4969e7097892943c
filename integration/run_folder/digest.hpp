#pragma once

// A digest that tells JSON documents apart.
//
//     digest_of(tasks) // "f3a1..."

#include "support/json/json_forward.hpp"

#include <string>

namespace rasp_stitch::loop {

// Returns the 64-bit FNV-1a hash (Fowler, Noll, Vo) of the document as text, as 16 digits.
std::string digest_of(const Json& document);

} // namespace rasp_stitch::loop
