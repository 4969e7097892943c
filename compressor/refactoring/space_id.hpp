#pragma once

// The name of a version space in its table (compressor/refactoring/version_table.hpp).

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::refactoring {

enum class SpaceId : std::uint32_t {};

constexpr std::size_t index_of(SpaceId id) {
    return static_cast<std::size_t>(id);
}

} // namespace rasp_stitch::refactoring
