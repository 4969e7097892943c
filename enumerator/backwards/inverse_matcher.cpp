#include "enumerator/backwards/inverse_matcher.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator::backwards {

std::uint64_t InverseMatcher::step(Stream /*stream*/, std::uint32_t place) {
    constexpr std::uint64_t work_of_look_up = 20;
    const Bank::Invertible& invertible = bank().invertible()[place];
    const PartKind kind = goal().column.kind;
    if (invertible.inverse.is_chain && kind != PartKind::number) {
        return 1; // only numbers have means
    }
    const Head& aggregate = *head(HeadName::aggregate);
    const Part& selector = bank().part(PartKind::selector, invertible.selector);
    const DescriptionLength cost = goal().cost + aggregate.cost + selector.cost;
    std::uint64_t work = work_of_look_up + 3 * positions();
    if (!goals().is_worth(cost)) {
        return 1;
    }
    invertible.inverse.find_values(shape(), goal().column.values, column_);
    const Expression context = call(aggregate, {backwards::part(selector.handle), hole()});
    if (goals().may_open(goal(), GoalOrigin::inverse, cost)) {
        work += Goals::work_to_open(positions());
        goals().open(goal(), GoalOrigin::inverse,
                     kind == PartKind::boolean ? boolean_column(column_)
                                               : ColumnValues{.kind = kind, .values = column_},
                     context, cost);
    } else if (const auto known = bank().find(kind, goals().hash().of(column_))) {
        const Part& values = bank().part(kind, *known);
        goals().meet(goal(), filled(context, backwards::part(values.handle)), cost + values.cost);
    }
    return work;
}

namespace {

void open_unary(Goals& goals, const Goal& goal, HeadName name, ColumnValues column) {
    const Head* const head = goals.heads().find(name);
    if (head != nullptr && goals.may_open(goal, GoalOrigin::other, goal.cost + head->cost)) {
        goals.open(goal, GoalOrigin::other, std::move(column), call(*head, {hole()}),
                   goal.cost + head->cost);
    }
}

} // namespace

void open_unary_goals(Goals& goals, const Goal& goal) {
    const std::vector<double>& values = goal.column.values;
    if (goal.column.kind == PartKind::selector) {
        ColumnValues column{.kind = PartKind::selector};
        for (const rasp::Extent& extent : goals.shape().extents) {
            for (std::size_t query = 0; query < extent.length; ++query) {
                for (std::size_t word = 0; word < extent.row_words; ++word) {
                    column.bits.push_back(~goal.column.bits[extent.row_of(false, query) + word] &
                                          extent.mask(word));
                }
            }
        }
        open_unary(goals, goal, HeadName::selector_not, std::move(column));
        return;
    }
    std::vector<double> changed(values.size());
    if (goal.column.kind == PartKind::number) {
        std::ranges::transform(values, changed.begin(), [](double value) { return 0.0 - value; });
        open_unary(goals, goal, HeadName::neg, {.kind = PartKind::number, .values = changed});
        if (std::ranges::all_of(values, [](double value) { return value == 0 || value == 1; })) {
            open_unary(goals, goal, HeadName::indicator, boolean_column(values));
        }
    } else if (goal.column.kind == PartKind::boolean) {
        std::ranges::transform(values, changed.begin(), [](double value) { return 1 - value; });
        open_unary(goals, goal, HeadName::logical_not, boolean_column(changed));
    }
}

} // namespace rasp_stitch::enumerator::backwards
