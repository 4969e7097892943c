#include "compressor/windows/wide_call.hpp"

#include <algorithm>
#include <unordered_map>

namespace rasp_stitch::compressor {

namespace {

// Finds the nodes that contain a certain one.
class Containment {
public:
    explicit Containment(const NodeTable& table) : table_(table) {}

    // Returns, by node, whether it contains the part; or nullptr if that has been asked of many
    // parts already, since an answer takes time linear in the corpus.
    const std::vector<bool>* of(Node part) {
        constexpr std::size_t max_parts = 64;
        const auto known = contains_.find(part);
        if (known != contains_.end() || contains_.size() == max_parts) {
            return known == contains_.end() ? nullptr : &known->second;
        }
        std::vector<bool> contains(table_.size(), false);
        contains[part] = true;
        for (Node node = part + 1; node < table_.size(); ++node) {
            const Head& head = table_.heads[table_.head[node]];
            contains[node] =
                !head.is_leaf() &&
                (contains[table_.first[node]] ||
                 (head.kind == lambda::TermKind::application && contains[table_.second[node]]));
        }
        return &contains_.emplace(part, std::move(contains)).first->second;
    }

private:
    const NodeTable& table_;
    std::unordered_map<Node, std::vector<bool>> contains_;
};

// Returns whether no argument of the call contains its callee, as far as that is known.
bool is_plain(const NodeTable& table, Containment& containment, Node call) {
    if (!table.is_closed(table.callee[call])) {
        return false;
    }
    const std::vector<bool>* const contains = containment.of(table.callee[call]);
    if (contains == nullptr) {
        return false;
    }
    for (; table.width[call] > 0; call = table.first[call]) {
        if ((*contains)[table.second[call]]) {
            return false;
        }
    }
    return true;
}

// Returns whether so many of a hundred arguments of the call are one and the same.
bool is_repetitive(const NodeTable& table, Node call, std::uint32_t percent) {
    const std::uint32_t width = table.width[call];
    std::unordered_map<Node, std::uint32_t> counts;
    std::uint32_t most = 0;
    for (; table.width[call] > 0; call = table.first[call]) {
        most = std::max(most, ++counts[table.second[call]]);
    }
    return 100 * std::uint64_t{most} >= std::uint64_t{percent} * width;
}

// Returns the calls of this width that are no function of another such call, the widest first.
std::vector<Node> whole_calls(const NodeTable& table, std::uint32_t least_width) {
    std::vector<Node> wholes;
    std::vector<bool> is_function(table.size(), false);
    for (Node node = static_cast<Node>(table.size()); node-- > 0;) {
        if (table.width[node] >= least_width && !is_function[node]) {
            wholes.push_back(node);
        }
        if (table.width[node] > 0) {
            is_function[table.first[node]] = true;
        }
    }
    std::stable_sort(wholes.begin(), wholes.end(),
                     [&](Node left, Node right) { return table.width[left] > table.width[right]; });
    return wholes;
}

} // namespace

WideCalls::WideCalls(const NodeTable& table, std::uint32_t least_width, std::size_t max_arguments,
                     std::uint32_t least_percent) {
    const std::vector<Node> wholes = whole_calls(table, least_width);
    if (wholes.empty()) {
        return;
    }
    place_of.assign(table.size(), no_place);
    Containment containment(table);
    std::size_t arguments = 0;
    for (const Node whole : wholes) {
        if (is_repetitive(table, whole, least_percent) && is_plain(table, containment, whole)) {
            arguments += table.width[whole];
            if (arguments > max_arguments) {
                break;
            }
            add(table, whole);
        }
    }
}

void WideCalls::add(const NodeTable& table, Node whole) {
    const std::uint32_t width = table.width[whole];
    WideCall call;
    call.argument.resize(width);
    call.cost.resize(width + 1);
    call.closed_cost.resize(width + 1, 0);
    std::vector<Node> beginning(width + 1);
    Node node = whole;
    for (std::uint32_t i = width; i > 0; --i, node = table.first[node]) {
        beginning[i] = node;
        call.argument[i - 1] = table.second[node];
    }
    call.cost[0] = table.cost[node];
    for (std::uint32_t i = 1; i <= width; ++i) {
        const Node argument = call.argument[i - 1];
        call.cost[i] = table.cost[beginning[i]];
        const Cost added = call.cost[i] - call.cost[i - 1];
        call.closed_cost[i] = call.closed_cost[i - 1] +
                              (table.is_closed(argument) ? added : added - table.cost[argument]);
        call.first_own += place_of[beginning[i]] != no_place ? 1U : 0U;
    }
    for (std::uint32_t i = call.first_own; i <= width; ++i) {
        place_of[beginning[i]] = static_cast<std::uint32_t>(places.size());
        call.weight.push_back(table.weight[beginning[i]]);
        places.push_back({.call = static_cast<std::uint32_t>(calls.size()), .width = i});
    }
    calls.push_back(std::move(call));
}

} // namespace rasp_stitch::compressor
