#pragma once

// Finds where two terms first disagree.
//
//     Disagreements kinds(table);
//     kinds.between(f_x_a, f_y_b) // of (f x a) and (f y b): the kind of the pair (x, y)
//
// The first disagreement of two different terms is the pair of nodes at the first place, from left
// to right and from the outside in, at which they have different heads.

#include "compressor/nodes/node_table.hpp"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

class Disagreements {
public:
    using Kind = std::uint32_t;

    // The kind of all pairs in which one of the nodes is open. An open node that is passed as an
    // argument is lowered, so one argument can be different nodes at different depths.
    static constexpr Kind open = 0;

    explicit Disagreements(const NodeTable& table) : table_(table) {}

    // Returns the kind of the first one; another order of the terms is another kind. The terms must
    // differ.
    Kind between(Node left, Node right);

private:
    static std::uint64_t key(Node left, Node right) { return std::uint64_t{left} << 32U | right; }

    Kind first_kind(Node left, Node right);
    Kind kind_of(Node one, Node other);

    const NodeTable& table_;
    std::unordered_map<std::uint64_t, Kind> known_; // by pair of terms
    std::vector<std::pair<Node, Node>> pending_;
    std::unordered_map<std::uint64_t, Kind> numbers_; // by pair of nodes with different heads
};

} // namespace rasp_stitch::compressor
