#pragma once

// Chooses among the abstractions of a step that have the same utility, and among the ways to number
// their arguments, by what the next steps find after each.
//
//     LookAhead look_ahead(steps, names, search_after);
//     if (std::optional<Way> way = look_ahead.choose(context, found, {})) {
//         steps = std::move(*way->outlooks.front().steps);
//     }
//
// A step tells nothing of how its abstraction serves the next ones. Abstractions of equal utility
// leave different corpora; and the order of arguments decides which partial applications there are,
// which later abstractions may stand for. So each way is followed greedily for one step, or for
// three if that is cheap, and the first one of those after which these steps have the greatest
// utility is taken. Numberings compete only where it is cheap, because every abstraction with
// several arguments has them.
//
// How far is looked depends only on the corpus at this step and not on how many steps are still to
// come, so runs that go on from each other take the same steps as one.

#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/search.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

// Steps, and what a search finds in the corpus that they leave.
struct Outlook {
    std::unique_ptr<GreedySteps> steps;
    SearchResult next;
};

// A way to take a step.
struct Way {
    std::size_t place = 0;              // of the abstraction among the equals
    std::vector<std::uint32_t> numbers; // as in Naming (compressor/library/found_step.hpp)

    // After the abstraction, after the one that is then the first of the best, and so on.
    std::vector<Outlook> outlooks = {};
};

class LookAhead {
public:
    // The most abstractions of equal utility that are considered.
    static constexpr std::size_t most_equals = 8;

    // A search of this step that expands more patterns, in whatever order, is too much work to look
    // ahead. Those that it has to expand, which count, are a few times fewer.
    static constexpr std::uint64_t most_patterns = 160'000;

    // Returns all abstractions that have the greatest utility after some steps, at most
    // `most_equals` of them.
    using Search = std::function<SearchResult(GreedySteps& steps)>;

    // `names` are those that the next steps will have. The steps must outlive this object.
    LookAhead(const GreedySteps& steps, AbstractionNames names, Search search)
        : steps_(steps), names_(names), search_(std::move(search)) {}

    // Chooses among the abstractions that a search of this step has found, if that is cheap.
    // `known` are the outlooks of the first one, as far as they are known. Returns nullopt if there
    // is nothing to choose, if it would take too long, and if a search was stopped: the first one
    // is then the choice.
    std::optional<Way> choose(const Context& context, const SearchResult& found,
                              std::vector<Outlook> known) const;

private:
    bool extend(const Context& context, const SearchResult& found, Way& way) const;

    const GreedySteps& steps_;
    AbstractionNames names_;
    Search search_;
};

} // namespace rasp_stitch::compressor
