#include "enumerator/backwards/source_matcher.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

constexpr std::size_t most_sources = 8;
constexpr std::uint32_t most_values = 24; // parts of the kind that are tried as values
constexpr std::size_t most_fallbacks = 12;
constexpr std::size_t most_hitting = 60;
constexpr std::uint32_t most_read_again = 20'000; // parts, for new sources
constexpr std::uint64_t work_of_positions = 8;
constexpr std::uint64_t work_of_select = 60;

// By the bits of select_alive: less, equal, greater, and their negations.
constexpr std::array predicates = {HeadName::less_than,     HeadName::equals_to,
                                   HeadName::greater_than,  HeadName::at_least,
                                   HeadName::not_equals_to, HeadName::at_most};

std::size_t count_bits(const std::uint64_t* words, std::size_t count) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        bits += static_cast<std::size_t>(std::popcount(words[i]));
    }
    return bits;
}

double sum(double a, double b) {
    return a + b;
}

double difference(double a, double b) {
    return a - b;
}

double remainder_of(double a, double b) {
    if (b == 0) {
        return std::nan("");
    }
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

} // namespace

bool SourceMatcher::reads(Stream stream) const {
    return stream != Stream::invertible && goal().column.kind != PartKind::selector;
}

std::uint64_t SourceMatcher::step(Stream stream, std::uint32_t place) {
    std::uint64_t work = 0;
    for (Sources& sources : sources_) {
        work += try_part(sources, stream, place);
        if (sources.opens_goals && bank().indices()) {
            sources.opens_goals = false;
            open_goals(sources);
        }
    }
    read_[static_cast<std::size_t>(stream)] = place + 1;
    const PartKind kind = kind_of(stream);
    if (stream == Stream::selectors || kind != goal().column.kind) {
        return work + 1;
    }
    const bool is_constant = bank().part(kind, place).is_constant;
    if (place < most_values && !is_constant) {
        work += add_sources(place, std::nullopt);
    }
    if (is_constant || place < most_values) {
        work += add_fallback(place);
    }
    return work + 1;
}

std::uint64_t SourceMatcher::add_fallback(std::uint32_t place) {
    if (head(HeadName::aggregate_default) == nullptr || fallbacks_.size() >= most_fallbacks) {
        return 0;
    }
    fallbacks_.push_back(place);
    std::uint64_t work = 0;
    for (std::size_t i = 0; i < without_fallback_.size(); ++i) {
        work += add_sources(without_fallback_[i], place);
    }
    return work;
}

// Adds these sources if they can give the goal, and tries the parts so far.
std::uint64_t SourceMatcher::add_sources(std::uint32_t values,
                                         std::optional<std::uint32_t> fallback) {
    const Head* const aggregate =
        head(fallback ? HeadName::aggregate_default : HeadName::aggregate);
    if (sources_.size() >= most_sources || (aggregate == nullptr && fallback)) {
        return 0;
    }
    const PartKind kind = goal().column.kind;
    const std::span<const double> given = bank().values(kind, values);
    Sources made{.values = values,
                 .fallback = fallback,
                 .cost = goal().cost + (aggregate != nullptr ? aggregate->cost : 0) +
                         bank().part(kind, values).cost,
                 .allowed = std::vector<std::uint64_t>(shape().matrix_words),
                 .rows = {},
                 .hitting = {}};
    if (fallback) {
        made.cost += bank().part(kind, *fallback).cost;
    }
    bool is_possible = aggregate != nullptr;
    bool has_source = false; // where the values are needed
    std::vector<std::size_t> counts(positions());
    for (std::uint32_t input = 0; input < shape().extents.size(); ++input) {
        const Extent& extent = shape().extents[input];
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::size_t position = extent.offset + query;
            const double wanted = goal().column.values[position];
            std::uint64_t* const row = made.allowed.data() + extent.row_of(false, query);
            for (std::size_t key = 0; key < extent.length; ++key) {
                const bool fits = are_alike(given[extent.offset + key], wanted);
                row[key / rasp::word_bits] |= std::uint64_t{fits ? 1U : 0U}
                                              << (key % rasp::word_bits);
            }
            counts[position] = count_bits(row, extent.row_words);
            const bool may_be_empty =
                fallback ? are_alike(bank().values(kind, *fallback)[position], wanted)
                         : kind != PartKind::string && wanted == 0;
            is_possible &= counts[position] > 0 || may_be_empty;
            has_source |= counts[position] > 0 && !may_be_empty;
            made.rows.push_back({.position = static_cast<std::uint32_t>(position),
                                 .input = input,
                                 .words = static_cast<std::uint32_t>(extent.row_of(false, query)),
                                 .may_be_empty = may_be_empty});
        }
    }
    std::uint64_t work = 2 * shape().matrix_words + 20 * positions();
    if (!is_possible && !fallback && head(HeadName::aggregate_default) != nullptr) {
        without_fallback_.push_back(values);
        for (const std::uint32_t other : fallbacks_) {
            work += add_sources(values, other);
        }
    }
    if (!is_possible || !has_source) {
        return work;
    }
    std::ranges::stable_sort(made.rows, {}, [&](const Row& row) {
        return std::pair(row.may_be_empty, counts[row.position]);
    });
    made.opens_goals = std::ranges::all_of(made.rows, [&](const Row& row) {
        return counts[row.position] == 1 && (kind == PartKind::string || !row.may_be_empty);
    });
    sources_.push_back(std::move(made));
    for (const Stream stream :
         {Stream::numbers, Stream::booleans, Stream::strings, Stream::selectors}) {
        const std::uint32_t end =
            std::min(read_[static_cast<std::size_t>(stream)], most_read_again);
        for (std::uint32_t place = 0; place < end; ++place) {
            work += try_part(sources_.back(), stream, place);
        }
    }
    return work;
}

