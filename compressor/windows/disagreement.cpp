#include "compressor/windows/disagreement.hpp"

namespace rasp_stitch::compressor {

Disagreements::Kind Disagreements::between(Node left, Node right) {
    constexpr std::size_t max_remembered = std::size_t{1} << 20U;
    const std::uint64_t pair = key(left, right);
    if (const auto known = known_.find(pair); known != known_.end()) {
        return known->second;
    }
    if (known_.size() > max_remembered) {
        known_.clear();
    }
    return known_.emplace(pair, first_kind(left, right)).first->second;
}

Disagreements::Kind Disagreements::first_kind(Node left, Node right) {
    pending_.assign(1, {left, right});
    while (true) {
        const auto [one, other] = pending_.back();
        pending_.pop_back();
        if (one == other) {
            continue;
        }
        if (table_.head[one] != table_.head[other]) {
            return kind_of(one, other);
        }
        if (table_.heads[table_.head[one]].kind == lambda::TermKind::application) {
            pending_.emplace_back(table_.second[one], table_.second[other]);
        }
        pending_.emplace_back(table_.first[one], table_.first[other]);
    }
}

Disagreements::Kind Disagreements::kind_of(Node one, Node other) {
    if (!table_.is_closed(one) || !table_.is_closed(other)) {
        return open;
    }
    const auto next = static_cast<Kind>(numbers_.size() + 1);
    return numbers_.emplace(key(one, other), next).first->second;
}

} // namespace rasp_stitch::compressor
