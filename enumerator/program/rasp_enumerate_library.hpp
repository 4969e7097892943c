#pragma once

// Reads the abstractions of a library as productions.

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// As "#(lambda ...)", in the order of the file, which is one that rasp-compress or Stitch wrote
// (compressor/library/library.hpp). An abstraction without a type cannot be used in a typed
// program: it is left out, with a warning on standard error. Throws InputError with the place in
// the file.
std::vector<std::string> read_library_productions(const std::string& path);

} // namespace rasp_stitch::enumerator