std::uint64_t SourceMatcher::try_part(Sources& sources, Stream stream, std::uint32_t place) {
    const PartKind kind = kind_of(stream);
    if (!goals().is_worth(sources.cost + bank().part(kind, place).cost)) {
        return 1;
    }
    if (stream == Stream::selectors) {
        try_selector(sources, place);
        return work_of_positions * (1 + sources.hitting.size() / 4);
    }
    const std::uint32_t end = std::min(place + 1, cheap_parts);
    std::uint64_t work = 0;
    if (stream == Stream::numbers) {
        try_positions(sources, place);
        for (std::uint32_t other = 0; other < end; ++other) {
            try_pair(sources, HeadName::add, place, other, sum);
            try_pair(sources, HeadName::sub, place, other, difference);
            try_pair(sources, HeadName::sub, other, place, difference);
            try_pair(sources, HeadName::mod, place, other, remainder_of);
            try_pair(sources, HeadName::mod, other, place, remainder_of);
        }
        work += 5 * work_of_positions * end;
    }
    for (std::uint32_t other = 0; other < end; ++other) {
        try_select(sources, kind, place, other);
        if (other != place) {
            try_select(sources, kind, other, place);
        }
    }
    return work + 2 * work_of_select * end;
}

// Whether `at(position)`, as the number of a key, selects as wanted in each row.
template <class PositionAt>
bool SourceMatcher::lead_to_allowed(const Sources& sources, PositionAt at) const {
    for (const Row& row : sources.rows) {
        const double key = at(row.position);
        const auto length = static_cast<double>(shape().extents[row.input].length);
        if (!(key >= 0 && key < length && key == std::floor(key))) {
            if (!row.may_be_empty) {
                return false;
            }
            continue;
        }
        const auto number = static_cast<std::size_t>(key);
        const std::uint64_t word = sources.allowed[row.words + number / rasp::word_bits];
        if (((word >> (number % rasp::word_bits)) & 1U) == 0) {
            return false;
        }
    }
    return true;
}

void SourceMatcher::try_positions(const Sources& sources, std::uint32_t place) {
    const std::span<const double> values = bank().values(PartKind::number, place);
    if (lead_to_allowed(sources, [&](std::size_t i) { return values[i]; })) {
        const Part& part = bank().part(PartKind::number, place);
        report_positions(sources, backwards::part(part.handle), part.cost);
    }
}

template <class Compute>
void SourceMatcher::try_pair(const Sources& sources, HeadName name, std::uint32_t left,
                             std::uint32_t right, Compute compute) {
    const Head* const operation = head(name);
    if (operation == nullptr) {
        return;
    }
    const std::span<const double> a = bank().values(PartKind::number, left);
    const std::span<const double> b = bank().values(PartKind::number, right);
    if (lead_to_allowed(sources, [&](std::size_t i) { return compute(a[i], b[i]); })) {
        const Part& first = bank().part(PartKind::number, left);
        const Part& second = bank().part(PartKind::number, right);
        report_positions(
            sources,
            call(*operation, {backwards::part(first.handle), backwards::part(second.handle)}),
            operation->cost + first.cost + second.cost);
    }
}

void SourceMatcher::try_select(const Sources& sources, PartKind kind, std::uint32_t keys,
                               std::uint32_t queries) {
    const std::span<const double> k = bank().values(kind, keys);
    const std::span<const double> q = bank().values(kind, queries);
    unsigned alive = 0x3FU;
    for (const Row& row : sources.rows) {
        const Extent& extent = shape().extents[row.input];
        const double query = q[row.position];
        std::array<std::size_t, 6> selected{};
        std::array<bool, 6> is_wrong{};
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
            const std::array<std::uint64_t, 6> rows = {
                less, equal, greater, mask & ~less, mask & ~equal, mask & ~greater};
            for (std::size_t i = 0; i < rows.size(); ++i) {
                selected[i] += static_cast<std::size_t>(std::popcount(rows[i]));
                is_wrong[i] |= (rows[i] & ~sources.allowed[row.words + word]) != 0;
            }
        }
        for (std::size_t i = 0; i < selected.size(); ++i) {
            const bool fits = !is_wrong[i] && (selected[i] > 0 || row.may_be_empty) &&
                              (selected[i] <= 1 || takes_several());
            alive &= ~(fits ? 0U : 1U << i);
        }
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
            report(sources,
                   call(*select, {backwards::part(first.handle), backwards::part(second.handle),
                                  call(*predicate, {})}),
                   select->cost + predicate->cost + first.cost + second.cost);
        }
    }
}

