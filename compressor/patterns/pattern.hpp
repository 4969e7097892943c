#pragma once

// A partial abstraction together with everywhere it matches.
//
// The matches are a table of plain columns: one row for each match location, in ascending order of
// nodes; first the column of locations, then one for each metavariable (the node that stands where
// the metavariable first occurs), then one for each hole (the node that stands there).
//
//     body (aggregate (select #0 ??) ??)
//
//     location   #0    ??    ??
//     17         4     6     9
//     52         4     40    11

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/body.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

struct Hole {
    PartialBody::Position position = 0;
    std::uint32_t depth = 0;   // lambdas of the body around it
    std::uint32_t applied = 0; // to how many arguments the body applies it
};

struct Pattern {
    PartialBody body;
    Cost body_cost = 0; // of what is filled in
    std::vector<std::uint32_t>
        argument_depth; // lambdas around the first occurrence, by metavariable
    std::vector<std::uint32_t> argument_applied; // the most arguments it is applied to, likewise
    std::vector<Hole> holes;
    std::size_t rows = 0;
    std::vector<Node> cells; // the columns, one after the other; memory beyond them is spare

    // By row: the cost of the location less that of a use with the arguments so far. Once no hole
    // is left this is what the use saves.
    std::vector<Cost> saving;

    // By row: no rewriting with a completion saves more by its uses at this location, in all places
    // of the corpus together (compressor/search/bounds.hpp).
    std::vector<Cost> worth;

    // Whether the body leaves a variable free, so that no completion is closed.
    bool leaves_free = false;

    // No completion of the pattern saves more of the corpus's cost, nor has a greater utility.
    Cost savable = 0;
    Utility bound = 0;

    // Whether matches may lie inside one another other than in arguments. Where none does, none
    // does in a completion.
    bool is_nested = true;

    // Makes room for the rows of all columns. Memory is only ever added: the next pattern in the
    // same place uses it again.
    void reserve_rows();

    std::uint32_t arity() const { return static_cast<std::uint32_t>(argument_depth.size()); }
    std::size_t columns() const { return 1 + argument_depth.size() + holes.size(); }

    std::span<const Node> column(std::size_t index) const {
        return std::span(cells).subspan(index * rows, rows);
    }
    std::span<Node> column(std::size_t index) {
        return std::span(cells).subspan(index * rows, rows);
    }

    std::span<const Node> locations() const { return column(0); }
    std::span<const Node> argument(std::size_t metavariable) const {
        return column(1 + metavariable);
    }
    std::span<const Node> hole(std::size_t index) const {
        return column(1 + argument_depth.size() + index);
    }
};

} // namespace rasp_stitch::compressor
