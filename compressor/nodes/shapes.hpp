#pragma once

// The shapes of terms: what is left of a term if all variables and primitives look the same.
//
//     Shapes shapes;
//     auto call = shapes.application(Shapes::leaf, Shapes::leaf);
//     shapes.lambda(call) == shapes.lambda(call) // of (lam (f $0)) and of (lam (g x))

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace rasp_stitch::compressor {

// Numbers shapes, so that equal shapes have equal numbers. The shape of an application or a lambda
// is made from the shapes of its parts.
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
