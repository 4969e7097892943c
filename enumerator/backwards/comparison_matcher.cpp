#include "enumerator/backwards/comparison_matcher.hpp"

#include <algorithm>
#include <optional>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_constants = 100;
constexpr std::uint64_t work_of_pair = 8;

// A way to write a relation of two columns.
struct Writing {
    HeadName name;
    bool is_exchanged;
    bool is_negated;
};

// The ways to write "less", "equal" and "greater". A language need not have them all.
constexpr std::array<std::array<Writing, 4>, 3> writings = {{
    {{{HeadName::lt, false, false},
      {HeadName::gt, true, false},
      {HeadName::ge, false, true},
      {HeadName::le, true, true}}},
    {{{HeadName::eq, false, false},
      {HeadName::eq, true, false},
      {HeadName::ne, false, true},
      {HeadName::ne, true, true}}},
    {{{HeadName::gt, false, false},
      {HeadName::lt, true, false},
      {HeadName::le, false, true},
      {HeadName::ge, true, true}}},
}};

} // namespace

ComparisonMatcher::ComparisonMatcher(Goals& goals, const Goal& goal) : Matcher(goals, goal) {
    std::array<std::vector<std::uint32_t>, 2> by_value;
    for (std::uint32_t i = 0; i < goal.column.values.size(); ++i) {
        by_value[goal.column.values[i] != 0 ? 1U : 0U].push_back(i);
    }
    for (std::size_t i = 0; i < std::max(by_value[0].size(), by_value[1].size()); ++i) {
        for (const std::vector<std::uint32_t>& positions : by_value) {
            if (i < positions.size()) {
                order_.push_back(positions[i]);
            }
        }
    }
}

// Reports the cheapest way to say when the relation holds, or when it does not.
void ComparisonMatcher::report(PartKind kind, std::uint32_t left, std::uint32_t right,
                               std::size_t relation, bool is_negated) {
    const Head* const negation = head(HeadName::logical_not);
    const Part& first = bank().part(kind, left);
    const Part& second = bank().part(kind, right);
    const bool is_constant_first = first.is_constant && !second.is_constant;
    std::optional<DescriptionLength> least;
    Expression filler;
    for (const Writing& writing : writings[relation]) {
        const Head* const comparison = head(writing.name);
        const bool has_not = writing.is_negated != is_negated;
        if (comparison == nullptr || (has_not && negation == nullptr)) {
            continue;
        }
        const DescriptionLength cost = comparison->cost + (has_not ? negation->cost : 0);
        // Two ways can cost the same. This takes the one with a constant on the right, as people
        // write it.
        if (least &&
            (cost > *least || (cost == *least && writing.is_exchanged != is_constant_first))) {
            continue;
        }
        least = cost;
        const Expression a = backwards::part(writing.is_exchanged ? second.handle : first.handle);
        const Expression b = backwards::part(writing.is_exchanged ? first.handle : second.handle);
        filler = call(*comparison, {a, b});
        if (has_not) {
            filler = call(*negation, {filler});
        }
    }
    if (least) {
        goals().meet(goal(), filler, goal().cost + *least + first.cost + second.cost);
    }
}

void ComparisonMatcher::compare(PartKind kind, std::uint32_t left, std::uint32_t right) {
    const std::span<const double> a = bank().values(kind, left);
    const std::span<const double> b = bank().values(kind, right);
    const std::vector<double>& wanted = goal().column.values;
    unsigned alive = relations_of(bank().part(kind, left), bank().part(kind, right));
    for (const std::uint32_t i : order_) {
        const unsigned relation = a[i] < b[i] ? 1U : a[i] == b[i] ? 2U : 4U;
        const unsigned holding = relation | ((relation ^ 7U) << 3U);
        alive &= wanted[i] != 0 ? holding : holding ^ all_relations;
        if (alive == 0) {
            return;
        }
    }
    for (std::size_t relation = 0; relation < 3; ++relation) {
        for (std::size_t negated = 0; negated < 2; ++negated) {
            if (((alive >> (relation + 3 * negated)) & 1U) != 0) {
                report(kind, left, right, relation, negated == 1);
            }
        }
    }
}

// `eq` and `ne` are "exclusive or" and its negation.
void ComparisonMatcher::undo_equality(std::uint32_t place) {
    const Part& part = bank().part(PartKind::boolean, place);
    const std::span<const double> values = bank().values(PartKind::boolean, place);
    for (const HeadName name : {HeadName::eq, HeadName::ne}) {
        const Head* const equality = head(name);
        if (equality == nullptr) {
            continue;
        }
        std::vector<double> other(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool differ = (values[i] != 0) != (goal().column.values[i] != 0);
            other[i] = differ == (name == HeadName::ne) ? 1 : 0;
        }
        const DescriptionLength cost = goal().cost + equality->cost + part.cost;
        const Expression context = call(*equality, {backwards::part(part.handle), hole()});
        if (goals().may_open(goal(), GoalOrigin::other, cost)) {
            goals().open(goal(), GoalOrigin::other, boolean_column(std::move(other)), context,
                         cost);
        } else if (const auto known = bank().find(PartKind::boolean, goals().hash().of(other))) {
            const Part& found = bank().part(PartKind::boolean, *known);
            goals().meet(goal(), filled(context, backwards::part(found.handle)), cost + found.cost);
        }
    }
}

std::uint64_t ComparisonMatcher::step(Stream stream, std::uint32_t place) {
    const PartKind kind = kind_of(stream);
    if (kind == PartKind::boolean) {
        undo_equality(place);
        return 2 * Goals::work_to_open(positions());
    }
    const std::uint32_t end = std::min(place, cheap_parts);
    for (std::uint32_t other = 0; other < end; ++other) {
        compare(kind, place, other);
    }
    std::vector<std::uint32_t>& constants = constants_[static_cast<std::size_t>(kind)];
    for (const std::uint32_t constant : constants) {
        compare(kind, place, constant);
    }
    const std::uint64_t work = work_of_pair * (end + constants.size());
    if (place >= cheap_parts && bank().part(kind, place).is_constant &&
        constants.size() < most_constants) {
        // The parts before this one are compared with it now, the others later.
        for (std::uint32_t other = 0; other < place; ++other) {
            compare(kind, other, place);
        }
        constants.push_back(place);
        return work + work_of_pair * place;
    }
    return work;
}

} // namespace rasp_stitch::enumerator::backwards
