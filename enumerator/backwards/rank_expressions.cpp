#include "enumerator/backwards/rank_expressions.hpp"

#include <algorithm>
#include <array>

namespace rasp_stitch::enumerator::backwards {

std::optional<Candidate> strict_rank(const Goals& goals, RankOrder order, const Candidate& key) {
    const Vocabulary& heads = goals.heads();
    const Head* const width = heads.find(HeadName::selector_width);
    const Head* const select = heads.find(HeadName::select);
    const Head* const predicate = heads.find(
        order.counts_itself ? (order.falls ? HeadName::at_least : HeadName::at_most)
                            : (order.falls ? HeadName::greater_than : HeadName::less_than));
    if (width == nullptr || select == nullptr || predicate == nullptr) {
        return std::nullopt;
    }
    return Candidate{
        .expression =
            call(*width, {call(*select, {key.expression, key.expression, call(*predicate, {})})}),
        .cost = width->cost + select->cost + predicate->cost + 2 * key.cost};
}

std::optional<Candidate> stable_rank(const Goals& goals, RankOrder order, const Candidate& key) {
    const Vocabulary& heads = goals.heads();
    const Head* const width = heads.find(HeadName::selector_width);
    const Head* const select = heads.find(HeadName::select);
    const Head* const both = heads.find(HeadName::selector_and);
    const Head* const either = heads.find(HeadName::selector_or);
    const Head* const equals = heads.find(HeadName::equals_to);
    const Head* const before =
        heads.find(order.falls ? HeadName::greater_than : HeadName::less_than);
    const Head* const places =
        heads.find(order.reverses ? HeadName::greater_than : HeadName::less_than);
    const std::array needed = {width, select, both, either, equals, before, places};
    const std::optional<std::uint32_t> indices = goals.bank().indices();
    if (!indices ||
        std::ranges::any_of(needed, [](const Head* given) { return given == nullptr; })) {
        return std::nullopt;
    }
    const Part& index = goals.bank().part(PartKind::number, *indices);
    const Expression place = part(index.handle);
    const Expression smaller = call(*select, {key.expression, key.expression, call(*before, {})});
    const Expression equal = call(*select, {key.expression, key.expression, call(*equals, {})});
    const Expression earlier = call(*select, {place, place, call(*places, {})});
    return Candidate{
        .expression = call(*width, {call(*either, {smaller, call(*both, {equal, earlier})})}),
        .cost = width->cost + 3 * select->cost + both->cost + either->cost + equals->cost +
                before->cost + places->cost + 2 * index.cost + 4 * key.cost};
}

} // namespace rasp_stitch::enumerator::backwards
