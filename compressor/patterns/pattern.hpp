#pragma once

// Door of compressor/patterns.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// Partial abstractions together with everywhere they match (Bowers et al. 2023, Section 4.1), what
// makes an abstraction admissible, and what it saves. The matches are a table of plain columns with
// one row for each match location, in ascending order of nodes. The first column holds the
// locations; then comes one column for each metavariable, with the node at its first occurrence;
// then one for each hole, with the node that stands there:
//
//     body (aggregate (select #0 ??) ??)
//
//     location   #0    ??    ??
//     17         4     6     9
//     52         4     40    11
//
// A pattern grows by filling holes (compressor/search/child.hpp). One without holes can be built
// from a node:
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "compressor/patterns/best_rewriting.hpp"
// const Corpus corpus = read_corpus(R"j(["(f a b)", "(g (f a b))"])j");
// const Settings settings;
// const NodeTable table = make_node_table(corpus, settings);
// const Arguments arguments(table);
// const Context context(table, arguments, settings);
// const Node node = table.root[0]; // (f a b), which costs 302
// Pattern pattern;
// pattern.body = PartialBody::whole(table, node);
// pattern.rows = 1;
// pattern.cells = {node};
// pattern.saving = {table.cost[node] - settings.use_cost(0)};
// CHECK(pattern.body.text(table, corpus.store, pattern.arity()) == "(f a b)");
// CHECK(BestRewriting(context).saved(pattern) == 2 * (302 - 100));
// ```

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
    std::uint32_t depth = 0;   // the number of lambdas of the body around it
    std::uint32_t applied = 0; // the number of arguments that the body applies it to
};

struct Pattern {
    PartialBody body;
    Cost body_cost = 0; // without the holes

    // By metavariable: the number of lambdas around its first occurrence, and the greatest number
    // of arguments that the body applies it to.
    std::vector<std::uint32_t> argument_depth;
    std::vector<std::uint32_t> argument_applied;

    // By metavariable: whether it is a symbol variable (Matching). May be shorter; those beyond its
    // end are none.
    std::vector<bool> argument_takes_symbols;

    std::vector<Hole> holes;
    std::size_t rows = 0;
    std::vector<Node> cells; // the columns, one after the other; what follows them is spare memory

    // By row: the cost of the location, less the cost of a use with the arguments so far. If there
    // is no hole left, this is what the use saves.
    std::vector<Cost> saving;

    // By row: an upper bound on what a rewriting with a completion saves by its uses at this
    // location, at all its occurrences in the corpus together (compressor/search/bounds.hpp).
    std::vector<Cost> row_bound;

    // Whether the body leaves a variable free, so that no completion is closed.
    bool leaves_free = false;

    // Upper bounds, for all completions, on the saved cost of the corpus and on the utility.
    Cost saving_bound = 0;
    Utility utility_bound = 0;

    // Whether a match may lie inside another one other than in an argument. If it is false for a
    // pattern, it is false for its completions.
    bool is_nested = true;

    // Makes room for the rows in all columns. It never releases memory, so that the next pattern in
    // the same place can use it again.
    void reserve_rows();

    // Returns how much memory the pattern has, in bytes, used or not.
    std::size_t bytes() const;

    bool takes_symbols(std::size_t argument) const {
        return argument < argument_takes_symbols.size() && argument_takes_symbols[argument];
    }

    // Returns the number of arguments that Settings::max_arity limits: all but symbol variables.
    std::uint32_t limited_arity() const {
        std::uint32_t count = arity();
        for (const bool takes_symbols : argument_takes_symbols) {
            count -= takes_symbols ? 1 : 0;
        }
        return count;
    }

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
