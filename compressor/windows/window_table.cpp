#include "compressor/windows/window_table.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace rasp_stitch::compressor {

namespace {

// Narrower calls are not worth the time.
constexpr std::uint32_t least_width = 8;

// Other bounds do as well where no argument is frequent, as in the drawings of castles, and this
// one takes a fifth of the time of a search there.
constexpr std::uint32_t least_percent = 50;

// Sums over all windows take time with the square of a width, some hundredths of a second then.
constexpr std::size_t max_arguments = 8704;

} // namespace

WindowTable::WindowTable(const NodeTable& table)
    : calls_(table, least_width, max_arguments, least_percent), order_(calls_) {
    if (!empty()) {
        sum_up_calls();
        sum_up_rare_arguments(table);
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

// An argument is rare if it is not the most frequent one. Where two windows differ, one of them has
// a rare argument. So at most all rare arguments of the one window differ, and as many frequent ones
// as the other window has rare arguments.
void WindowTable::sum_up_rare_arguments(const NodeTable& table) {
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
    rare_cost_.resize(cost_.size(), 0);
    rare_in_other_.resize(cost_.size(), 0);
    for (const WideCall& call : calls_.calls) {
        std::vector<Cost> cost_before{0};
        std::vector<Cost> frequent_before{0}; // of as many frequent arguments
        for (const Node argument : call.argument) {
            const bool is_rare = argument != frequent;
            cost_before.push_back(cost_before.back() + (is_rare ? table.cost[argument] : 0));
            frequent_before.push_back(frequent_before.back() +
                                      (is_rare ? table.cost[frequent] : 0));
        }
        for (std::uint32_t width = 1; width <= call.width(); ++width) {
            for (std::uint32_t end = width; end <= call.width(); ++end) {
                rare_cost_[width] =
                    std::max(rare_cost_[width], cost_before[end] - cost_before[end - width]);
                rare_in_other_[width] = std::max(
                    rare_in_other_[width], frequent_before[end] - frequent_before[end - width]);
            }
        }
    }
    for (std::size_t width = 1; width < cost_.size(); ++width) {
        rare_cost_[width] = std::max(rare_cost_[width], rare_cost_[width - 1]);
        rare_in_other_[width] = std::max(rare_in_other_[width], rare_in_other_[width - 1]);
    }
}

} // namespace rasp_stitch::compressor
