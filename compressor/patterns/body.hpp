#pragma once

// The body of an abstraction while it is built: a tree with holes.
//
//     PartialBody body;                         // ??
//     body.fill_application(0, app);            // (?? ??), the new holes at positions 1 and 2
//     body.fill_leaf(1, primitive_f);           // (f ??)
//     body.fill_metavariable(2, 0);             // (f #0)
//
// A part has a greater position than the node it is part of.

#include "compressor/nodes/node_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

class PartialBody {
public:
    using Position = std::uint32_t;

    static constexpr std::uint32_t max_metavariables = UINT16_MAX + 1;

    PartialBody() : nodes_(1) {}

    // Returns the body that is the whole tree of a node, without holes.
    static PartialBody whole(const NodeTable& table, Node node);

    void fill_application(Position hole, HeadId head);
    void fill_lambda(Position hole, HeadId head);
    void fill_leaf(Position hole, HeadId head) { nodes_[hole].head = head; }
    void fill_metavariable(Position hole, std::uint32_t index) {
        nodes_[hole].head = first_metavariable - index;
    }

    // Returns the position that the next new hole gets.
    Position next_position() const { return static_cast<Position>(nodes_.size()); }

    // The call that the root is, as far as it is there: the number of its arguments, and the position
    // of what they are applied to.
    struct RootCall {
        std::uint32_t width = 0;
        Position callee = 0;
    };
    RootCall root_call(const NodeTable& table) const;
    bool has_hole_at(Position position) const { return nodes_[position].head == no_head; }

    std::size_t bytes() const { return nodes_.capacity() * sizeof(BodyNode); }

    // The search numbers metavariables in the order in which it introduces them; in print they are
    // numbered by first occurrence, left to right. Returns the printed number, by the number in the
    // search.
    std::vector<std::uint32_t> printed_numbers(const NodeTable& table, std::uint32_t arity) const;

    // Returns the body as a term of `store`, with metavariables numbered as in print and with the
    // primitive `??` for a hole. The terms of the table are in `source`, which may be `store`.
    lambda::TermId build(const NodeTable& table, const lambda::TermStore& source,
                         lambda::TermStore& store, std::uint32_t arity) const;

    // Returns the same as text.
    std::string text(const NodeTable& table, const lambda::TermStore& source,
                     std::uint32_t arity) const;

private:
    static constexpr HeadId no_head = UINT32_MAX;
    static constexpr HeadId first_metavariable = no_head - 1; // further ones count down
    static constexpr HeadId least_metavariable = first_metavariable - (max_metavariables - 1);

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
