#pragma once

// Where the vertices of a graph of uses stand when it is drawn: layer by layer, each vertex below
// all that it uses, with few crossings between neighbouring layers.
//
//     layered({{}, {}, {0, 1}})   // {{0, 0}, {0, 1}, {1, 0}}: the third uses the first two

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch {

struct LayerPlace {
    std::size_t layer = 0; // 0 if it uses none
    std::size_t place = 0; // within the layer, from the left

    bool operator==(const LayerPlace&) const = default;
};

// Takes for each vertex those that it uses. There must be no cycle.
std::vector<LayerPlace> layered(std::span<const std::vector<std::size_t>> uses);

} // namespace rasp_stitch
