#include "enumerator/backwards/source_matcher.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

constexpr std::size_t most_hitting = 60;
constexpr std::uint64_t work_of_positions = 8;
constexpr std::uint64_t work_of_select = 60;

// By the bits of select_alive: less, equal, greater, and their negations.
constexpr std::array predicates = {HeadName::less_than,     HeadName::equals_to,
                                   HeadName::greater_than,  HeadName::at_least,
                                   HeadName::not_equals_to, HeadName::at_most};

double sum(double a, double b) {
    return a + b;
}

double difference(double a, double b) {
    return a - b;
}

} // namespace

std::uint64_t SourceMatcher::step(Stream stream, std::uint32_t place) {
    const PartKind kind = kind_of(stream);
    if (sources_.are_everywhere && !has_opened_goals_ && bank().indices()) {
        has_opened_goals_ = true;
        open_goals(false);
        if (!sources_.are_unique) {
            open_goals(true);
        }
    }
    if (stream == Stream::selectors) {
        try_selector(place);
        return work_of_positions * (1 + hitting_.size() / 4);
    }
    const std::uint32_t end = std::min(place + 1, cheap_parts);
    std::uint64_t work = 0;
    if (stream == Stream::numbers) {
        try_positions(place);
        for (std::uint32_t other = 0; other < end; ++other) {
            try_pair(HeadName::add, place, other, sum);
            try_pair(HeadName::sub, place, other, difference);
            try_pair(HeadName::sub, other, place, difference);
            try_pair(HeadName::mod, place, other, remainder_of);
            try_pair(HeadName::mod, other, place, remainder_of);
        }
        work += 5 * work_of_positions * end;
    }
    for (std::uint32_t other = 0; other < end; ++other) {
        try_select(kind, place, other);
        if (other != place) {
            try_select(kind, other, place);
        }
    }
    return work + 2 * work_of_select * end;
}

// Whether `at(position)`, as the number of a key, selects as wanted in each row.
template <class PositionAt>
bool SourceMatcher::lead_to_allowed(PositionAt at) const {
    for (const SourceRow& row : sources_.rows) {
        const double key = at(row.position);
        const auto length = static_cast<double>(shape().extents[row.input].length);
        if (!(key >= 0 && key < length && key == std::floor(key))) {
            if (!row.may_be_empty || std::isnan(key)) {
                return false; // a remainder by 0 is an error
            }
            continue;
        }
        const auto number = static_cast<std::size_t>(key);
        const std::uint64_t word = sources_.allowed[row.words + number / rasp::word_bits];
        if (((word >> (number % rasp::word_bits)) & 1U) == 0) {
            return false;
        }
    }
    return true;
}

void SourceMatcher::try_positions(std::uint32_t place) {
    const std::span<const double> values = bank().values(PartKind::number, place);
    if (lead_to_allowed([&](std::size_t i) { return values[i]; })) {
        const Part& part = bank().part(PartKind::number, place);
        report_positions(backwards::part(part.handle), part.cost);
    }
}

template <class Compute>
void SourceMatcher::try_pair(HeadName name, std::uint32_t left, std::uint32_t right,
                             Compute compute) {
    const Head* const operation = head(name);
    if (operation == nullptr) {
        return;
    }
    const std::span<const double> a = bank().values(PartKind::number, left);
    const std::span<const double> b = bank().values(PartKind::number, right);
    if (lead_to_allowed([&](std::size_t i) { return compute(a[i], b[i]); })) {
        const Part& first = bank().part(PartKind::number, left);
        const Part& second = bank().part(PartKind::number, right);
        report_positions(
            call(*operation, {backwards::part(first.handle), backwards::part(second.handle)}),
            operation->cost + first.cost + second.cost);
    }
}

