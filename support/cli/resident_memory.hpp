#pragma once

// How much memory this program uses now.
//
//     if (const std::optional<std::uint64_t> bytes = resident_memory()) { ... }

#include <cstdint>
#include <optional>

namespace rasp_stitch {

// In bytes, what is in memory and not in swap; nothing where the system does not tell it in /proc.
// Allocates nothing, so it works where memory has run out. The path is an argument for the tests.
std::optional<std::uint64_t> resident_memory(const char* statm = "/proc/self/statm");

} // namespace rasp_stitch
