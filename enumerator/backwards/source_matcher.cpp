#include "enumerator/backwards/source_matcher.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

constexpr std::size_t most_hitting = 60;
constexpr std::uint64_t work_of_positions = 8;

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
        work += try_select(kind, place, {other});
        if (other != place) {
            work += try_select(kind, other, {place});
        }
    }
    return work + (stream == Stream::numbers ? try_next(place) : 0);
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

// Whether some row does not select all keys.
bool SourceMatcher::leaves_out_keys(std::span<const std::uint64_t> rows) const {
    return std::ranges::any_of(sources_.rows, [&](const SourceRow& row) {
        const Extent& extent = shape().extents[row.input];
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            if (rows[row.words + word] != extent.mask(word)) {
                return true;
            }
        }
        return false;
    });
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
    if (filters_.size() < most_filters && leaves_out_keys(rows)) {
        filters_.push_back(place);
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