// Whether the conjunction of two selectors selects as wanted in each row.
bool SourceMatcher::select_allowed(const Sources& sources, std::span<const std::uint64_t> first,
                                   std::span<const std::uint64_t> second) const {
    for (const Row& row : sources.rows) {
        std::size_t selected = 0;
        for (std::size_t word = 0; word < shape().extents[row.input].row_words; ++word) {
            const std::uint64_t keys = first[row.words + word] & second[row.words + word];
            if ((keys & ~sources.allowed[row.words + word]) != 0) {
                return false;
            }
            selected += static_cast<std::size_t>(std::popcount(keys));
        }
        if ((selected == 0 && !row.may_be_empty) || (selected > 1 && !takes_several())) {
            return false;
        }
    }
    return true;
}

void SourceMatcher::try_selector(Sources& sources, std::uint32_t place) {
    const std::span<const std::uint64_t> rows = bank().bits(PartKind::selector, place);
    const Part& part = bank().part(PartKind::selector, place);
    if (select_allowed(sources, rows, rows)) {
        report(sources, backwards::part(part.handle), part.cost);
        return;
    }
    const Head* const both = head(HeadName::selector_and);
    const bool hits = both != nullptr && std::ranges::all_of(sources.rows, [&](const Row& row) {
                          bool is_hit = row.may_be_empty;
                          for (std::size_t i = 0; i < shape().extents[row.input].row_words; ++i) {
                              is_hit |= (rows[row.words + i] & sources.allowed[row.words + i]) != 0;
                          }
                          return is_hit;
                      });
    if (!hits) {
        return;
    }
    for (const std::uint32_t other : sources.hitting) {
        if (select_allowed(sources, rows, bank().bits(PartKind::selector, other))) {
            const Part& second = bank().part(PartKind::selector, other);
            report(sources,
                   call(*both, {backwards::part(second.handle), backwards::part(part.handle)}),
                   both->cost + second.cost + part.cost);
        }
    }
    if (sources.hitting.size() < most_hitting) {
        sources.hitting.push_back(place);
    }
}

// Opens the goals of positions for `(select (indices $0) ? equals_to)` and, if these are a
// permutation of each input, of keys for `(select ? (indices $0) equals_to)`.
void SourceMatcher::open_goals(const Sources& sources) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    if (select == nullptr || equals == nullptr) {
        return;
    }
    std::vector<double> queries(positions());
    std::vector<double> keys(positions(), -1);
    bool is_permutation = true;
    for (const Row& row : sources.rows) {
        const Extent& extent = shape().extents[row.input];
        std::size_t word = 0;
        while (sources.allowed[row.words + word] == 0) {
            ++word;
        }
        const std::size_t key =
            word * rasp::word_bits +
            static_cast<std::size_t>(std::countr_zero(sources.allowed[row.words + word]));
        queries[row.position] = static_cast<double>(key);
        double& query = keys[extent.offset + key];
        is_permutation &= query < 0;
        query = static_cast<double>(row.position - extent.offset);
    }
    const Part& indices = bank().part(PartKind::number, *bank().indices());
    const DescriptionLength cost = sources.cost + select->cost + equals->cost + indices.cost;
    const auto open = [&](std::vector<double> column, const Expression& selector) {
        if (goals().may_open(goal(), GoalOrigin::other, cost)) {
            goals().open(goal(), GoalOrigin::other,
                         {.kind = PartKind::number, .values = std::move(column)},
                         aggregation(sources, selector), cost);
        }
    };
    const Expression given = backwards::part(indices.handle);
    open(std::move(queries), call(*select, {given, hole(), call(*equals, {})}));
    if (is_permutation) {
        open(std::move(keys), call(*select, {hole(), given, call(*equals, {})}));
    }
}

Expression SourceMatcher::aggregation(const Sources& sources, const Expression& selector) const {
    const PartKind kind = goal().column.kind;
    const Expression values = backwards::part(bank().part(kind, sources.values).handle);
    return sources.fallback ? call(*head(HeadName::aggregate_default),
                                   {selector, values,
                                    backwards::part(bank().part(kind, *sources.fallback).handle)})
                            : call(*head(HeadName::aggregate), {selector, values});
}

void SourceMatcher::report(const Sources& sources, const Expression& selector,
                           DescriptionLength cost) {
    goals().meet(goal(), aggregation(sources, selector), sources.cost + cost);
}

void SourceMatcher::report_positions(const Sources& sources, const Expression& positions,
                                     DescriptionLength cost) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    const std::optional<std::uint32_t> indices = bank().indices();
    if (select == nullptr || equals == nullptr || !indices) {
        return;
    }
    const Part& keys = bank().part(PartKind::number, *indices);
    report(sources, call(*select, {backwards::part(keys.handle), positions, call(*equals, {})}),
           cost + select->cost + equals->cost + keys.cost);
}

} // namespace rasp_stitch::enumerator::backwards
