#include "enumerator/backwards/source_matcher.hpp"

#include <algorithm>
#include <array>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

constexpr std::uint64_t work_of_select = 60;

// By relation (matcher.hpp).
constexpr std::array predicates = {HeadName::less_than,     HeadName::equals_to,
                                   HeadName::greater_than,  HeadName::at_least,
                                   HeadName::not_equals_to, HeadName::at_most};

// The relations of the keys of a row to its query, as bits of the keys, in the order of predicates.
using RelationWords = std::array<std::uint64_t, predicates.size()>;

RelationWords relations(std::span<const double> keys, double query, std::uint64_t mask) {
    std::uint64_t less = 0;
    std::uint64_t equal = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        less |= std::uint64_t{keys[i] < query ? 1U : 0U} << i;
        equal |= std::uint64_t{keys[i] == query ? 1U : 0U} << i;
    }
    const std::uint64_t greater = mask & ~(less | equal);
    return {less, equal, greater, mask & ~less, mask & ~equal, mask & ~greater};
}

} // namespace

// Tries the keys whose number is one more or one less than that of the query.
std::uint64_t SourceMatcher::try_next(std::uint32_t place) {
    if (!bank().one() || bank().part(PartKind::number, place).is_constant) {
        return 1;
    }
    std::uint64_t work = 0;
    for (const HeadName shift : {HeadName::add, HeadName::sub}) {
        if (head(shift) != nullptr) {
            work += try_select(PartKind::number, place, {place, shift});
        }
    }
    return work;
}

// Returns the values of the query, until the next call.
std::span<const double> SourceMatcher::values_of(PartKind kind, Query query) {
    const std::span<const double> values = bank().values(kind, query.place);
    if (!query.shift) {
        return values;
    }
    const double step = *query.shift == HeadName::add ? 1 : -1;
    shifted_.resize(values.size());
    std::ranges::transform(values, shifted_.begin(), [&](double value) { return value + step; });
    return shifted_;
}

// Adds to the cost what the query costs.
Expression SourceMatcher::expression_of(PartKind kind, Query query, DescriptionLength& cost) const {
    const Part& part = bank().part(kind, query.place);
    cost += part.cost;
    if (!query.shift) {
        return backwards::part(part.handle);
    }
    const Part& one = bank().part(kind, *bank().one());
    cost += one.cost + head(*query.shift)->cost;
    return call(*head(*query.shift), {backwards::part(part.handle), backwards::part(one.handle)});
}

// Returns by filter, the first time without one, the predicates that select as wanted in each row.
SourceMatcher::LivePredicates SourceMatcher::live_predicates(unsigned all,
                                                             std::span<const double> keys,
                                                             std::span<const double> queries,
                                                             std::uint64_t& work) const {
    const std::size_t ways = 1 + filters_.size();
    LivePredicates alive{};
    std::fill_n(alive.begin(), ways, all);
    for (const SourceRow& row : sources_.rows) {
        const Extent& extent = shape().extents[row.input];
        LivePredicates is_any{};   // whether it selects a key
        LivePredicates is_wrong{}; // or one not allowed, or several
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            const std::size_t first = word * rasp::word_bits;
            const std::size_t end = std::min(extent.length - first, rasp::word_bits);
            const RelationWords rows = relations(keys.subspan(extent.offset + first, end),
                                                 queries[row.position], extent.mask(word));
            const std::uint64_t allowed = sources_.allowed[row.words + word];
            for (std::size_t way = 0; way < ways; ++way) {
                if (alive[way] == 0) {
                    continue;
                }
                const std::uint64_t kept =
                    way == 0 ? extent.mask(word)
                             : bank().bits(PartKind::selector, filters_[way - 1])[row.words + word];
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    const unsigned bit = 1U << i;
                    const std::uint64_t selected = rows[i] & kept;
                    const bool is_second =
                        !takes_several() && ((selected & (selected - 1)) != 0 ||
                                             (selected != 0 && (is_any[way] & bit) != 0));
                    is_wrong[way] |= (selected & ~allowed) != 0 || is_second ? bit : 0U;
                    is_any[way] |= selected != 0 ? bit : 0U;
                }
            }
        }
        unsigned left = 0;
        for (std::size_t way = 0; way < ways; ++way) {
            alive[way] &= ~is_wrong[way] & (row.may_be_empty ? all : is_any[way]);
            left |= alive[way];
        }
        work += 4 * ways;
        if (left == 0) {
            break;
        }
    }
    return alive;
}

// Tries all predicates, and each by itself and together with each of the filters. Returns about how
// many nanoseconds it took.
std::uint64_t SourceMatcher::try_select(PartKind kind, std::uint32_t keys, Query queries) {
    const unsigned all = relations_of(bank().part(kind, keys), bank().part(kind, queries.place));
    std::uint64_t work = work_of_select;
    const LivePredicates alive =
        live_predicates(all, bank().values(kind, keys), values_of(kind, queries), work);
    for (std::size_t i = 0; i < predicates.size(); ++i) {
        const auto is_alive = [&](unsigned bits) { return ((bits >> i) & 1U) != 0; };
        const auto way = std::ranges::find_if(alive, is_alive);
        if (way == alive.end()) {
            continue;
        }
        if (way == alive.begin()) { // a filter would only cost more
            report_select(kind, keys, queries, predicates[i], {});
            continue;
        }
        for (std::size_t filter = 0; filter < filters_.size(); ++filter) {
            if (is_alive(alive[1 + filter])) {
                report_select(kind, keys, queries, predicates[i], filters_[filter]);
            }
        }
    }
    return work;
}

void SourceMatcher::report_select(PartKind kind, std::uint32_t keys, Query queries,
                                  HeadName relation, std::optional<std::uint32_t> filter) {
    const Head* const select = head(HeadName::select);
    const Head* const predicate = head(relation);
    const Head* const both = head(HeadName::selector_and);
    if (select == nullptr || predicate == nullptr) {
        return;
    }
    const Part& key = bank().part(kind, keys);
    DescriptionLength cost = select->cost + predicate->cost + key.cost;
    const Expression query = expression_of(kind, queries, cost);
    const Expression selector =
        call(*select, {backwards::part(key.handle), query, call(*predicate, {})});
    if (!filter) {
        report(selector, cost);
        return;
    }
    const Part& chosen = bank().part(PartKind::selector, *filter);
    report(call(*both, {backwards::part(chosen.handle), selector}),
           both->cost + chosen.cost + cost);
}

} // namespace rasp_stitch::enumerator::backwards
