#include "enumerator/backwards/quantifier_matcher.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_scopes = 12;
constexpr std::uint32_t most_selectors = 100;    // of which some are scopes
constexpr std::uint32_t most_tried_again = 2000; // booleans, for a selector that comes later
constexpr std::uint64_t work_of_part = 4;

bool meets(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if ((a[i] & b[i]) != 0) {
            return true;
        }
    }
    return false;
}

} // namespace

QuantifierMatcher::QuantifierMatcher(Goals& goals, const Goal& goal) : Matcher(goals, goal) {
    constexpr std::array needed = {HeadName::gt, HeadName::aggregate, HeadName::indicator};
    const bool is_constant = std::ranges::all_of(
        goal.column.values, [&](double value) { return value == goal.column.values.front(); });
    is_possible_ = !is_constant && std::ranges::all_of(needed, [&](HeadName name) {
        return head(name) != nullptr;
    });
    for (const rasp::Extent& extent : shape().extents) {
        cells_ += extent.length * extent.length;
    }
}

std::uint64_t QuantifierMatcher::step(Stream stream, std::uint32_t place) {
    std::uint64_t work = 0;
    if (!has_zero_ && bank().zero()) {
        has_zero_ = true;
        for (const Scope& scope : scopes_) {
            work += try_parts(scope);
        }
    }
    if (stream == Stream::booleans) {
        parts_ = std::max(parts_, place + 1);
        for (const Scope& scope : scopes_) {
            try_part(scope, place);
        }
        return work + work_of_part * (1 + scopes_.size());
    }
    if (place >= most_selectors || scopes_.size() >= most_scopes) {
        return work + 1;
    }
    const std::size_t before = scopes_.size();
    add_scope(place);
    work += cells_ + positions() * (20 + shape().mask_words());
    return scopes_.size() == before ? work : work + try_parts(scopes_.back());
}

// Tries the parts that came before the scope.
std::uint64_t QuantifierMatcher::try_parts(const Scope& scope) {
    const std::uint32_t end = std::min(parts_, most_tried_again);
    for (std::uint32_t part = 0; part < end; ++part) {
        try_part(scope, part);
    }
    return work_of_part * end;
}

// Adds the selector if something can hold at the selected positions where the goal does, and only
// there.
void QuantifierMatcher::add_scope(std::uint32_t selector) {
    const std::span<const std::uint64_t> rows = bank().bits(PartKind::selector, selector);
    Scope scope{.selector = selector, .forbidden = Bits(shape().mask_words()), .needs = {}};
    std::vector<Bits> wanted;
    for (const rasp::Extent& extent : shape().extents) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            Bits selected(shape().mask_words());
            for (std::size_t key = 0; key < extent.length; ++key) {
                const std::uint64_t word =
                    rows[extent.row_of(false, query) + key / rasp::word_bits];
                const std::size_t position = extent.offset + key;
                selected[position / rasp::word_bits] |= ((word >> (key % rasp::word_bits)) & 1U)
                                                        << (position % rasp::word_bits);
            }
            if (goal().column.values[extent.offset + query] == 0) {
                for (std::size_t i = 0; i < selected.size(); ++i) {
                    scope.forbidden[i] |= selected[i];
                }
            } else {
                wanted.push_back(std::move(selected));
            }
        }
    }
    bool selects_several = false;
    for (Bits& need : wanted) {
        int count = 0;
        for (std::size_t i = 0; i < need.size(); ++i) {
            need[i] &= ~scope.forbidden[i];
            count += std::popcount(need[i]);
        }
        if (count == 0) {
            return;
        }
        selects_several |= count > 1;
        if (std::ranges::find(scope.needs, need) == scope.needs.end()) {
            scope.needs.push_back(std::move(need));
        }
    }
    if (selects_several || scope.needs.size() < wanted.size()) {
        scopes_.push_back(std::move(scope)); // another one tells no more than the goal itself
    }
}

void QuantifierMatcher::try_part(const Scope& scope, std::uint32_t place) {
    const std::span<const std::uint64_t> bits = bank().bits(PartKind::boolean, place);
    if (meets(bits, scope.forbidden) ||
        !std::ranges::all_of(scope.needs, [&](const Bits& need) { return meets(bits, need); })) {
        return;
    }
    const std::optional<std::uint32_t> zero = bank().zero();
    if (!zero) {
        return;
    }
    const Head& greater = *head(HeadName::gt);
    const Head& aggregate = *head(HeadName::aggregate);
    const Head& indicator = *head(HeadName::indicator);
    const Part& selector = bank().part(PartKind::selector, scope.selector);
    const Part& held = bank().part(PartKind::boolean, place);
    const Part& none = bank().part(PartKind::number, *zero);
    goals().meet(goal(),
                 call(greater, {call(aggregate,
                                     {part(selector.handle), call(indicator, {part(held.handle)})}),
                                part(none.handle)}),
                 cost() + greater.cost + aggregate.cost + indicator.cost + selector.cost +
                     held.cost + none.cost);
}

} // namespace rasp_stitch::enumerator::backwards
