#include "compressor/expansion.hpp"

#include "compressor/admissible.hpp"
#include "compressor/bounds.hpp"

#include <algorithm>
#include <cstddef>

namespace rasp_stitch::compressor {

using lambda::CostModel;

namespace {

// Depth-first, as Stitch does by default: the hole made last, which is the argument of the
// application made last.
std::size_t choose_hole(const Pattern& pattern) {
    return pattern.holes.size() - 1;
}

// Whether nothing is filled in yet. A body that is nothing but a metavariable is no abstraction:
// its use costs more than what it stands for, everywhere. (It would also match at its own argument,
// on which the rewriting of a place must not depend.)
bool is_empty(const Pattern& pattern) {
    return pattern.holes.front().position == 0;
}

} // namespace

Expander::Expander(const Context& context)
    : context_(context), tallies_(context.table.heads.size()) {}

void Expander::expand(const Pattern& pattern, const Promise& incumbent, Expansion& expansion) {
    expansion.hole = choose_hole(pattern);
    expansion.candidates.clear();
    expansion.rows.clear();
    if (fill_by_reuse(pattern, incumbent, expansion)) {
        return;
    }
    fill_by_syntax(pattern, incumbent, expansion);
    if (pattern.arity() < context_.settings.max_arity && !is_empty(pattern)) {
        fill_by_fresh(pattern, incumbent, expansion);
    }
    sort(pattern, expansion);
}

// What finishes the pattern comes first: it is weighed at once, and may raise the incumbent.
void Expander::sort(const Pattern& pattern, Expansion& expansion) const {
    const bool is_last_hole = pattern.holes.size() == 1;
    const auto finishes = [&](const Candidate& candidate) {
        return is_last_hole && (candidate.filling != Filling::syntax ||
                                context_.table.heads[candidate.what].is_leaf());
    };
    std::stable_sort(expansion.candidates.begin(), expansion.candidates.end(),
                     [&](const Candidate& left, const Candidate& right) {
                         if (finishes(left) != finishes(right)) {
                             return finishes(left);
                         }
                         return left.promise.utility > right.promise.utility;
                     });
}

Promise Expander::promise(const Pattern& pattern, Cost worth, std::uint32_t arity,
                          Cost added) const {
    const Cost body_cost = pattern.body_cost + added;
    const Utility bound = context_.settings.utility(worth, body_bound(context_, body_cost));
    // The search finds only abstractions with arguments: a pattern without will have one in the
    // end.
    return {.utility = std::min(bound, pattern.bound),
            .arity = std::max(arity, 1U),
            .body_cost = body_cost};
}

bool Expander::is_supported(const Pattern& pattern, const Candidate& candidate,
                            const Expansion& expansion) const {
    const std::span<const std::uint32_t> rows = expansion.rows_of(candidate);
    const std::span<const Node> locations = pattern.locations();
    return !rows.empty() &&
           !drops_single_location(context_, rows.size(), locations[rows.front()]) &&
           !drops_single_task(context_, locations, rows);
}

void Expander::fill_by_syntax(const Pattern& pattern, const Promise& incumbent,
                              Expansion& expansion) {
    const NodeTable& table = context_.table;
    const std::uint32_t depth = pattern.holes[expansion.hole].depth;
    const std::span<const Node> filled = pattern.hole(expansion.hole);
    heads_.resize(std::max(heads_.size(), pattern.rows));
    for (std::size_t row = 0; row < pattern.rows; ++row) {
        const HeadId head = table.head[filled[row]];
        heads_[row] = head;
        Tally& tally = tallies_[head];
        if (tally.rows == 0) {
            met_.push_back(head);
        }
        tally.worth += pattern.worth[row];
        ++tally.rows;
    }
    std::sort(met_.begin(), met_.end());
    std::vector<Candidate>& candidates = expansion.candidates;
    const std::size_t first = candidates.size();
    auto next = static_cast<std::uint32_t>(expansion.rows.size());
    for (const HeadId id : met_) {
        Tally& tally = tallies_[id];
        const Head& head = table.heads[id];
        const Promise child = promise(pattern, tally.worth, pattern.arity(), head.cost);
        if (!bound_drops(context_, child, incumbent) &&
            !drops_free_variable(context_, head, depth)) {
            candidates.push_back({.promise = child,
                                  .filling = Filling::syntax,
                                  .what = id,
                                  .row_begin = next,
                                  .row_end = next + tally.rows});
            tally.next = next;
            next += tally.rows;
        }
    }
    // A counting sort lists the rows of the candidates that are left.
    if (candidates.size() > first) {
        expansion.rows.resize(next);
        for (std::uint32_t row = 0; row < pattern.rows; ++row) {
            Tally& tally = tallies_[heads_[row]];
            if (tally.next != no_rows) {
                expansion.rows[tally.next++] = row;
            }
        }
    }
    for (const HeadId id : met_) {
        tallies_[id] = {};
    }
    met_.clear();
    const auto unsupported = [&](const Candidate& candidate) {
        return !is_supported(pattern, candidate, expansion);
    };
    candidates.erase(std::remove_if(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                                    candidates.end(), unsupported),
                     candidates.end());
}

Cost Expander::list_holders(const Pattern& pattern, std::size_t hole, std::uint32_t metavariable,
                            std::vector<std::uint32_t>& rows) const {
    const Arguments& arguments = context_.arguments;
    const std::uint32_t hole_depth = pattern.holes[hole].depth;
    const std::uint32_t depth = pattern.argument_depth[metavariable];
    const Node* const filled = pattern.hole(hole).data();
    const Node* const argument = pattern.argument(metavariable).data();
    const auto list = [&](auto&& holds) {
        std::size_t end = rows.size();
        rows.resize(end + pattern.rows);
        Cost worth = 0;
        for (std::uint32_t row = 0; row < pattern.rows; ++row) {
            const bool is_held = holds(row);
            rows[end] = row; // without a branch: overwritten unless it is held
            end += is_held ? 1U : 0U;
            worth += is_held ? pattern.worth[row] : 0;
        }
        rows.resize(end);
        return worth;
    };
    if (hole_depth == depth) {
        // Equal nodes at equal depths are equal arguments. (Or both captured, in rows that the rule
        // captured-argument would have dropped, and that do not count in the end.)
        return list([&](std::size_t row) { return filled[row] == argument[row]; });
    }
    return list([&](std::size_t row) {
        return !arguments.is_captured(filled[row], hole_depth) &&
               !arguments.is_captured(argument[row], depth) &&
               arguments.equal(filled[row], hole_depth, argument[row], depth);
    });
}

// forced-reuse: if the hole holds the argument #j at every match, then filling it with #j is at
// least as good as anything else there. Take an abstraction A that fills it with a term t, and A'
// that has #j instead. A' matches wherever A does. A use of A' passes those arguments of A that
// stand outside t, so it saves more by the cost of each argument D that only t used, which is at
// least what rewriting inside D could have saved; hence the whole rewriting saves no less. A' is
// admissible: its metavariables are metavariables of A, which are neither constant nor equal at A's
// matches, so not at those of A'. Its arity is not greater and its body is cheaper by what t holds
// besides metavariables, which is not nothing: t is no metavariable other than #j, which would
// equal #j at every match. So A never wins. (Where nodes may cost nothing the tie would be open,
// and the rule is not used.)
bool Expander::fill_by_reuse(const Pattern& pattern, const Promise& incumbent,
                             Expansion& expansion) const {
    const bool may_force = context_.has(Rule::forced_reuse) && context_.every_node_costs;
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        const auto begin = static_cast<std::uint32_t>(expansion.rows.size());
        const Cost worth = list_holders(pattern, expansion.hole, j, expansion.rows);
        const auto end = static_cast<std::uint32_t>(expansion.rows.size());
        const bool is_forced = may_force && end - begin == pattern.rows;
        if (is_forced) {
            expansion.candidates.clear();
        }
        const Candidate candidate{
            .promise = promise(pattern, worth, pattern.arity(), CostModel::metavariable),
            .filling = Filling::reuse,
            .what = j,
            .row_begin = begin,
            .row_end = end};
        if (!bound_drops(context_, candidate.promise, incumbent) &&
            is_supported(pattern, candidate, expansion)) {
            expansion.candidates.push_back(candidate);
        } else {
            expansion.rows.resize(begin);
        }
        if (is_forced) {
            return true;
        }
    }
    return false;
}

