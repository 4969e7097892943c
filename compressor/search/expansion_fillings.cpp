// The ways to fill a hole: with syntax, with an argument that is there, with a new one.

#include "compressor/search/expansion.hpp"

#include "compressor/patterns/admissible.hpp"

#include <algorithm>
#include <cstddef>

namespace rasp_stitch::compressor {

// The rows stay as they are, and so do the bounds that were computed for them. (No body contains a
// symbol.)
void Expander::fill_by_only_head(const Pattern& pattern, const Filled& filled,
                                 Expansion& expansion) {
    const HeadId id = context_.table.head[filled.nodes.front()];
    Candidate only =
        candidate(pattern, {.what = id, .kind = FillingKind::syntax}, pattern.saving_bound);
    only.keeps_all_rows = true;
    if (!is_dropped(only) && !context_.table.heads[id].is_symbol &&
        !drops_free_variable(context_, context_.table.heads[id], filled.depth)) {
        expansion.candidates.push_back(only);
    }
}

void Expander::fill_by_syntax(const Pattern& pattern, const Filled& filled, Expansion& expansion) {
    const NodeTable& table = context_.table;
    heads_.resize(std::max(heads_.size(), pattern.rows));
    for (std::size_t row = 0; row < pattern.rows; ++row) {
        const HeadId head = table.head[filled.nodes[row]];
        heads_[row] = head;
        Tally& tally = tallies_[head];
        if (tally.rows == 0) {
            met_.push_back(head);
        }
        tally.bound += pattern.row_bound[row];
        ++tally.rows;
    }
    std::sort(met_.begin(), met_.end());
    std::vector<Candidate>& candidates = expansion.candidates;
    const std::size_t first = candidates.size();
    auto next = static_cast<std::uint32_t>(expansion.rows.size());
    for (const HeadId id : met_) {
        Tally& tally = tallies_[id];
        Candidate child =
            candidate(pattern, {.what = id, .kind = FillingKind::syntax}, tally.bound);
        if (!is_dropped(child) && !table.heads[id].is_symbol &&
            !drops_free_variable(context_, table.heads[id], filled.depth)) {
            child.row_begin = next;
            child.row_end = next + tally.rows;
            candidates.push_back(child);
            tally.next = next;
            next += tally.rows;
        }
    }
    // List the rows of the remaining candidates, by a counting sort.
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
    const auto is_useless = [&](Candidate& child) {
        return !is_worth_trying(pattern, expansion, child);
    };
    candidates.erase(std::remove_if(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                                    candidates.end(), is_useless),
                     candidates.end());
}

Cost Expander::list_holders(const Pattern& pattern, const Filled& filled,
                            std::uint32_t metavariable, std::vector<std::uint32_t>& rows) const {
    const Arguments& arguments = context_.arguments;
    const std::uint32_t depth = pattern.argument_depth[metavariable];
    const Node* const nodes = filled.nodes.data();
    const Node* const argument = pattern.argument(metavariable).data();
    const auto list = [&](auto&& holds) {
        Cost bound = 0;
        for (std::uint32_t row = 0; row < pattern.rows; ++row) {
            if (holds(row)) {
                rows.push_back(row);
                bound += pattern.row_bound[row];
            }
        }
        return bound;
    };
    if (filled.depth == depth) {
        // Equal nodes at equal depths are equal arguments. (Or both are captured, in rows that the
        // rule captured-argument would have dropped and that do not count in the end.)
        std::uint32_t count = 0; // of the holders; usually there is none
        for (std::size_t row = 0; row < pattern.rows; ++row) {
            count += nodes[row] == argument[row] ? 1U : 0U;
        }
        return count == 0 ? 0 : list([&](std::size_t row) { return nodes[row] == argument[row]; });
    }
    return list([&](std::size_t row) {
        return !arguments.is_captured(nodes[row], filled.depth) &&
               !arguments.is_captured(argument[row], depth) &&
               arguments.equal(nodes[row], filled.depth, argument[row], depth);
    });
}

bool Expander::applies_more(const Pattern& pattern, const Filled& filled,
                            std::uint32_t metavariable) const {
    return !context_.settings.forms.allows_applied_uses() &&
           filled.applied > pattern.argument_applied[metavariable];
}

// forced-reuse: if the hole holds the argument #j at every match, then filling it with #j is at
// least as good as any other filling. Let A be an abstraction that fills it with a term t, and let
// A' have #j instead. A' matches wherever A does, and additional matches make no rewriting worse. A
// use of A' passes only those arguments of A that occur outside t. So it saves more, by the cost of
// each argument D that occurs only in t, and that is at least what rewriting inside D could have
// saved. Hence the rewriting as a whole saves no less. A' is admissible: its metavariables are
// metavariables of A, which are neither constant nor equal at the matches of A, so they are not at
// those of A'. Its arity is not greater, and its body is cheaper by the cost of t without its
// metavariables, which is positive unless t is a metavariable #k. In that case #k equals #j at
// every match, so A is inadmissible; or, if constant arguments are allowed, A is worse than A with
// #j in place of #k throughout, by an application and a leaf at each use. So A never wins.
//
// The rule is not used if a node may cost 0, because then there could be a tie; nor if the body
// would apply #j to more arguments than before, and that makes the argument more expensive or
// prevents a use at its root; nor if primitives have types, because #j may have one type in A and t
// another one there, where A' must have one for both.
//
// What else restricts matches (Matching) leaves the argument as it is. Where a use is allowed, and
// where an argument is, depends on the node alone, and so does the state of an automaton: A' has the
// states of A at the matches of A. If #j or t is a symbol variable, it is the reuse of an argument
// again that t can be: one that is new would stand for another symbol than #j (and a body contains
// no symbols). If A then has #k equal to #j at every match, and one of them is a symbol variable, A
// is admissible all the same, but worse than A with the other one in place of #k throughout, as
// above. Holes are filled from right to left, so #j stands to the right already, and no further
// arguments have to differ from it in A' than in A.
bool Expander::fill_by_reuse(const Pattern& pattern, const Filled& filled, Expansion& expansion) {
    const bool may_force = context_.has(Rule::forced_reuse) && context_.every_node_costs &&
                           !context_.settings.matching.has_types();
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        const auto begin = static_cast<std::uint32_t>(expansion.rows.size());
        const Filling filling{.what = j, .kind = FillingKind::reuse};
        const Cost bound = list_holders(pattern, filled, j, expansion.rows);
        const auto end = static_cast<std::uint32_t>(expansion.rows.size());
        const bool is_forced =
            may_force && end - begin == pattern.rows && !applies_more(pattern, filled, j);
        Candidate reuse = candidate(pattern, filling, bound);
        reuse.row_begin = begin;
        reuse.row_end = end;
        if (const std::optional<Cost> priced = price(pattern, expansion, reuse)) {
            set_bound(pattern, *priced, reuse);
        }
        if (is_forced) {
            expansion.candidates.clear();
        }
        add(pattern, reuse, expansion);
        is_priced_ = false;
        if (is_forced) {
            return true;
        }
    }
    return false;
}

