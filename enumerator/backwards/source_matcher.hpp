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
//     (select k q PREDICATE)              where k or q is one of the cheapest parts
//     a part, or the selector_and of two parts
//
// If just one key is allowed in each row, p is a further goal; if no key is allowed in two rows of
// an input, so is the column of keys k in `(select k (indices $0) equals_to)`.

#include "enumerator/backwards/matcher.hpp"

namespace rasp_stitch::enumerator::backwards {

class SourceMatcher : public Matcher {
public:
    using Matcher::Matcher;

    bool reads(Stream stream) const override;
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    // What is wanted of a row of the selector.
    struct Row {
        std::uint32_t position = 0;
        std::uint32_t input = 0;
        std::uint32_t words = 0; // first word of the row in selectors
        bool may_be_empty = false;
    };
    // A way to choose the values and the default.
    struct Sources {
        std::uint32_t values = 0;
        std::optional<std::uint32_t> fallback = {}; // the default
        DescriptionLength cost = 0;                 // of the goal and all but the selector
        std::vector<std::uint64_t> allowed;         // as the rows of a selector
        std::vector<Row> rows;                      // those with the fewest allowed keys first
        std::vector<std::uint32_t> hitting;         // selectors that may be a part of selector_and
        bool opens_goals = false;                   // still to be done
    };

    std::uint64_t add_sources(std::uint32_t values, std::optional<std::uint32_t> fallback);
    std::uint64_t add_fallback(std::uint32_t place);
    std::uint64_t try_part(Sources& sources, Stream stream, std::uint32_t place);

    template <class PositionAt>
    bool lead_to_allowed(const Sources& sources, PositionAt at) const;
    void try_positions(const Sources& sources, std::uint32_t place);
    template <class Compute>
    void try_pair(const Sources& sources, HeadName name, std::uint32_t left, std::uint32_t right,
                  Compute compute);
    void try_select(const Sources& sources, PartKind kind, std::uint32_t keys,
                    std::uint32_t queries);
    bool select_allowed(const Sources& sources, std::span<const std::uint64_t> first,
                        std::span<const std::uint64_t> second) const;
    void open_goals(const Sources& sources);
    void try_selector(Sources& sources, std::uint32_t place);
    Expression aggregation(const Sources& sources, const Expression& selector) const;
    void report(const Sources& sources, const Expression& selector, DescriptionLength cost);
    void report_positions(const Sources& sources, const Expression& positions,
                          DescriptionLength cost);

    bool takes_several() const { return goal().column.kind == PartKind::number; }

    std::vector<Sources> sources_;
    std::vector<std::uint32_t> without_fallback_; // values that need a default
    std::vector<std::uint32_t> fallbacks_;
    std::uint32_t read_[streams] = {}; // parts of each stream so far
};

} // namespace rasp_stitch::enumerator::backwards