// captured-argument: an argument that holds a variable of the body cannot be passed, and never will
// be able to, so the location matches no completion of the candidate.
void Expander::fill_by_fresh(const Pattern& pattern, const Promise& incumbent,
                             Expansion& expansion) const {
    const std::uint32_t depth = pattern.holes[expansion.hole].depth;
    const std::span<const Node> locations = pattern.locations();
    const std::span<const Node> filled = pattern.hole(expansion.hole);
    const bool drops_captured = context_.has(Rule::captured_argument);
    const LocationBound bound(context_, pattern.arity() + 1);
    const auto begin = static_cast<std::uint32_t>(expansion.rows.size());
    Cost worth = 0;
    for (std::uint32_t row = 0; row < pattern.rows; ++row) {
        if (!drops_captured || !context_.arguments.is_captured(filled[row], depth)) {
            const Cost saving = pattern.saving[row] - argument_cost(context_, filled[row]);
            worth += bound.of_all(locations[row], saving);
            expansion.rows.push_back(row);
        }
    }
    const Candidate candidate{
        .promise = promise(pattern, worth, pattern.arity() + 1, CostModel::metavariable),
        .filling = Filling::fresh,
        .what = pattern.arity(),
        .row_begin = begin,
        .row_end = static_cast<std::uint32_t>(expansion.rows.size())};
    if (!bound_drops(context_, candidate.promise, incumbent) &&
        is_supported(pattern, candidate, expansion)) {
        expansion.candidates.push_back(candidate);
    } else {
        expansion.rows.resize(begin);
    }
}

} // namespace rasp_stitch::compressor
