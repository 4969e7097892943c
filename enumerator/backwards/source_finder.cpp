#include "enumerator/backwards/extreme_matcher.hpp"
#include "enumerator/backwards/source_matcher.hpp"

#include <algorithm>
#include <bit>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

constexpr std::size_t most_found = 12;
constexpr std::uint32_t most_values = 24; // parts of the kind that are tried as values
constexpr std::size_t most_fallbacks = 12;

std::size_t count_bits(std::span<const std::uint64_t> words) {
    std::size_t bits = 0;
    for (const std::uint64_t word : words) {
        bits += static_cast<std::size_t>(std::popcount(word));
    }
    return bits;
}

} // namespace

std::uint64_t SourceFinder::step(Stream stream, std::uint32_t place) {
    const bool is_constant = bank().part(kind_of(stream), place).is_constant;
    const bool is_cheap = place < most_values;
    std::uint64_t work = 1;
    if (is_cheap && !is_constant) {
        work += try_values(place, std::nullopt);
    }
    if ((is_cheap || is_constant) && fallbacks_.size() < most_fallbacks) {
        fallbacks_.push_back(place);
        for (const std::uint32_t values : without_fallback_) {
            work += try_values(values, place);
        }
    }
    return work;
}

// Adds a matcher if these sources can give the goal.
std::uint64_t SourceFinder::try_values(std::uint32_t values,
                                       std::optional<std::uint32_t> fallback) {
    const Head* const aggregate =
        head(fallback ? HeadName::aggregate_default : HeadName::aggregate);
    if (found_ >= most_found) {
        return 0;
    }
    const PartKind kind = goal().column.kind;
    const std::span<const double> given = bank().values(kind, values);
    Sources made{.values = values,
                 .fallback = fallback,
                 .cost = goal().cost + (aggregate != nullptr ? aggregate->cost : 0) +
                         bank().part(kind, values).cost,
                 .allowed = std::vector<std::uint64_t>(shape().matrix_words),
                 .rows = {}};
    if (fallback) {
        made.cost += bank().part(kind, *fallback).cost;
    }
    bool is_possible = aggregate != nullptr;
    bool are_needed = false;
    made.are_everywhere = true;
    made.are_unique = true;
    std::vector<std::size_t> counts(positions());
    for (std::uint32_t input = 0; input < shape().extents.size(); ++input) {
        const Extent& extent = shape().extents[input];
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::size_t position = extent.offset + query;
            const double wanted = goal().column.values[position];
            const std::size_t first = extent.row_of(false, query);
            for (std::size_t key = 0; key < extent.length; ++key) {
                const bool fits = are_alike(given[extent.offset + key], wanted);
                made.allowed[first + key / rasp::word_bits] |= std::uint64_t{fits ? 1U : 0U}
                                                               << (key % rasp::word_bits);
            }
            const std::size_t count =
                count_bits(std::span(made.allowed).subspan(first, extent.row_words));
            const bool may_be_empty =
                fallback ? are_alike(bank().values(kind, *fallback)[position], wanted)
                         : kind != PartKind::string && wanted == 0;
            is_possible &= count > 0 || may_be_empty;
            are_needed |= !may_be_empty;
            made.are_everywhere &= count > 0;
            made.are_unique &= count == 1;
            counts[position] = count;
            made.rows.push_back({.position = static_cast<std::uint32_t>(position),
                                 .input = input,
                                 .words = static_cast<std::uint32_t>(first),
                                 .may_be_empty = may_be_empty});
        }
    }
    std::uint64_t work = 2 * shape().matrix_words + 20 * positions();
    if (is_possible && are_needed) {
        std::ranges::stable_sort(made.rows, {}, [&](const SourceRow& row) {
            return std::pair(row.may_be_empty, counts[row.position]);
        });
        if (ExtremeMatcher::is_possible(shape(), goal(), made)) {
            add_matcher(std::make_unique<ExtremeMatcher>(goals(), goal(), made));
        }
        add_matcher(std::make_unique<SourceMatcher>(goals(), goal(), std::move(made)));
        ++found_;
    } else if (!fallback && head(HeadName::aggregate_default) != nullptr) {
        without_fallback_.push_back(values);
        for (const std::uint32_t other : fallbacks_) {
            work += try_values(values, other);
        }
    }
    return work;
}

} // namespace rasp_stitch::enumerator::backwards
