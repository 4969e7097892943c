#include "compressor/windows/window_table.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace rasp_stitch::compressor {

namespace {

// Narrower calls are not worth the time.
constexpr std::uint32_t least_width = 8;

// Sums over all windows take time with the square of a width, some hundredths of a second then.
constexpr std::size_t max_arguments = 8704;

} // namespace

WindowTable::WindowTable(const NodeTable& table)
    : calls_(table, least_width, max_arguments), order_(calls_) {
    if (!empty()) {
        sum_up_calls();
        sum_up_differences(table);
    }
}

// A beginning has at most the weight of a narrower one of the same call. So of all sets of disjoint
// windows, the one that takes the next possible place from the left on weighs most.
void WindowTable::sum_up_calls() {
    std::uint32_t greatest = 0;
    for (const WideCall& call : calls_.calls) {
        greatest = std::max(greatest, call.width());
    }
    disjoint_.resize(greatest + 1, 0);
    cost_.resize(greatest + 1, 0);
    closed_cost_.resize(greatest + 1, std::numeric_limits<Cost>::max());
    closed_cost_[0] = 0;
    for (const WideCall& call : calls_.calls) {
        for (std::uint32_t width = 1; width <= call.width(); ++width) {
            for (std::uint32_t end = std::max(width, call.first_own); end <= call.width();
                 end += width) {
                disjoint_[width] += call.weight[end - call.first_own];
            }
            for (std::uint32_t end = width; end <= call.width(); ++end) {
                cost_[width] = std::max(cost_[width], call.cost[end] - call.cost[end - width]);
                closed_cost_[width] = std::min(
                    closed_cost_[width], call.closed_cost[end] - call.closed_cost[end - width]);
            }
        }
    }
    for (std::uint32_t width = 1; width <= greatest; ++width) {
        cost_[width] = std::max(cost_[width], cost_[width - 1]);
    }
}

// Where two windows differ, one of them has another argument than the most frequent one. So at most
// all such arguments of the one window differ, and as many of the most frequent one as the other
// window has such arguments.
void WindowTable::sum_up_differences(const NodeTable& table) {
    std::unordered_map<Node, std::size_t> count;
    Node frequent = calls_.calls.front().argument.front();
    for (const WideCall& call : calls_.calls) {
        for (const Node argument : call.argument) {
            if (++count[argument] > count[frequent]) {
                frequent = argument;
            }
        }
    }
    different_arguments_ = count.size();
    std::vector<Cost> cost(cost_.size(), 0); // of the other arguments in a window, at most
    std::vector<Cost> number(cost_.size(), 0);
    for (const WideCall& call : calls_.calls) {
        std::vector<Cost> cost_before{0};
        std::vector<Cost> number_before{0};
        for (const Node argument : call.argument) {
            const bool is_other = argument != frequent;
            cost_before.push_back(cost_before.back() + (is_other ? table.cost[argument] : 0));
            number_before.push_back(number_before.back() + (is_other ? 1 : 0));
        }
        for (std::uint32_t width = 1; width <= call.width(); ++width) {
            for (std::uint32_t end = width; end <= call.width(); ++end) {
                cost[width] = std::max(cost[width], cost_before[end] - cost_before[end - width]);
                number[width] =
                    std::max(number[width], number_before[end] - number_before[end - width]);
            }
        }
    }
    difference_.resize(cost_.size(), 0);
    for (std::size_t width = 1; width < difference_.size(); ++width) {
        difference_[width] =
            std::max(difference_[width - 1], cost[width] + number[width] * table.cost[frequent]);
    }
}

} // namespace rasp_stitch::compressor
