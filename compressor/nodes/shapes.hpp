#pragma once

// The shapes of terms: what is left of a term when all its variables and primitives look the same.

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace rasp_stitch::compressor {

// Equal numbers for equal shapes; shapes of applications and lambdas are made from those of parts.
class Shapes {
public:
    using Shape = std::uint32_t;

    static constexpr Shape leaf = 0;

    Shape application(Shape function, Shape argument) { return number(function, argument); }
    Shape lambda(Shape body) { return number(body, no_shape); }

private:
    static constexpr Shape no_shape = UINT32_MAX;

    Shape number(Shape first, Shape second) {
        const std::uint64_t parts = std::uint64_t{first} << 32U | second;
        const auto next = static_cast<Shape>(numbers_.size() + 1);
        return numbers_.emplace(parts, next).first->second;
    }

    std::unordered_map<std::uint64_t, Shape> numbers_;
};

} // namespace rasp_stitch::compressor
