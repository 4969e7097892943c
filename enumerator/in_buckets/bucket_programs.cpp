#include "enumerator/in_buckets/bucket_programs.hpp"

#include "enumerator/task_search/shared_calls.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <string>

namespace rasp_stitch::enumerator {

namespace {

constexpr unsigned chunk_bits = 10; // records in a chunk
constexpr std::uint32_t chunk_mask = (std::uint32_t{1} << chunk_bits) - 1;

// Grows by a quarter: a vector that doubles leaves more room unused.
template <class T>
void append(std::vector<T>& to, const T& element) {
    if (to.size() == to.capacity()) {
        to.reserve(to.size() + to.size() / 4 + 16);
    }
    to.push_back(element);
}

// Returns the level of a program, which one of the levels has.
std::size_t level_of(std::span<const BucketPrograms::Level> levels, std::uint32_t number) {
    const auto next = std::ranges::upper_bound(levels, number, {}, &BucketPrograms::Level::first);
    return static_cast<std::size_t>(next - levels.begin()) - 1;
}

} // namespace

void NumberRecords::add(std::span<const std::uint32_t> numbers) {
    if (width_ == 0) {
        return;
    }
    if ((count_ & chunk_mask) == 0) {
        chunks_.emplace_back().reserve(width_ << chunk_bits);
    }
    ++count_;
    std::vector<std::uint32_t>& chunk = chunks_.back();
    chunk.insert(chunk.end(), numbers.begin(), numbers.end());
    chunk.resize(chunk.size() + width_ - numbers.size());
}

std::span<const std::uint32_t> NumberRecords::operator[](std::uint32_t record) const {
    return width_ == 0 ? std::span<const std::uint32_t>()
                       : std::span(chunks_[record >> chunk_bits])
                             .subspan((record & chunk_mask) * width_, width_);
}

std::size_t NumberRecords::memory() const {
    return chunks_.size() * (width_ << chunk_bits) * sizeof(std::uint32_t);
}

BucketPrograms::BucketPrograms(const ProgramTable& table, const TableCosts& costs)
    : table_(&table), costs_(&costs), symbols_(table.symbols.size()) {
    for (SymbolId symbol = 0; symbol < table.symbols.size(); ++symbol) {
        if (table.symbols[symbol].rule_count > UINT16_MAX) {
            throw InputError({.found = std::to_string(table.symbols[symbol].rule_count) +
                                       " productions for one type",
                              .expected = "at most " + std::to_string(UINT16_MAX)});
        }
        std::size_t most_children = 0;
        for (const Rule& rule : table.rules_of(symbol)) {
            if (!is_alias(rule)) {
                most_children = std::max<std::size_t>(most_children, rule.child_count);
            }
        }
        symbols_[symbol].children = NumberRecords(most_children);
    }
}

std::size_t BucketPrograms::Symbol::memory() const {
    return levels.capacity() * sizeof(levels[0]) + behaviours.capacity() * sizeof(behaviours[0]) +
           rules.capacity() * sizeof(rules[0]) + children.memory();
}

void BucketPrograms::add(SymbolId symbol, DescriptionLength cost, ColumnId behaviour,
                         std::uint32_t rule, std::span<const std::uint32_t> children) {
    const ProgramTable::Symbol& entry = table_->symbols[symbol];
    Symbol& kept = symbols_[symbol];
    memory_ -= kept.memory();
    if (kept.levels.empty() || kept.levels.back().cost != cost) {
        append(kept.levels, {.cost = cost, .first = count(symbol)});
    }
    append(kept.behaviours, behaviour);
    if (entry.rule_count > 1) {
        append(kept.rules, static_cast<std::uint16_t>(rule - entry.first_rule));
    }
    kept.children.add(is_alias(table_->rules[rule]) ? std::span<const std::uint32_t>() : children);
    memory_ += kept.memory();
}

std::uint32_t BucketPrograms::lower_bound(SymbolId symbol, DescriptionLength cost) const {
    const std::vector<Level>& levels = symbols_[symbol].levels;
    const auto level = std::ranges::lower_bound(levels, cost, {}, &Level::cost);
    return level == levels.end() ? count(symbol) : level->first;
}

const Rule& BucketPrograms::rule_of(SymbolId symbol, std::uint32_t number) const {
    const Symbol& kept = symbols_[symbol];
    return table_->rules_of(symbol)[kept.rules.empty() ? 0 : kept.rules[number]];
}

KeptCall BucketPrograms::call(SymbolId symbol, std::uint32_t number) const {
    const Rule& rule = rule_of(symbol, number);
    return is_alias(rule) ? call_of_alias(symbol, number, rule)
                          : KeptCall{.rule = &rule, .children = symbols_[symbol].children[number]};
}

// The programs of an alias that cost the same are those of the call that cost the same, in their
// order. Of those that have one behaviour the first ones are kept. So the nth of them here is the
// nth there.
KeptCall BucketPrograms::call_of_alias(SymbolId symbol, std::uint32_t number,
                                       const Rule& alias) const {
    const ColumnId behaviour = behaviours(symbol)[number];
    const Level& level = levels(symbol)[level_of(levels(symbol), number)];
    std::size_t before = 0; // programs of the alias that do the same at the same cost
    for (std::uint32_t other = level.first; other < number; ++other) {
        before += behaviours(symbol)[other] == behaviour && &rule_of(symbol, other) == &alias;
    }
    const SymbolId shared = table_->children_of(alias)[0].symbol;
    const DescriptionLength choice =
        costs_->choice[static_cast<std::size_t>(&alias - table_->rules.data())];
    std::uint32_t found = lower_bound(shared, level.cost - choice);
    while (behaviours(shared)[found] != behaviour || before-- > 0) {
        ++found;
    }
    return call(shared, found);
}

LevelCursor::LevelCursor(std::span<const BucketPrograms::Level> levels, std::uint32_t first)
    : levels_(levels), at_(level_of(levels, first)) {}

} // namespace rasp_stitch::enumerator
