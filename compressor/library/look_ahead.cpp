#include "compressor/library/look_ahead.hpp"

#include "compressor/library/found_step.hpp"
#include "compressor/nodes/arguments.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// Work is counted in patterns that searches expand; a node of the corpus is an eighth of one.
// If the search of this step took no more than this, the next step is looked at after each of the
// abstractions.
constexpr std::int64_t work_for_one_step = 20'000;

// If as many searches as there are ways take no more than this, several steps are, also with each
// numbering.
constexpr std::int64_t work_for_several_steps = 1'000;
constexpr std::size_t several_steps = 3;

constexpr std::int64_t nodes_per_pattern = 8;
constexpr std::uint32_t most_renumbered = 3; // arguments; there are 24 ways to number four

std::int64_t work_of(const Context& context, const SearchResult& found) {
    return found.patterns_expanded +
           static_cast<std::int64_t>(context.table.size()) / nodes_per_pattern;
}

// Returns all ways to number so many arguments but the first one, which is from left to right.
std::vector<std::vector<std::uint32_t>> other_numbers(std::uint32_t arity) {
    std::vector<std::vector<std::uint32_t>> all;
    std::vector<std::uint32_t> numbers(arity);
    std::iota(numbers.begin(), numbers.end(), 0U);
    while (std::next_permutation(numbers.begin(), numbers.end())) {
        all.push_back(numbers);
    }
    return all;
}

// Whether there are uses with fewer arguments than the abstraction has, for which their order
// matters.
bool has_partial_uses(const Settings& settings) {
    return !settings.forms.eta_long && !settings.matching.fixed_arity;
}

// Whether an abstraction is left to take after the last of the outlooks.
bool may_go_on(const Way& way) {
    return way.outlooks.empty() || !way.outlooks.back().next.best.empty();
}

// Returns the ways to take a step in order, so that the first of equal ones is the choice: those
// with arguments numbered from left to right, then the others.
std::vector<Way> ways_of(const SearchResult& found, const Settings& settings) {
    std::vector<Way> ways;
    std::vector<Way> renumbered;
    for (std::size_t place = 0; place < found.best.size(); ++place) {
        ways.push_back({.place = place, .numbers = {}});
        const std::uint32_t arity = found.best[place].score.arity;
        if (has_partial_uses(settings) && arity <= most_renumbered) {
            for (std::vector<std::uint32_t>& numbers : other_numbers(arity)) {
                renumbered.push_back({.place = place, .numbers = std::move(numbers)});
            }
        }
    }
    std::ranges::move(renumbered, std::back_inserter(ways));
    return ways;
}

Utility utility_ahead(const Way& way, std::size_t steps) {
    Utility sum = 0;
    for (std::size_t i = 0; i < std::min(steps, way.outlooks.size()); ++i) {
        const std::vector<ScoredAbstraction>& best = way.outlooks[i].next.best;
        sum += best.empty() ? 0 : best.front().score.utility;
    }
    return sum;
}

} // namespace

std::optional<Way> LookAhead::choose(const Context& context, const SearchResult& found,
                                     std::vector<Outlook> known) const {
    const std::int64_t work = work_of(context, found);
    if (found.best.empty() || work > work_for_one_step) {
        return std::nullopt;
    }
    std::vector<Way> ways = ways_of(found, context.settings);
    const bool is_small = static_cast<std::int64_t>(ways.size()) * work <= work_for_several_steps;
    ways.resize(is_small ? ways.size() : found.best.size());
    ways.front().outlooks = std::move(known);
    const std::size_t steps = ways.size() == 1 ? 0 : is_small ? several_steps : 1;
    Way* best = &ways.front();
    for (Way& way : ways) {
        while (way.outlooks.size() < steps && may_go_on(way)) {
            if (!extend(context, found, way)) {
                return std::nullopt;
            }
        }
        if (utility_ahead(way, steps) > utility_ahead(*best, steps)) {
            best = &way;
        }
    }
    return best->outlooks.empty() ? std::nullopt : std::optional(std::move(*best));
}

// Adds the next outlook of a way. Returns false if the search was stopped.
bool LookAhead::extend(const Context& context, const SearchResult& found, Way& way) const {
    AbstractionNames names = names_;
    std::string name = names.next();
    for (std::size_t i = 0; i < way.outlooks.size(); ++i) {
        name = names.next();
    }
    Outlook next;
    if (way.outlooks.empty()) {
        next.steps = std::make_unique<GreedySteps>(steps_);
        take_found_step(context, found.best[way.place], {.name = name, .numbers = way.numbers},
                        *next.steps);
    } else {
        const Outlook& last = way.outlooks.back();
        next.steps = std::make_unique<GreedySteps>(*last.steps);
        const Arguments arguments(last.steps->table());
        const Context there(last.steps->table(), arguments, last.steps->settings());
        take_found_step(there, last.next.best.front(), {.name = name, .numbers = {}}, *next.steps);
    }
    next.next = search_(*next.steps);
    const bool is_done = next.next.stopped == StopReason::none;
    way.outlooks.push_back(std::move(next));
    return is_done;
}

} // namespace rasp_stitch::compressor
