#include "enumerator/backwards/branch_matcher.hpp"

#include <algorithm>
#include <bit>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_values = 32;
constexpr std::size_t most_branches = 16;
constexpr std::size_t most_depth = 4;
constexpr std::uint32_t most_tried_again = 1000; // conditions, for a new value or a new list
constexpr std::uint64_t work_of_value = 2;

bool is_within(std::span<const std::uint64_t> part, std::span<const std::uint64_t> whole) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        if ((part[i] & ~whole[i]) != 0) {
            return false;
        }
    }
    return true;
}

std::size_t count_bits(std::span<const std::uint64_t> bits) {
    std::size_t count = 0;
    for (const std::uint64_t word : bits) {
        count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
}

bool is_empty(std::span<const std::uint64_t> bits) {
    return std::ranges::all_of(bits, [](std::uint64_t word) { return word == 0; });
}

} // namespace

BranchMatcher::BranchMatcher(Goals& goals, const Goal& goal) : Matcher(goals, goal) {
    branches_.push_back({.context = hole(),
                         .cost = 0,
                         .left = bits_of(std::vector<double>(goals.shape().positions, 1.0))});
}

std::uint64_t BranchMatcher::step(Stream stream, std::uint32_t place) {
    std::uint64_t work = 0;
    if (kind_of(stream) == goal().column.kind) {
        work += add_value(place);
    }
    if (stream == Stream::booleans) {
        conditions_ = std::max(conditions_, place + 1);
    }
    return work + divide_all();
}

// Tries the conditions that are new to a branch; a new branch is tried with the cheapest ones and
// with those to come.
std::uint64_t BranchMatcher::divide_all() {
    std::uint64_t work = 0;
    for (std::size_t branch = 0; branch < branches_.size(); ++branch) {
        std::uint32_t next = branches_[branch].next;
        branches_[branch].next = conditions_;
        const std::uint32_t end = next == 0 ? std::min(conditions_, most_tried_again) : conditions_;
        for (; next < end; ++next) {
            work += divide(branch, next);
        }
        if (end < conditions_) {
            work += divide(branch, conditions_ - 1);
        }
    }
    return work;
}

std::uint64_t BranchMatcher::add_value(std::uint32_t place) {
    const PartKind kind = goal().column.kind;
    const std::span<const double> values = bank().values(kind, place);
    Value value{.place = place, .cost = bank().part(kind, place).cost, .right = {}};
    value.right.resize(shape().mask_words());
    bool is_wrong = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_right = are_alike(values[i], goal().column.values[i]);
        is_wrong |= !is_right;
        value.right[i / rasp::word_bits] |= std::uint64_t{is_right ? 1U : 0U}
                                            << (i % rasp::word_bits);
    }
    const std::uint64_t work = positions() + work_of_value * values_.size();
    if (!is_wrong || is_empty(value.right) || values_.size() >= most_values ||
        value_for(value.right) != nullptr) {
        return work;
    }
    const Head& choose = *head(HeadName::choose);
    const Part& part = bank().part(kind, place);
    for (const Value& other : values_) {
        bool is_complement = true;
        for (std::size_t i = 0; i < value.right.size(); ++i) {
            is_complement &= (value.right[i] ^ other.right[i]) == branches_.front().left[i];
        }
        const DescriptionLength cost = goal().cost + choose.cost + value.cost + other.cost;
        if (is_complement && goals().may_open(goal(), GoalOrigin::other, cost)) {
            std::vector<double> condition;
            for (std::size_t i = 0; i < values.size(); ++i) {
                condition.push_back(has_bit(value.right, i) ? 1 : 0);
            }
            const Part& second = bank().part(kind, other.place);
            goals().open(goal(), GoalOrigin::other, boolean_column(std::move(condition)),
                         call(choose, {hole(), backwards::part(part.handle),
                                       backwards::part(second.handle)}),
                         cost);
        }
    }
    values_.push_back(std::move(value));
    for (Branch& branch : branches_) {
        branch.next = 0;
    }
    return work;
}

// Returns the cheapest value that is right at these places.
const BranchMatcher::Value* BranchMatcher::value_for(const Bits& places) const {
    const auto found = std::ranges::find_if(
        values_, [&](const Value& value) { return is_within(places, value.right); });
    return found != values_.end() ? &*found : nullptr;
}

// Divides what is left to the branch by the condition.
std::uint64_t BranchMatcher::divide(std::size_t branch, std::uint32_t condition) {
    const std::span<const std::uint64_t> bits = bank().bits(PartKind::boolean, condition);
    const Bits& left = branches_[branch].left;
    with_.assign(left.begin(), left.end());
    without_.assign(left.begin(), left.end());
    for (std::size_t i = 0; i < left.size(); ++i) {
        with_[i] &= bits[i];
        without_[i] &= ~bits[i];
    }
    const std::uint64_t work = work_of_value * (1 + 2 * values_.size());
    if (is_empty(with_) || is_empty(without_)) {
        return work;
    }
    const Value* const first = value_for(with_);
    const Value* const second = value_for(without_);
    if (first == nullptr && second == nullptr) {
        return work;
    }
    const PartKind kind = goal().column.kind;
    const Head& choose = *head(HeadName::choose);
    const Part& test = bank().part(PartKind::boolean, condition);
    const auto filler = [&](const Value* value) {
        return value != nullptr ? backwards::part(bank().part(kind, value->place).handle) : hole();
    };
    const auto cost_of = [](const Value* value) { return value != nullptr ? value->cost : 0; };
    const Expression made =
        filled(branches_[branch].context,
               call(choose, {backwards::part(test.handle), filler(first), filler(second)}));
    const DescriptionLength cost =
        branches_[branch].cost + choose.cost + test.cost + cost_of(first) + cost_of(second);
    if (first != nullptr && second != nullptr) {
        goals().meet(goal(), made, goal().cost + cost);
    } else {
        add_branch({.context = made,
                    .cost = cost,
                    .left = first == nullptr ? with_ : without_,
                    .depth = branches_[branch].depth + 1});
    }
    return work;
}

// If there are too many branches, it takes the place of the one that costs the most for each
// position that it settles.
void BranchMatcher::add_branch(Branch branch) {
    const bool is_useless =
        branch.depth >= most_depth || !goals().is_worth(goal().cost + branch.cost) ||
        std::ranges::any_of(branches_, [&](const Branch& other) {
            return other.cost <= branch.cost && is_within(other.left, branch.left);
        });
    if (is_useless) {
        return;
    }
    if (branches_.size() < most_branches) {
        branches_.push_back(std::move(branch));
        return;
    }
    const auto price = [&](const Branch& other) {
        return nats(other.cost) / static_cast<double>(positions() - count_bits(other.left));
    };
    const auto worst = std::ranges::max_element(branches_.begin() + 1, branches_.end(), {}, price);
    if (price(branch) < price(*worst)) {
        *worst = std::move(branch);
    }
}

} // namespace rasp_stitch::enumerator::backwards
