#include "compressor/search/expansion.hpp"

#include <algorithm>
#include <cstddef>

namespace rasp_stitch::compressor {

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

Expander::Expander(const Context& context, const WindowTable* windows)
    : context_(context), shape_bound_(context), call_bound_(context), row_bounds_(context),
      task_bound_(context.table), tallies_(context.table.heads.size()) {
    if (windows != nullptr && !windows->empty()) {
        window_bound_.emplace(context, *windows);
    }
}

void Expander::expand(const Pattern& pattern, const Score& incumbent, Expansion& expansion) {
    incumbent_ = incumbent;
    expansion.hole = choose_hole(context_, pattern);
    expansion.candidates.clear();
    expansion.rows.clear();
    root_call_.reset();
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