// symbols-first: let the hole hold, at every match, a symbol that no argument so far is. Let A be an
// abstraction that fills it with a new metavariable #k, and let A' be the same body with a symbol
// variable #k. A' matches wherever A does, with the same arguments: what further symbol variables
// have to differ from is the same, and so is what #k is reused for. A' has to meet fewer conditions
// than A, because none is about a symbol variable. So it saves no less with the same body, and in a
// tie it comes first (variant_text in compressor/patterns/variant.hpp). A never wins.
bool Expander::takes_symbols_only(const Pattern& pattern, const Filled& filled) const {
    if (!context_.settings.matching.has_symbols() || !context_.has(Rule::symbols_first)) {
        return false;
    }
    for (std::size_t row = 0; row < pattern.rows; ++row) {
        if (!fits_new_argument(context_, pattern, row, filled.nodes[row], true)) {
            return false;
        }
    }
    return true;
}

// captured-argument: an argument with a variable that a lambda of the body binds cannot be passed.
// No completion changes that, so the location matches no completion of the candidate.
void Expander::list_passable(const Pattern& pattern, const Filled& filled, bool takes_symbols,
                             std::vector<std::uint32_t>& rows) const {
    const bool drops_captured = context_.has(Rule::captured_argument);
    const bool any_fits = takes_any_argument(takes_symbols);
    for (std::uint32_t row = 0; row < pattern.rows; ++row) {
        if ((!drops_captured || !context_.arguments.is_captured(filled.nodes[row], filled.depth)) &&
            (any_fits ||
             fits_new_argument(context_, pattern, row, filled.nodes[row], takes_symbols))) {
            rows.push_back(row);
        }
    }
}

bool Expander::takes_any_argument(bool takes_symbols) const {
    return !takes_symbols && context_.table.forbids_argument.empty();
}

void Expander::fill_by_fresh(const Pattern& pattern, const Filled& filled, bool takes_symbols,
                             Expansion& expansion) {
    const Filling filling{
        .what = pattern.arity(), .kind = FillingKind::fresh, .takes_symbols = takes_symbols};
    const auto begin = static_cast<std::uint32_t>(expansion.rows.size());
    // Nothing is captured at depth 0.
    const bool all_pass = filled.depth == 0 && takes_any_argument(takes_symbols);
    if (!all_pass) {
        list_passable(pattern, filled, takes_symbols, expansion.rows);
    }
    const bool keeps_all_rows = all_pass || expansion.rows.size() == begin + pattern.rows;
    if (keeps_all_rows) {
        expansion.rows.resize(begin);
    }
    Candidate fresh = candidate(pattern, filling, 0);
    fresh.keeps_all_rows = keeps_all_rows;
    fresh.row_begin = begin;
    fresh.row_end = static_cast<std::uint32_t>(expansion.rows.size());
    set_bound(pattern, price(pattern, expansion, fresh).value_or(0), fresh);
    add(pattern, fresh, expansion);
    is_priced_ = false;
}

} // namespace rasp_stitch::compressor
