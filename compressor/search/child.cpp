#include "compressor/search/child.hpp"

#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/argument_cost.hpp"
#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace rasp_stitch::compressor {

using lambda::TermKind;

namespace {

// Fills the hole in the body, and adds the new holes and arguments.
void fill_body(const Context& context, const Hole& hole, const Candidate& candidate,
               Pattern& child) {
    if (candidate.filling.kind != FillingKind::syntax) {
        child.body.fill_metavariable(hole.position, candidate.filling.what);
        if (candidate.filling.kind == FillingKind::fresh) {
            child.argument_depth.push_back(hole.depth);
            child.argument_applied.push_back(hole.applied);
            if (candidate.filling.takes_symbols) {
                child.argument_takes_symbols.resize(child.arity(), false);
                child.argument_takes_symbols.back() = true;
            }
        } else {
            std::uint32_t& applied = child.argument_applied[candidate.filling.what];
            applied = std::max(applied, hole.applied);
        }
        return;
    }
    const Head& head = context.table.heads[candidate.filling.what];
    const PartialBody::Position next = child.body.next_position();
    switch (head.kind) {
    case TermKind::application:
        child.holes.push_back({next, hole.depth, hole.applied + 1});
        child.holes.push_back({next + 1, hole.depth, 0});
        child.body.fill_application(hole.position, candidate.filling.what);
        break;
    case TermKind::lambda:
        child.holes.push_back({next, hole.depth + 1, 0});
        child.body.fill_lambda(hole.position, candidate.filling.what);
        break;
    default:
        child.body.fill_leaf(hole.position, candidate.filling.what);
        child.leaves_free = child.leaves_free || is_free_variable(head, hole.depth);
        break;
    }
}

template <class Value>
void copy_rows(const Value* from, const RowSelection& selection, Value* to) {
    if (selection.rows == nullptr) {
        std::copy_n(from, selection.count, to);
        return;
    }
    for (std::size_t i = 0; i < selection.count; ++i) {
        to[i] = from[selection.rows[i]];
    }
}

// Writes the columns of the child one after the other: copies of columns of the parent, or the
// parts of their nodes.
class ColumnWriter {
public:
    ColumnWriter(const RowSelection& selection, Pattern& child)
        : selection_(selection), child_(child) {}

    void copy(std::span<const Node> column) {
        copy_rows(column.data(), selection_, child_.column(next_++).data());
    }

    void copy_parts(std::span<const Node> column, const std::vector<Node>& part) {
        Node* const to = child_.column(next_++).data();
        for (std::size_t i = 0; i < selection_.count; ++i) {
            to[i] = part[column[selection_[i]]];
        }
    }

private:
    const RowSelection& selection_;
    Pattern& child_;
    std::size_t next_ = 0;
};

void fill_columns(const NodeTable& table, const RowSelection& selection, std::size_t hole,
                  const Candidate& candidate, Pattern& child) {
    const Pattern& parent = selection.parent;
    ColumnWriter writer(selection, child);
    writer.copy(parent.locations());
    for (std::size_t j = 0; j < parent.arity(); ++j) {
        writer.copy(parent.argument(j));
    }
    if (candidate.filling.kind == FillingKind::fresh) {
        writer.copy(parent.hole(hole));
    }
    for (std::size_t other = 0; other < parent.holes.size(); ++other) {
        if (other != hole) {
            writer.copy(parent.hole(other));
        }
    }
    if (candidate.filling.kind != FillingKind::syntax) {
        return;
    }
    const TermKind kind = table.heads[candidate.filling.what].kind;
    if (kind == TermKind::application || kind == TermKind::lambda) {
        writer.copy_parts(parent.hole(hole), table.first);
    }
    if (kind == TermKind::application) {
        writer.copy_parts(parent.hole(hole), table.second);
    }
}

void fill_row_bounds(const Context& context, const RowSelection& selection, std::size_t hole,
                     const Candidate& candidate, Pattern& child) {
    const Pattern& parent = selection.parent;
    copy_rows(parent.saving.data(), selection, child.saving.data());
    const FillingCost added(context, parent, hole, candidate.filling);
    if (added.is_zero()) {
        copy_rows(parent.row_bound.data(), selection, child.row_bound.data());
        return;
    }
    const LocationBound bound(context, child.arity());
    const std::span<const Node> locations = child.locations();
    for (std::size_t i = 0; i < child.rows; ++i) {
        child.saving[i] -= added.at(selection[i]);
        child.row_bound[i] = bound.of_all(locations[i], child.saving[i]);
    }
}

// Sets the bounds of the pattern to those of the candidate.
void fill_bounds(const Candidate& candidate, Pattern& pattern) {
    pattern.body_cost = candidate.bound.body_cost;
    pattern.saving_bound = candidate.saving_bound;
    pattern.utility_bound = candidate.bound.utility;
    pattern.is_nested = candidate.is_nested;
}

} // namespace

