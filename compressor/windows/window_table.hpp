#pragma once

// Door of compressor/windows.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// The wide calls of a corpus, what windows of them cost, and an upper bound from that
// (compressor/windows/window_bound.hpp). In goes the node table of a corpus, out comes a table by
// width.
//
// Calls count in which an argument is half of all; where none is, other bounds do as well.
//
// A window is a run of arguments of a call. A body like `(#0 a #1)` matches at each beginning of a
// call whose last arguments, a window of width 2, fit `a` and `#1`.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// const Corpus corpus = read_corpus(R"j(["(f a b c d d d d e)", "(f c a b d d d d e)"])j");
// const NodeTable table = make_node_table(corpus, {});
// const WindowTable windows(table);
// const WideCalls& calls = windows.calls();
// const auto one = calls.place_of[table.root[0]];
// const auto other = calls.place_of[table.root[1]];
// CHECK(windows.order().common(one, other) == 5);  // they end in d d d d e
// CHECK(windows.cost(5) == 505);                   // 5 leaves and 5 applications
// CHECK(windows.disjoint(3) == 4);                 // two windows of width 3 in each
// ```

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/windows/wide_call.hpp"
#include "compressor/windows/window_order.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class WindowTable {
public:
    explicit WindowTable(const NodeTable& table);

    bool empty() const { return calls_.places.empty(); }
    const WideCalls& calls() const { return calls_; }
    const WindowOrder& order() const { return order_; }

    // Returns how many different arguments the calls have.
    std::size_t different_arguments() const { return different_arguments_; }

    // Return how many disjoint windows of this width the corpus has at most, and what one of them
    // costs at most.
    Cost disjoint(std::uint32_t width) const { return at(disjoint_, width); }
    Cost cost(std::uint32_t width) const { return at(cost_, width); }

    // Returns what the closed arguments of a window cost at least.
    Cost closed_cost(std::uint32_t width) const { return at(closed_cost_, width); }

    // Returns an upper bound on what the arguments of a window cost in which it differs from others:
    // those of the first window that differ from some of so many others.
    Cost differences(std::uint32_t width, std::uint32_t others) const {
        return at(rare_cost_, width) + others * at(rare_in_other_, width);
    }

private:
    static Cost at(const std::vector<Cost>& by_width, std::uint32_t width) {
        return width < by_width.size() ? by_width[width] : 0;
    }
    void sum_up_calls();
    void sum_up_rare_arguments(const NodeTable& table);

    WideCalls calls_;
    WindowOrder order_;
    std::size_t different_arguments_ = 0;
    std::vector<Cost> disjoint_; // by width, as the next ones
    std::vector<Cost> cost_;
    std::vector<Cost> closed_cost_;
    std::vector<Cost> rare_cost_;
    std::vector<Cost> rare_in_other_;
};

} // namespace rasp_stitch::compressor
