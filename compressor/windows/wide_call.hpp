#pragma once

// The wide calls of a corpus, and their beginnings.
//
//     const WideCalls calls(table, 8, 8192);
//     const std::uint32_t place = calls.place_of[node];    // of a beginning such as (list a b)
//     calls.places[place].width                            // 2
//     calls.calls[calls.places[place].call].argument       // of the whole call: a, b, c, ...
//
// A call `(list a b c)` has the width 3 and the callee `list`. Its beginnings are `(list a)`, `(list
// a b)` and `(list a b c)`.

#include "compressor/nodes/node_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

struct WideCall {
    std::vector<Node> argument;

    // By width of a beginning, from 0 for the callee: what the beginning costs, and the same without
    // the callee and without open arguments.
    std::vector<Cost> cost;
    std::vector<Cost> closed_cost;

    // These weights are those of its places, by width from first_own on: narrower beginnings are
    // places of other calls.
    std::vector<std::int64_t> weight;
    std::uint32_t first_own = 1;

    std::uint32_t width() const { return static_cast<std::uint32_t>(argument.size()); }
};

// A beginning of a wide call. If several calls begin with it, it counts as one of one of them.
struct Place {
    std::uint32_t call = 0;
    std::uint32_t width = 0;
};

struct WideCalls {
    static constexpr std::uint32_t no_place = UINT32_MAX;

    // Leaves out calls of a smaller width, those in which no argument is so many of a hundred, and
    // the narrowest ones if they have more arguments together than that. Leaves out calls, too, that
    // have their callee in an argument, or an open one: in a body like `(#0 a (g #0))` one
    // metavariable stands for a beginning and for something in an argument.
    WideCalls(const NodeTable& table, std::uint32_t least_width, std::size_t max_arguments,
              std::uint32_t least_percent = 0);

    std::vector<WideCall> calls;
    std::vector<Place> places;           // by call, then by width
    std::vector<std::uint32_t> place_of; // by node; empty if there is no wide call

private:
    void add(const NodeTable& table, Node whole);
};

} // namespace rasp_stitch::compressor