void make_start(const Context& context, Pattern& pattern) {
    const NodeTable& table = context.table;
    pattern = Pattern();
    pattern.holes.push_back({});
    // No corpus costs less than 0.
    pattern.saving_bound = table.corpus_cost();
    pattern.utility_bound = context.settings.utility(pattern.saving_bound, 0);
    std::vector<Node> places;
    for (Node node = 0; node < table.size(); ++node) {
        if (table.allows_use(node)) {
            places.push_back(node);
        }
    }
    pattern.rows = places.size();
    pattern.reserve_rows();
    for (std::size_t column = 0; column < pattern.columns(); ++column) {
        std::copy(places.begin(), places.end(), pattern.column(column).begin());
    }
    const LocationBound bound(context, 0);
    for (std::size_t row = 0; row < pattern.rows; ++row) {
        pattern.saving[row] = table.cost[places[row]] - context.settings.use_cost(0);
        pattern.row_bound[row] = bound.of_all(places[row], pattern.saving[row]);
    }
}

void make_child(const Context& context, const Pattern& parent, const Expansion& expansion,
                const Candidate& candidate, Pattern& child) {
    const RowSelection selection = expansion.selection(parent, candidate);
    child.body = parent.body;
    child.leaves_free = parent.leaves_free;
    child.argument_depth = parent.argument_depth;
    child.argument_applied = parent.argument_applied;
    child.argument_takes_symbols = parent.argument_takes_symbols;
    child.holes = parent.holes;
    child.holes.erase(child.holes.begin() + static_cast<std::ptrdiff_t>(expansion.hole));
    fill_bounds(candidate, child);
    fill_body(context, parent.holes[expansion.hole], candidate, child);
    child.rows = selection.count;
    child.reserve_rows();
    fill_columns(context.table, selection, expansion.hole, candidate, child);
    fill_row_bounds(context, selection, expansion.hole, candidate, child);
}

bool can_fill_in_place(const Context& context, const Pattern& pattern, const Expansion& expansion,
                       const Candidate& candidate) {
    return candidate.filling.kind == FillingKind::syntax && candidate.keeps_all_rows &&
           expansion.hole + 1 == pattern.holes.size() &&
           (pattern.holes.size() > 1 || !context.table.heads[candidate.filling.what].is_leaf());
}

void fill_in_place(const Context& context, const Candidate& candidate, Pattern& pattern) {
    const NodeTable& table = context.table;
    const Hole hole = pattern.holes.back();
    const std::size_t column = pattern.columns() - 1;
    pattern.holes.pop_back();
    fill_bounds(candidate, pattern);
    fill_body(context, hole, candidate, pattern);
    pattern.reserve_rows();
    const TermKind kind = table.heads[candidate.filling.what].kind;
    if (kind == TermKind::application) {
        const std::span<const Node> nodes = pattern.column(column);
        const std::span<Node> arguments = pattern.column(column + 1);
        for (std::size_t row = 0; row < pattern.rows; ++row) {
            arguments[row] = table.second[nodes[row]];
        }
    }
    if (kind == TermKind::application || kind == TermKind::lambda) {
        for (Node& node : pattern.column(column)) {
            node = table.first[node];
        }
    }
}

} // namespace rasp_stitch::compressor
