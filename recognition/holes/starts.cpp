#include "recognition/holes/starts.hpp"

#include "recognition/sketches/expansion.hpp"

#include <algorithm>
#include <cstdint>

namespace rasp_stitch::recognition {

namespace {

std::size_t open_holes_of_sort(const Sketch& sketch, rasp::Sort sort) {
    return static_cast<std::size_t>(
        std::ranges::count_if(open_holes(sketch), [&](std::uint32_t node) {
            return sketch.nodes()[node].type.sort == sort;
        }));
}

} // namespace

// Predicates are the same for all inputs of a batch, and so of one start.
bool are_trained_together(const Sketch& sketch) {
    return std::ranges::none_of(sketch.learnt(), [&](std::uint32_t node) {
        return sketch.nodes()[node].form == HoleForm::predicate;
    });
}

// Selectors have many cells, so that more starts take more time.
std::size_t starts_of(const Sketch& sketch) {
    const bool has_selectors = open_holes_of_sort(sketch, rasp::Sort::selector) > 0;
    return !are_trained_together(sketch) ? 2 : has_selectors ? 6 : 8;
}

std::size_t open_sequences(const Sketch& sketch) {
    return open_holes_of_sort(sketch, rasp::Sort::sequence);
}

} // namespace rasp_stitch::recognition
