#include "compressor/search/expansion.hpp"

#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/argument_cost.hpp"
#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <cstddef>

namespace rasp_stitch::compressor {

using lambda::CostModel;

namespace {

// Chooses the hole made last, as Stitch does by default. It is the argument of the application made
// last, so holes are filled from right to left, which the meaning of symbol variables relies on
// (fits_new_argument in compressor/patterns/admissible.hpp). In a chain of applications, such as a
// list, a function remains open for each argument; once there are many, the oldest hole is chosen,
// so that the number of columns does not grow with the depth of the body. (Without symbols, any
// choice that the pattern determines is exact.)
std::size_t choose_hole(const Context& context, const Pattern& pattern) {
    constexpr std::size_t max_open_holes = 12;
    const bool is_oldest =
        pattern.holes.size() > max_open_holes && !context.settings.matching.has_symbols();
    return is_oldest ? 0 : pattern.holes.size() - 1;
}

// Returns whether nothing is filled in yet. A body that consists of a metavariable alone is not an
// abstraction: a use of it costs more than what it stands for. (It would also match at its own
// argument, on which the rewriting of a location must not depend.)
bool is_empty(const Pattern& pattern) {
    return pattern.holes.front().position == 0;
}

} // namespace

Expander::Expander(const Context& context)
    : context_(context), shape_bound_(context), call_bound_(context), row_bounds_(context),
      task_bound_(context.table), tallies_(context.table.heads.size()) {}

void Expander::expand(const Pattern& pattern, const Score& incumbent, Expansion& expansion) {
    incumbent_ = incumbent;
    expansion.hole = choose_hole(context_, pattern);
    expansion.candidates.clear();
    expansion.rows.clear();
    const NodeTable& table = context_.table;
    const Filled filled = look_at(pattern, expansion.hole);
    // constant-argument: if the hole holds the same closed leaf at every match, a new argument
    // there would be constant, and so is any argument that could be reused there.
    // That does not hold for symbol variables, which may be constant.
    const bool is_symbol = table.heads[table.head[filled.nodes.front()]].is_symbol;
    const bool is_forced = filled.is_one_closed_leaf && context_.has(Rule::constant_argument) &&
                           !context_.settings.allow_constant_arguments && !is_symbol;
    const bool takes_metavariables =
        !is_forced && (filled.applied == 0 || !context_.settings.forms.no_curried_metavariables);
    if (takes_metavariables && fill_by_reuse(pattern, filled, expansion)) {
        return;
    }
    if (filled.has_one_head) {
        fill_by_only_head(pattern, filled, expansion);
    } else {
        fill_by_syntax(pattern, filled, expansion);
    }
    if (takes_metavariables && !is_empty(pattern)) {
        if (pattern.limited_arity() < context_.settings.max_arity &&
            !takes_symbols_only(pattern, filled)) {
            fill_by_fresh(pattern, filled, false, expansion);
        }
        if (context_.settings.matching.has_symbols()) {
            fill_by_fresh(pattern, filled, true, expansion);
        }
    }
    sort(pattern, expansion);
}

Expander::Filled Expander::look_at(const Pattern& pattern, std::size_t hole) const {
    const NodeTable& table = context_.table;
    Filled filled{.nodes = pattern.hole(hole),
                  .depth = pattern.holes[hole].depth,
                  .applied = pattern.holes[hole].applied};
    const HeadId head = table.head[filled.nodes.front()];
    filled.has_one_head = std::all_of(filled.nodes.begin(), filled.nodes.end(),
                                      [&](Node node) { return table.head[node] == head; });
    filled.is_one_closed_leaf = filled.has_one_head && table.heads[head].is_leaf() &&
                                table.heads[head].kind != lambda::TermKind::variable;
    return filled;
}

// Candidates that finish the pattern come first: they are scored at once and may raise the
// incumbent.
void Expander::sort(const Pattern& pattern, Expansion& expansion) const {
    if (expansion.candidates.size() < 2) {
        return;
    }
    const bool is_last_hole = pattern.holes.size() == 1;
    const auto finishes = [&](const Candidate& candidate) {
        return is_last_hole && (candidate.filling.kind != FillingKind::syntax ||
                                context_.table.heads[candidate.filling.what].is_leaf());
    };
    std::stable_sort(expansion.candidates.begin(), expansion.candidates.end(),
                     [&](const Candidate& left, const Candidate& right) {
                         if (finishes(left) != finishes(right)) {
                             return finishes(left);
                         }
                         return left.bound.utility > right.bound.utility;
                     });
}

Candidate Expander::candidate(const Pattern& pattern, Filling filling, Cost saving_bound) const {
    const std::uint32_t arity = pattern.arity() + (filling.kind == FillingKind::fresh ? 1 : 0);
    const Cost added = filling.kind == FillingKind::syntax ? context_.table.heads[filling.what].cost
                                                           : CostModel::metavariable;
    Candidate made{.bound = {},
                   .saving_bound = std::min(saving_bound, pattern.saving_bound),
                   .filling = filling,
                   .is_nested = pattern.is_nested};
    // The search finds only abstractions with arguments, so a pattern without one will have one in
    // the end.
    made.bound = {
        .utility = 0, .arity = std::max(arity, 1U), .body_cost = pattern.body_cost + added};
    made.bound.utility = std::min(pattern.utility_bound,
                                  utility_bound(context_, made.saving_bound, made.bound.body_cost));
    return made;
}

bool Expander::is_worth_trying(const Pattern& pattern, const Expansion& expansion,
                               Candidate& candidate) {
    RowSelection selection = expansion.selection(pattern, candidate);
    if (is_priced_) {
        selection.new_saving = new_saving_.data();
        selection.new_row_bound = new_row_bound_.data();
    }
    if (selection.count == 0 || is_dropped(candidate) ||
        drops_single_location(context_, selection.count, pattern.locations()[selection[0]]) ||
        drops_single_task(context_, selection) || drops_arguments(context_, selection)) {
        return false;
    }
    lower_by_shapes(pattern, selection, candidate);
    if (is_dropped(candidate)) {
        return false;
    }
    lower_by_calls(pattern, expansion, selection, candidate);
    if (is_dropped(candidate)) {
        return false;
    }
    lower_by_rows(pattern, selection, candidate);
    return !is_dropped(candidate);
}

void Expander::set_bound(const Pattern& pattern, Cost saving_bound, Candidate& candidate) const {
    candidate.saving_bound = pattern.saving_bound;
    candidate.bound.utility = pattern.utility_bound;
    lower(saving_bound, candidate);
}

void Expander::lower(Cost saving_bound, Candidate& candidate) const {
    candidate.saving_bound = std::min(candidate.saving_bound, saving_bound);
    candidate.bound.utility =
        std::min(candidate.bound.utility,
                 utility_bound(context_, candidate.saving_bound, candidate.bound.body_cost));
}

void Expander::lower_by_calls(const Pattern& pattern, const Expansion& expansion,
                              const RowSelection& selection, Candidate& candidate) {
    const bool is_complete =
        pattern.holes.size() == 1 && (candidate.filling.kind != FillingKind::syntax ||
                                      context_.table.heads[candidate.filling.what].is_leaf());
    if (is_complete || !context_.has(Rule::wide_calls)) {
        return;
    }
    const std::optional<Utility> bound = call_bound_.utility(
        selection, expansion.hole, candidate.filling, candidate.bound.body_cost);
    if (bound) {
        candidate.bound.utility = std::min(candidate.bound.utility, *bound);
    }
}

void Expander::lower_by_shapes(const Pattern& pattern, const RowSelection& selection,
                               Candidate& candidate) {
    // If no other hole is open, this bound is not better than the sum of the row bounds. If there
    // are very many rows, it is not much better, and takes more time than it saves.
    constexpr std::size_t max_rows = 8192;
    const bool has_holes =
        pattern.holes.size() > 1 || candidate.filling.kind == FillingKind::syntax;
    if (has_holes && selection.count <= max_rows &&
        selection.limited_arity() == context_.settings.max_arity &&
        context_.has(Rule::no_more_arguments)) {
        lower(shape_bound_.saved(selection), candidate);
    }
}

void Expander::lower_by_rows(const Pattern& pattern, const RowSelection& selection,
                             Candidate& candidate) {
    const bool bounds_tasks = context_.table.has_frontiers() && context_.has(Rule::task_minimum);
    const bool may_nest = pattern.is_nested && context_.has(Rule::nested_matches);
    if (!bounds_tasks && !may_nest) {
        return;
    }
    row_bounds_.compute(selection);
    candidate.is_nested = row_bounds_.is_nested();
    lower(row_bounds_.saved(), candidate);
    if (bounds_tasks) {
        lower(task_bound_.saved(selection, row_bounds_.added()), candidate);
    }
}

void Expander::add(const Pattern& pattern, Candidate candidate, Expansion& expansion) {
    if (is_worth_trying(pattern, expansion, candidate)) {
        expansion.candidates.push_back(candidate);
    } else if (!candidate.keeps_all_rows) {
        expansion.rows.resize(candidate.row_begin);
    }
}

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

std::optional<Cost> Expander::price(const Pattern& pattern, const Expansion& expansion,
                                    const Candidate& candidate) {
    const FillingCost added(context_, pattern, expansion.hole, candidate.filling);
    is_priced_ = !added.is_zero();
    if (!is_priced_) {
        return std::nullopt;
    }
    const RowSelection selection = expansion.selection(pattern, candidate);
    const std::size_t count = selection.count;
    new_saving_.resize(std::max(new_saving_.size(), count));
    new_row_bound_.resize(std::max(new_row_bound_.size(), count));
    const LocationBound bound(context_, selection.arity());
    const Node* const locations = pattern.locations().data();
    const Cost* const saving = pattern.saving.data();
    Cost* const new_saving = new_saving_.data();
    Cost* const new_row_bound = new_row_bound_.data();
    const auto price_rows = [&](auto&& row_at) {
        Cost sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t row = row_at(i);
            const Cost left = saving[row] - added.at(row);
            const Cost of_all = bound.of_all(locations[row], left);
            new_saving[i] = left;
            new_row_bound[i] = of_all;
            sum += of_all;
        }
        return sum;
    };
    if (selection.rows == nullptr) {
        return price_rows([](std::size_t i) { return i; });
    }
    return price_rows([rows = selection.rows](std::size_t i) { return rows[i]; });
}

void Expander::list_rows(const Pattern& pattern, std::size_t hole, Candidate& candidate,
                         Expansion& expansion) const {
    const Filling filling = candidate.filling;
    const Filled filled{.nodes = pattern.hole(hole),
                        .depth = pattern.holes[hole].depth,
                        .applied = pattern.holes[hole].applied};
    expansion.rows.clear();
    switch (filling.kind) {
    case FillingKind::syntax:
        for (std::uint32_t row = 0; row < pattern.rows; ++row) {
            if (context_.table.head[filled.nodes[row]] == filling.what) {
                expansion.rows.push_back(row);
            }
        }
        break;
    case FillingKind::reuse:
        list_holders(pattern, filled, filling.what, expansion.rows);
        break;
    case FillingKind::fresh:
        list_passable(pattern, filled, filling.takes_symbols, expansion.rows);
        break;
    }
    candidate.row_begin = 0;
    candidate.row_end = static_cast<std::uint32_t>(expansion.rows.size());
}

} // namespace rasp_stitch::compressor
