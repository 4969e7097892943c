#pragma once

// Reads the abstractions of a library as productions.

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns the abstractions as "#(lambda ...)" in the order of the file, which is one that
// rasp-compress or Stitch has written (compressor/library/library.hpp). An abstraction without a
// type cannot be used in a typed program and is left out, with a warning on standard error. Throws
// InputError with the place in the file.
std::vector<std::string> read_library_productions(const std::string& path);

} // namespace rasp_stitch::enumerator
