#include "compressor/nodes/arguments.hpp"

#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermKind;

// Walks down both terms at once, instead of building the lowered terms, and stops at the first
// difference. Under k lambdas of the terms themselves, a variable below k is bound by one of those
// lambdas, so both variables must be equal; any other variable is free, so both must be equal once
// lowered. Closed parts are equal only if they are the same node.
bool Arguments::equal_at_depths(Node left, std::uint32_t left_depth, Node right,
                                std::uint32_t right_depth) const {
    struct Pair {
        Node left;
        Node right;
        std::uint32_t inner; // how many lambdas of the terms are around the pair
    };
    const NodeTable& table = *table_;
    std::vector<Pair> pending{{left, right, 0}};
    while (!pending.empty()) {
        const auto [l, r, inner] = pending.back();
        pending.pop_back();
        // Lowering the whole does not change a part without free variables.
        if (table.free_bound[l] <= inner || table.free_bound[r] <= inner) {
            if (l != r) {
                return false;
            }
            continue;
        }
        const Head& left_head = table.heads[table.head[l]];
        const Head& right_head = table.heads[table.head[r]];
        if (left_head.kind != right_head.kind || left_head.tag != right_head.tag) {
            return false;
        }
        switch (left_head.kind) {
        case TermKind::application:
            pending.push_back({table.second[l], table.second[r], inner});
            pending.push_back({table.first[l], table.first[r], inner});
            break;
        case TermKind::lambda:
            pending.push_back({table.first[l], table.first[r], inner + 1});
            break;
        default: // variables: primitives are closed
            if (left_head.value - left_depth != right_head.value - right_depth) {
                return false;
            }
            break;
        }
    }
    return true;
}

} // namespace rasp_stitch::compressor