void SourceMatcher::try_select(PartKind kind, std::uint32_t keys, std::uint32_t queries) {
    const std::span<const double> k = bank().values(kind, keys);
    const std::span<const double> q = bank().values(kind, queries);
    unsigned alive = 0x3FU;
    for (const SourceRow& row : sources_.rows) {
        const Extent& extent = shape().extents[row.input];
        const double query = q[row.position];
        unsigned is_any = 0;   // by predicate: whether it selects a key
        unsigned is_wrong = 0; // or one that is not allowed, or several
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            const std::size_t first = word * rasp::word_bits;
            const std::size_t end = std::min(extent.length - first, rasp::word_bits);
            std::uint64_t less = 0;
            std::uint64_t equal = 0;
            for (std::size_t i = 0; i < end; ++i) {
                const double key = k[extent.offset + first + i];
                less |= std::uint64_t{key < query ? 1U : 0U} << i;
                equal |= std::uint64_t{key == query ? 1U : 0U} << i;
            }
            const std::uint64_t mask = extent.mask(word);
            const std::uint64_t greater = mask & ~(less | equal);
            const std::uint64_t wrong = ~sources_.allowed[row.words + word];
            const std::array<std::uint64_t, 6> rows = {
                less, equal, greater, mask & ~less, mask & ~equal, mask & ~greater};
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const unsigned bit = 1U << i;
                const bool is_second = !takes_several() && ((rows[i] & (rows[i] - 1)) != 0 ||
                                                            (rows[i] != 0 && (is_any & bit) != 0));
                is_wrong |= (rows[i] & wrong) != 0 || is_second ? bit : 0U;
                is_any |= rows[i] != 0 ? bit : 0U;
            }
        }
        alive &= ~is_wrong & (row.may_be_empty ? 0x3FU : is_any);
        if (alive == 0) {
            return;
        }
    }
    const Head* const select = head(HeadName::select);
    const Part& first = bank().part(kind, keys);
    const Part& second = bank().part(kind, queries);
    for (std::size_t i = 0; i < predicates.size() && select != nullptr; ++i) {
        const Head* const predicate = head(predicates[i]);
        if (((alive >> i) & 1U) != 0 && predicate != nullptr) {
            report(call(*select, {backwards::part(first.handle), backwards::part(second.handle),
                                  call(*predicate, {})}),
                   select->cost + predicate->cost + first.cost + second.cost);
        }
    }
}

// Whether the conjunction of two selectors selects as wanted in each row.
bool SourceMatcher::select_allowed(std::span<const std::uint64_t> first,
                                   std::span<const std::uint64_t> second) const {
    for (const SourceRow& row : sources_.rows) {
        bool is_any = false;
        for (std::size_t word = 0; word < shape().extents[row.input].row_words; ++word) {
            const std::uint64_t keys = first[row.words + word] & second[row.words + word];
            const bool is_second =
                !takes_several() && ((keys & (keys - 1)) != 0 || (keys != 0 && is_any));
            if ((keys & ~sources_.allowed[row.words + word]) != 0 || is_second) {
                return false;
            }
            is_any |= keys != 0;
        }
        if (!is_any && !row.may_be_empty) {
            return false;
        }
    }
    return true;
}

void SourceMatcher::try_selector(std::uint32_t place) {
    const std::span<const std::uint64_t> rows = bank().bits(PartKind::selector, place);
    const Part& part = bank().part(PartKind::selector, place);
    if (select_allowed(rows, rows)) {
        report(backwards::part(part.handle), part.cost);
        return;
    }
    const Head* const both = head(HeadName::selector_and);
    const bool hits =
        both != nullptr && std::ranges::all_of(sources_.rows, [&](const SourceRow& row) {
            bool is_hit = row.may_be_empty;
            for (std::size_t i = 0; i < shape().extents[row.input].row_words; ++i) {
                is_hit |= (rows[row.words + i] & sources_.allowed[row.words + i]) != 0;
            }
            return is_hit;
        });
    if (!hits) {
        return;
    }
    for (const std::uint32_t other : hitting_) {
        if (select_allowed(rows, bank().bits(PartKind::selector, other))) {
            const Part& second = bank().part(PartKind::selector, other);
            report(call(*both, {backwards::part(second.handle), backwards::part(part.handle)}),
                   both->cost + second.cost + part.cost);
        }
    }
    if (hitting_.size() < most_hitting) {
        hitting_.push_back(place);
    }
}

