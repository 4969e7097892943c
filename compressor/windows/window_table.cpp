#include "compressor/windows/window_table.hpp"

#include "compressor/windows/disagreement.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace rasp_stitch::compressor {

namespace {

// Narrower calls are not worth the time.
constexpr std::uint32_t least_width = 8;

// The table takes 75 MB then.
constexpr std::size_t max_places = 8704;

// Arguments, and nodes of them, that are compared, which takes some tenths of a second. More of them
// mean that windows have much in common, so that the bound would not help, or that items are large.
constexpr std::uint64_t max_compared = 40'000'000;

} // namespace

// Compares the arguments of two windows, from the last one on.
//
// Let a body have, for two matches, different arguments A and B in one place of the call at its
// root. Going down from there in preorder, the first nodes p in A and q in B with different heads
// are inside the bindings P and Q of one of its metavariables, since syntax of the body would have
// one head. All that precedes p and q is equal, so they are the first disagreement of P and Q, too.
// So one metavariable, however often it occurs, covers disagreements of one kind, and the body has
// at least as many metavariables in its arguments as there are kinds. (If p or q is open, lambdas
// of the body may be around them, and the same P and Q may look different elsewhere. So all of
// these are one kind, which counts only if it is the only one.)
class WindowTable::Comparison {
public:
    Comparison(const NodeTable& table, std::size_t max_kinds)
        : table_(table), disagreements_(table), max_kinds_(max_kinds) {}

    // Returns for how many arguments max_kinds metavariables are enough, and raises `difference` to
    // what differs.
    std::uint32_t common(const WideCall& left, std::uint32_t left_width, const WideCall& right,
                         std::uint32_t right_width, std::vector<Cost>& difference,
                         std::vector<Cost>& most_disagreements) {
        const std::uint32_t least = std::min(left_width, right_width);
        const Node* const left_end = left.argument.data() + left_width;
        const Node* const right_end = right.argument.data() + right_width;
        kinds_.clear();
        bool has_open = false;
        Cost in_left = 0;
        Cost in_right = 0;
        Cost count = 0;
        for (std::uint32_t width = 1; width <= least; ++width) {
            const Node one = *(left_end - width);
            const Node other = *(right_end - width);
            if (one == other) {
                continue;
            }
            const auto& [kind, disagreements] = disagreements_.between(one, other);
            if (kind == Disagreements::open) {
                has_open = true;
            } else if (std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) {
                kinds_.push_back(kind);
            }
            if (std::max<std::size_t>(kinds_.size(), has_open ? 1U : 0U) > max_kinds_) {
                return width - 1;
            }
            in_left += table_.cost[one];
            in_right += table_.cost[other];
            count += disagreements;
            difference[width] = std::max({difference[width], in_left, in_right});
            most_disagreements[width] = std::max(most_disagreements[width], count);
        }
        return least;
    }

    std::uint64_t steps() const { return disagreements_.steps(); }

private:
    const NodeTable& table_;
    Disagreements disagreements_;
    std::size_t max_kinds_;
    std::vector<Disagreements::Kind> kinds_; // few
};

// One metavariable of the body stands for what is before the window.
WindowTable::WindowTable(const NodeTable& table, std::uint32_t arity)
    : calls_(table, least_width, arity == 0 ? 0 : max_places) {
    if (!calls_.places.empty()) {
        sum_up_calls();
        if (!compare(table, arity - 1)) {
            calls_.places.clear();
            common_ = {};
        }
    }
}

void WindowTable::sum_up_calls() {
    std::size_t greatest = 0;
    for (const WideCall& call : calls_.calls) {
        greatest = std::max<std::size_t>(greatest, call.width());
    }
    disjoint_.resize(greatest + 1, 0);
    cost_.resize(greatest + 1, 0);
    closed_cost_.resize(greatest + 1, std::numeric_limits<Cost>::max());
    for (const WideCall& call : calls_.calls) {
        for (std::uint32_t width = 1; width <= call.width(); ++width) {
            disjoint_[width] += call.weight * (call.width() / width);
            for (std::uint32_t end = width; end <= call.width(); ++end) {
                cost_[width] = std::max(cost_[width], call.cost[end] - call.cost[end - width]);
                closed_cost_[width] = std::min(
                    closed_cost_[width], call.closed_cost[end] - call.closed_cost[end - width]);
            }
        }
    }
}

// Returns false if that would take too long.
bool WindowTable::compare(const NodeTable& table, std::size_t max_kinds) {
    std::uint64_t compared = 0;
    const std::vector<Place>& places = calls_.places;
    common_.reserve(places.size() * (places.size() - 1) / 2);
    difference_.resize(cost_.size(), 0);
    disagreements_.resize(cost_.size(), 0);
    Comparison comparison(table, max_kinds);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const WideCall& call = calls_.calls[places[i].call];
        for (const Place& before : std::span(places).first(i)) {
            const std::uint32_t common =
                comparison.common(call, places[i].width, calls_.calls[before.call], before.width,
                                  difference_, disagreements_);
            common_.push_back(static_cast<std::uint16_t>(common));
            compared += common + 1;
            if (compared + comparison.steps() > max_compared) {
                return false;
            }
        }
    }
    for (std::size_t width = 1; width < difference_.size(); ++width) {
        difference_[width] = std::max(difference_[width], difference_[width - 1]);
        disagreements_[width] = std::max(disagreements_[width], disagreements_[width - 1]);
    }
    return true;
}

} // namespace rasp_stitch::compressor
