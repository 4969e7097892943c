#pragma once

// Candidates that wait to be checked. The outermost primitives take turns, and the cheapest
// candidate of each comes first, the latest of those that cost the same. On few examples many
// conditions fit by chance, and without turns everything else would wait for the programs that begin
// with one.
//
//     CandidateQueue queue;
//     queue.add({.expression = call(add, {part(1), part(2)}), .cost = bound_of(5)});
//     while (std::optional<Candidate> next = queue.take()) { ... }

#include "enumerator/goals/goals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

class CandidateQueue {
public:
    // Of one primitive, the most expensive candidates beyond this number are forgotten. One that
    // waits already is not added again.
    static constexpr std::size_t most_of_a_head = 500;

    void add(Candidate candidate) {
        ByCost& others = by_head_[candidate.expression.front().number];
        const DescriptionLength cost = candidate.cost;
        const auto [first, last] = others.equal_range(cost);
        if (std::any_of(first, last, [&](const auto& other) {
                return other.second.expression == candidate.expression;
            })) {
            return;
        }
        others.emplace_hint(others.lower_bound(cost), cost, std::move(candidate));
        if (others.size() > most_of_a_head) {
            others.erase(std::prev(others.end()));
        }
    }

    // Returns nullopt if there is none.
    std::optional<Candidate> take() {
        if (by_head_.empty()) {
            return std::nullopt;
        }
        auto head = by_head_.upper_bound(last_head_);
        if (head == by_head_.end()) {
            head = by_head_.begin();
        }
        last_head_ = head->first;
        Candidate candidate = std::move(head->second.begin()->second);
        head->second.erase(head->second.begin());
        if (head->second.empty()) {
            by_head_.erase(head);
        }
        return candidate;
    }

private:
    using ByCost = std::multimap<DescriptionLength, Candidate>;

    std::map<std::uint32_t, ByCost> by_head_; // none is empty
    std::uint32_t last_head_ = 0;
};

} // namespace rasp_stitch::enumerator::backwards
