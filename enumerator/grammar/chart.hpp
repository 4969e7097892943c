#pragma once

// The deductions behind a table of programs (enumerator/grammar/program_table.hpp): which holes the
// programs below a bound have, and what they can become at which least cost.
//
//     Chart chart(types, view, upper);
//     chart.deduce(request, watch);
//     for (const Chart::Outcome& outcome : chart.states()[Chart::root].outcomes) { ... }
//
// A state is a hole in one of the tables of the grammar, an entry is one of its choices, and an
// item is an entry with some of its arguments filled in. As a parser, it is Earley's with the order
// of Dijkstra's algorithm (Stolcke 1995; Knuth 1977; Nederhof 2003).

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <cstdint>
#include <queue>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

class Chart {
public:
    struct Outcome {
        HoleId hole{};
        DescriptionLength least = 0;
        SymbolId symbol = 0; // outcomes are numbered in the order in which they are found
    };
    struct Entry {
        CallHead head;
        CallId call{};
        DescriptionLength cost = 0;
        std::uint32_t state = 0;
    };
    struct State {
        std::uint32_t table = 0;
        DescriptionLength outside = 0; // least cost of what is above and to the left of it
        std::uint32_t first_entry = 0;
        std::uint32_t entry_count = 0;
        std::vector<Outcome> outcomes;
        std::vector<std::uint32_t> waiting; // items
    };
    struct Item {
        std::uint32_t entry = 0;
        CallId call{};
        std::uint32_t filled = 0;    // arguments
        DescriptionLength least = 0; // of the entry and those arguments
        bool is_closed = false;
        std::uint32_t next_state = 0; // of the next argument, when closed
    };

    Chart(const lambda::TypeStore& types, const GrammarView& view, DescriptionLength upper)
        : types_(&types), view_(&view), holes_(types, view.productions()), choices_(view, holes_),
          upper_(upper) {}

    // Deduces everything below the bound. Returns why it has ended early, or StopReason::none.
    StopReason deduce(lambda::TypeId request, const BudgetWatch& watch);

    HoleTypes& holes() { return holes_; }
    std::uint32_t root_lambdas() const { return root_lambdas_; }
    static constexpr std::uint32_t root = 0;
    const std::vector<State>& states() const { return states_; }
    const std::vector<Entry>& entries() const { return entries_; }
    std::uint32_t symbol_count() const { return symbol_count_; }

    // Returns the item of a call of an entry, or null if it costs too much.
    const Item* find(std::uint32_t entry, CallId call) const;

private:
    std::uint32_t state_of(std::uint32_t table, HoleId hole, DescriptionLength outside);
    void relax(std::uint32_t entry, CallId call, std::uint32_t filled, DescriptionLength least);
    void advance(std::uint32_t item, const Outcome& outcome);
    void close(std::uint32_t item);
    std::size_t memory() const;

    const lambda::TypeStore* types_;
    const GrammarView* view_;
    HoleTypes holes_;
    Choices choices_;
    DescriptionLength upper_;
    std::uint32_t root_lambdas_ = 0;
    std::uint32_t symbol_count_ = 0;
    std::vector<State> states_;
    std::vector<Entry> entries_;
    std::vector<Item> items_;
    std::unordered_map<std::uint64_t, std::uint32_t> state_ids_; // by table and hole
    std::unordered_map<std::uint64_t, std::uint32_t> item_ids_;  // by entry and call

    using Due = std::pair<DescriptionLength, std::uint32_t>; // cost from the root on, item
    std::priority_queue<Due, std::vector<Due>, std::greater<>> queue_;
};

} // namespace rasp_stitch::enumerator
