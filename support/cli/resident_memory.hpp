#pragma once

// How much memory this program is using.
//
//     if (const std::optional<std::uint64_t> bytes = resident_memory()) { ... }

#include <cstdint>
#include <optional>

namespace rasp_stitch {

// Returns the number of bytes that are in memory and not in swap, or nullopt if the system does not
// report it in /proc. It allocates nothing, so it works when memory has run out. The path is an
// argument for the tests.
std::optional<std::uint64_t> resident_memory(const char* statm = "/proc/self/statm");

} // namespace rasp_stitch
