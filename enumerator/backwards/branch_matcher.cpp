#include "enumerator/backwards/branch_matcher.hpp"

#include <algorithm>
#include <bit>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_values = 32;
constexpr std::size_t most_branches = 20;
constexpr std::size_t most_beginnings = 4; // with a condition that is not known
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
    for (const Value& other : values_) {
        bool is_complement = true;
        for (std::size_t i = 0; i < value.right.size(); ++i) {
            is_complement &= (value.right[i] ^ other.right[i]) == branches_.front().left[i];
        }
        const DescriptionLength cost = goal().cost + choose.cost + value.cost + other.cost;
        if (is_complement) {
            open_condition(value, backwards::part(bank().part(kind, other.place).handle), cost);
        }
    }
    values_.push_back(std::move(value));
    if (values_.size() <= most_beginnings) {
        begin_with(values_.size() - 1);
    }
    for (Branch& branch : branches_) {
        branch.next = 0;
    }
    return work;
}

// Opens the goal of a condition that holds where the value is right.
void BranchMatcher::open_condition(const Value& value, const Expression& otherwise,
                                   DescriptionLength cost) {
    if (!goals().may_open(goal(), GoalOrigin::other, cost)) {
        return;
    }
    std::vector<double> condition;
    for (std::size_t i = 0; i < positions(); ++i) {
        condition.push_back(has_bit(value.right, i) ? 1 : 0);
    }
    const Part& part = bank().part(goal().column.kind, value.place);
    goals().open(goal(), GoalOrigin::other, boolean_column(std::move(condition)),
                 call(*head(HeadName::choose), {hole(), backwards::part(part.handle), otherwise}),
                 cost);
}

// Adds the branch that begins with a condition which is not known yet.
void BranchMatcher::begin_with(std::size_t value) {
    Branch branch{.context = hole(),
                  .cost = head(HeadName::choose)->cost + values_[value].cost,
                  .left = branches_.front().left,
                  .value = value};
    for (std::size_t i = 0; i < branch.left.size(); ++i) {
        branch.left[i] &= ~values_[value].right[i];
    }
    branches_.push_back(std::move(branch));
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
    const std::optional<std::size_t> value = branches_[branch].value;
    if (first == nullptr || second == nullptr) {
        add_branch({.context = made,
                    .cost = cost,
                    .left = first == nullptr ? with_ : without_,
                    .depth = branches_[branch].depth + 1,
                    .value = value});
        return work;
    }
    if (!value) {
        goals().meet(goal(), made, goal().cost + cost);
        return work;
    }
    open_condition(values_[*value], made, goal().cost + cost);
    return work + Goals::work_to_open(positions());
}

// If there are too many branches, it takes the place of the one that costs the most for each
// position that it settles. Where a list begins with a condition that is not known, that settles
// nothing yet.
void BranchMatcher::add_branch(Branch branch) {
    const bool is_useless = branch.depth >= most_depth ||
                            !goals().is_worth(goal().cost + branch.cost) ||
                            std::ranges::any_of(branches_, [&](const Branch& other) {
                                return other.value == branch.value && other.cost <= branch.cost &&
                                       is_within(other.left, branch.left);
                            });
    if (is_useless) {
        return;
    }
    if (branches_.size() < most_branches) {
        branches_.push_back(std::move(branch));
        return;
    }
    const auto price = [&](const Branch& other) {
        const std::size_t begun = other.value ? count_bits(values_[*other.value].right) : 0;
        return nats(other.cost) / static_cast<double>(positions() - begun - count_bits(other.left));
    };
    // Those without a condition are where lists begin.
    const auto is_beginning = [](const Branch& other) { return other.depth == 0; };
    auto worst = branches_.end();
    for (auto other = branches_.begin(); other != branches_.end(); ++other) {
        if (!is_beginning(*other) && (worst == branches_.end() || price(*other) > price(*worst))) {
            worst = other;
        }
    }
    if (worst != branches_.end() && price(branch) < price(*worst)) {
        *worst = std::move(branch);
    }
}

} // namespace rasp_stitch::enumerator::backwards
