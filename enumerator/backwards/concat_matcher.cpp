#include "enumerator/backwards/concat_matcher.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::enumerator::backwards {

void ConcatMatcher::undo(std::uint32_t place, bool is_beginning) {
    const std::span<const double> values = bank().values(PartKind::string, place);
    rest_.clear();
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::string_view wanted = codes_->text(goal().column.values[i]);
        const std::string_view given = codes_->text(values[i]);
        if (!(is_beginning ? wanted.starts_with(given) : wanted.ends_with(given))) {
            return;
        }
        wanted = is_beginning ? wanted.substr(given.size())
                              : wanted.substr(0, wanted.size() - given.size());
        const std::optional<double> code = codes_->find(std::string(wanted));
        if (!code) {
            return; // no part has this string
        }
        rest_.push_back(*code);
    }
    const Head& concat = *head(HeadName::concat);
    const Part& part = bank().part(PartKind::string, place);
    const DescriptionLength cost = goal().cost + concat.cost + part.cost;
    const Expression given = backwards::part(part.handle);
    const Expression context =
        is_beginning ? call(concat, {given, hole()}) : call(concat, {hole(), given});
    if (goals().may_open(goal(), GoalOrigin::other, cost)) {
        goals().open(goal(), GoalOrigin::other, {.kind = PartKind::string, .values = rest_},
                     context, cost);
    }
}

std::uint64_t ConcatMatcher::step(Stream /*stream*/, std::uint32_t place) {
    constexpr std::uint64_t work_of_part = 50;
    undo(place, true);
    undo(place, false);
    return work_of_part;
}

} // namespace rasp_stitch::enumerator::backwards
