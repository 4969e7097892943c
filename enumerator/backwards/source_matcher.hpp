#pragma once

// Meets a goal whose values come from a sequence: `(aggregate SELECTOR values)`.
//
// The values are one of the cheapest parts of the goal's kind, such as the tokens of the input. At
// each position, the keys that have the value wanted are the allowed ones; what is looked for is a
// selector each of whose rows selects allowed keys, exactly one unless the values are numbers. A
// row may also select nothing if what `aggregate` gives then is wanted: 0 or false, or the default
// of `aggregate_default`, which is another of the cheapest parts or a constant. Selectors are
//
//     (select (indices $0) p equals_to)   where p is a part, or the sum, difference or remainder
//                                         of a part and one of the cheapest
//     (select k q PREDICATE)              where k or q is one of the cheapest parts, or they are
//                                         a part and the number before or after it
//     the selector_and of such a select and one of the cheapest parts
//     a part, or the selector_and of two parts
//
// If just one key is allowed in each row, p is a further goal. If the output has the values of each
// input in another order, so is the column of keys k in `(select k (indices $0) equals_to)`; values
// that are there several times are then taken in order, or in the reverse order.

#include "enumerator/backwards/matcher.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// A row of the selector, and what the outputs ask of it.
struct SourceRow {
    std::uint32_t position = 0;
    std::uint32_t input = 0;
    std::uint32_t words = 0; // first word of the row in selectors
    bool may_be_empty = false;
};

// Values to aggregate, and the selectors with which this gives a goal.
struct Sources {
    std::uint32_t values = 0;                   // a part of the goal's kind
    std::optional<std::uint32_t> fallback = {}; // the default, if there is one
    DescriptionLength cost = 0;                 // of the goal and all but the selector
    std::vector<std::uint64_t> allowed;         // keys, as the rows of a selector
    std::vector<SourceRow> rows;                // the hardest ones first
    bool are_everywhere = false;                // a key is allowed in each row
    bool are_unique = false;                    // just one is
};

// Looks for the selector.
class SourceMatcher : public Matcher {
public:
    SourceMatcher(Goals& goals, const Goal& goal, Sources sources)
        : Matcher(goals, goal, sources.cost), sources_(std::move(sources)) {}

    bool reads(Stream stream) const override { return stream != Stream::invertible; }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    static constexpr std::size_t most_filters = 5;

    // Bits of predicates, without a filter and with each of the filters.
    using LivePredicates = std::array<unsigned, 1 + most_filters>;

    template <class PositionAt>
    bool lead_to_allowed(PositionAt at) const;
    void try_positions(std::uint32_t place);
    template <class Compute>
    void try_pair(HeadName name, std::uint32_t left, std::uint32_t right, Compute compute);
    // A part, or the number before or after it.
    struct Query {
        std::uint32_t place = 0;
        std::optional<HeadName> shift = {}; // add or sub
    };
    std::span<const double> values_of(PartKind kind, Query query);
    Expression expression_of(PartKind kind, Query query, DescriptionLength& cost) const;
    LivePredicates live_predicates(unsigned all, std::span<const double> keys,
                                   std::span<const double> queries, std::uint64_t& work) const;
    std::uint64_t try_select(PartKind kind, std::uint32_t keys, Query queries);
    void report_select(PartKind kind, std::uint32_t keys, Query queries, HeadName relation,
                       std::optional<std::uint32_t> filter);
    std::uint64_t try_next(std::uint32_t place);
    bool select_allowed(std::span<const std::uint64_t> first,
                        std::span<const std::uint64_t> second) const;
    bool leaves_out_keys(std::span<const std::uint64_t> rows) const;
    void try_selector(std::uint32_t place);
    std::optional<std::size_t> allowed_key(const SourceRow& row, std::size_t rank) const;
    void open_goals(bool reverses);
    Expression aggregation(const Expression& selector) const;
    void report(const Expression& selector, DescriptionLength cost);
    void report_positions(const Expression& positions, DescriptionLength cost);

    bool takes_several() const { return goal().column.kind == PartKind::number; }

    Sources sources_;
    std::vector<std::uint32_t> hitting_; // selectors that may be a part of selector_and
    std::vector<std::uint32_t> filters_; // the cheapest of these that do not select everything
    std::vector<double> shifted_;
    bool has_opened_goals_ = false;
};

// Looks for the values and the default.
class SourceFinder : public Matcher {
public:
    using Matcher::Matcher;

    bool reads(Stream stream) const override {
        return stream != Stream::invertible && kind_of(stream) == goal().column.kind;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    std::uint64_t try_values(std::uint32_t values, std::optional<std::uint32_t> fallback);

    std::size_t found_ = 0;
    std::vector<std::uint32_t> without_fallback_; // values that need a default
    std::vector<std::uint32_t> fallbacks_;
};

} // namespace rasp_stitch::enumerator::backwards
