#include "compressor/windows/disagreement.hpp"

namespace rasp_stitch::compressor {

const Disagreements::Found& Disagreements::between(Node left, Node right) {
    constexpr std::size_t max_remembered = std::size_t{1} << 20U;
    const std::uint64_t pair = key(left, right);
    if (const auto known = known_.find(pair); known != known_.end()) {
        return known->second;
    }
    Found found;
    pending_.assign(1, {left, right});
    while (!pending_.empty()) {
        const auto [one, other] = pending_.back();
        pending_.pop_back();
        ++steps_;
        const Head& head = table_.heads[table_.head[one]];
        if (one == other) {
            continue;
        }
        if (table_.head[one] != table_.head[other]) {
            if (found.count++ == 0) {
                found.kind = kind_of(one, other);
            }
            continue;
        }
        if (head.kind == lambda::TermKind::application) {
            pending_.emplace_back(table_.second[one], table_.second[other]);
        }
        pending_.emplace_back(table_.first[one], table_.first[other]);
    }
    if (known_.size() > max_remembered) {
        known_.clear();
    }
    return known_.emplace(pair, found).first->second;
}

Disagreements::Kind Disagreements::kind_of(Node one, Node other) {
    if (!table_.is_closed(one) || !table_.is_closed(other)) {
        return open;
    }
    const auto next = static_cast<Kind>(numbers_.size() + 1);
    return numbers_.emplace(key(one, other), next).first->second;
}

} // namespace rasp_stitch::compressor
