#pragma once

// Door of compressor/windows.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// How far the beginnings of wide calls agree, from their last arguments on; and a bound from that
// (compressor/windows/window_bound.hpp). In goes the node table of a corpus, out comes a table of
// pairs of places.
//
// A window is a run of arguments of a call. A body like `(#0 a #1)` matches at each beginning of a
// call whose last arguments, a window of width 2, fit `a` and `#1`.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// const Corpus corpus = read_corpus(R"j(["(f a b c d e g h i)", "(f c a b d e h h k)"])j");
// const NodeTable table = make_node_table(corpus, {});
// const WindowTable windows(table, 2);       // for bodies with two metavariables
// const WideCalls& calls = windows.calls();
// const auto one = calls.place_of[table.root[0]];
// const auto other = calls.place_of[table.root[1]];
// CHECK(windows.common(one, other) == 2);    // (#0 h #1), where #1 stands for i and k
// CHECK(WindowTable(table, 3).common(one, other) == 5);
// ```

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/windows/wide_call.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

class WindowTable {
public:
    // For bodies with so many metavariables at most. The table takes two bytes for each pair of
    // places; it is empty if comparing all pairs would take too long.
    WindowTable(const NodeTable& table, std::uint32_t arity);

    bool empty() const { return calls_.places.empty(); }
    const WideCalls& calls() const { return calls_; }

    // Returns an upper bound on the width of the windows that one body can have at two different
    // places.
    std::uint32_t common(std::uint32_t one, std::uint32_t other) const {
        const auto [less, greater] = std::minmax(one, other);
        return common_[std::size_t{greater} * (greater - 1) / 2 + less];
    }

    // Returns an upper bound on what the different arguments of one of two windows cost, if one
    // body can have both and they are not wider than this.
    Cost difference(std::uint32_t width) const { return at(difference_, width); }

    // Returns an upper bound on the number of places in which they disagree.
    Cost disagreements(std::uint32_t width) const { return at(disagreements_, width); }

    // Return how many disjoint windows of this width the corpus has at most, and what one of them
    // costs at most.
    Cost disjoint(std::uint32_t width) const { return at(disjoint_, width); }
    Cost cost(std::uint32_t width) const { return at(cost_, width); }

    // Returns what the closed arguments of a window cost at least.
    Cost closed_cost(std::uint32_t width) const { return at(closed_cost_, width); }

private:
    class Comparison;

    static Cost at(const std::vector<Cost>& by_width, std::uint32_t width) {
        return width < by_width.size() ? by_width[width] : 0;
    }
    void sum_up_calls();
    bool compare(const NodeTable& table, std::size_t max_kinds);

    WideCalls calls_;
    std::vector<std::uint16_t> common_; // by pair of places, the greater one first
    std::vector<Cost> difference_;      // by width, as the next ones
    std::vector<Cost> disagreements_;
    std::vector<Cost> disjoint_;
    std::vector<Cost> cost_;
    std::vector<Cost> closed_cost_;
};

} // namespace rasp_stitch::compressor
