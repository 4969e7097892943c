#pragma once

// The body of an abstraction while it grows: a tree with holes.
//
//     PartialBody body;                         // ??
//     body.fill_application(0, app);            // (?? ??), the new holes at positions 1 and 2
//     body.fill_leaf(1, primitive_f);           // (f ??)
//     body.fill_metavariable(2, 0);             // (f #0)
//
// Parts have greater positions than what holds them.

#include "compressor/nodes/node_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

class PartialBody {
public:
    using Position = std::uint32_t;

    static constexpr std::uint32_t most_metavariables = UINT16_MAX + 1;

    PartialBody() : nodes_(1) {}

    // The whole of a node, no holes.
    static PartialBody whole(const NodeTable& table, Node node);

    void fill_application(Position hole, HeadId head);
    void fill_lambda(Position hole, HeadId head);
    void fill_leaf(Position hole, HeadId head) { nodes_[hole].head = head; }
    void fill_metavariable(Position hole, std::uint32_t index) {
        nodes_[hole].head = first_metavariable - index;
    }

    Position next_position() const { return static_cast<Position>(nodes_.size()); }

    // Metavariables are numbered in the order in which the search introduced them. This gives, by
    // that number, the one that belongs to it in print: by first occurrence, left to right.
    std::vector<std::uint32_t> printed_numbers(const NodeTable& table, std::uint32_t arity) const;

    // The body as a term of `store` with metavariables numbered as in print; holes become the
    // primitive
    // `??`. `source` is the store that the table's terms are in, and may be `store`.
    lambda::TermId build(const NodeTable& table, const lambda::TermStore& source,
                         lambda::TermStore& store, std::uint32_t arity) const;

    std::string text(const NodeTable& table, const lambda::TermStore& source,
                     std::uint32_t arity) const;

private:
    static constexpr HeadId no_head = UINT32_MAX;
    static constexpr HeadId first_metavariable = no_head - 1; // and downward
    static constexpr HeadId least_metavariable = first_metavariable - (most_metavariables - 1);

    struct BodyNode {
        HeadId head = no_head; // a hole
        Position first = 0;
        Position second = 0;
    };

    static bool is_metavariable(HeadId head) {
        return head >= least_metavariable && head <= first_metavariable;
    }
    Position add_hole();

    std::vector<BodyNode> nodes_;
};

} // namespace rasp_stitch::compressor