// Returns the number of the set bit with this rank among the set bits, or nullopt if there are not
// so many.
std::optional<std::size_t> SourceMatcher::allowed_key(const SourceRow& row,
                                                      std::size_t rank) const {
    for (std::size_t word = 0; word < shape().extents[row.input].row_words; ++word) {
        for (std::uint64_t bits = sources_.allowed[row.words + word]; bits != 0; bits &= bits - 1) {
            if (rank-- == 0) {
                return word * rasp::word_bits + static_cast<std::size_t>(std::countr_zero(bits));
            }
        }
    }
    return std::nullopt;
}

// Opens the goals of positions for `(select (indices $0) ? equals_to)` and, if these are a
// permutation of each input, of keys for `(select ? (indices $0) equals_to)`. Rows that want the
// same value have the same allowed keys. They take them in their own order, or in the reverse.
void SourceMatcher::open_goals(bool reverses) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    if (select == nullptr || equals == nullptr) {
        return;
    }
    const std::vector<double>& wanted = goal().column.values;
    std::vector<double> queries(positions());
    std::vector<double> keys(positions(), -1);
    bool is_permutation = true;
    for (const SourceRow& row : sources_.rows) {
        const Extent& extent = shape().extents[row.input];
        const std::size_t end = extent.offset + extent.length;
        std::size_t rank = 0;
        for (std::size_t other = reverses ? row.position + 1U : extent.offset;
             other < (reverses ? end : row.position); ++other) {
            rank += are_alike(wanted[other], wanted[row.position]) ? 1U : 0U;
        }
        std::optional<std::size_t> key = allowed_key(row, rank);
        if (!key && sources_.are_unique) {
            key = allowed_key(row, 0);
        }
        if (!key) {
            return;
        }
        queries[row.position] = static_cast<double>(*key);
        double& query = keys[extent.offset + *key];
        is_permutation &= query < 0;
        query = static_cast<double>(row.position - extent.offset);
    }
    const Part& indices = bank().part(PartKind::number, *bank().indices());
    const DescriptionLength cost = sources_.cost + select->cost + equals->cost + indices.cost;
    const auto open = [&](std::vector<double> column, const Expression& selector) {
        if (goals().may_open(goal(), GoalOrigin::other, cost)) {
            goals().open(goal(), GoalOrigin::other,
                         {.kind = PartKind::number, .values = std::move(column)},
                         aggregation(selector), cost);
        }
    };
    if (!is_permutation && !sources_.are_unique) {
        return;
    }
    const Expression given = backwards::part(indices.handle);
    open(std::move(queries), call(*select, {given, hole(), call(*equals, {})}));
    if (is_permutation) {
        open(std::move(keys), call(*select, {hole(), given, call(*equals, {})}));
    }
}

Expression SourceMatcher::aggregation(const Expression& selector) const {
    const PartKind kind = goal().column.kind;
    const Expression values = backwards::part(bank().part(kind, sources_.values).handle);
    return sources_.fallback ? call(*head(HeadName::aggregate_default),
                                    {selector, values,
                                     backwards::part(bank().part(kind, *sources_.fallback).handle)})
                             : call(*head(HeadName::aggregate), {selector, values});
}

void SourceMatcher::report(const Expression& selector, DescriptionLength cost) {
    goals().meet(goal(), aggregation(selector), sources_.cost + cost);
}

void SourceMatcher::report_positions(const Expression& positions, DescriptionLength cost) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    const std::optional<std::uint32_t> indices = bank().indices();
    if (select == nullptr || equals == nullptr || !indices) {
        return;
    }
    const Part& keys = bank().part(PartKind::number, *indices);
    report(call(*select, {backwards::part(keys.handle), positions, call(*equals, {})}),
           cost + select->cost + equals->cost + keys.cost);
}

} // namespace rasp_stitch::enumerator::backwards
