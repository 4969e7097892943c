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

// What one way to fill a hole makes of the body and of the list of holes.
void fill_body(const Context& context, const Hole& hole, const Candidate& candidate,
               Pattern& child) {
    if (candidate.filling != Filling::syntax) {
        child.body.fill_metavariable(hole.position, candidate.what);
        if (candidate.filling == Filling::fresh) {
            child.argument_depth.push_back(hole.depth);
            child.argument_applied.push_back(hole.applied);
        } else {
            std::uint32_t& applied = child.argument_applied[candidate.what];
            applied = std::max(applied, hole.applied);
        }
        return;
    }
    const Head& head = context.table.heads[candidate.what];
    const PartialBody::Position next = child.body.next_position();
    switch (head.kind) {
    case TermKind::application:
        child.holes.push_back({next, hole.depth, hole.applied + 1});
        child.holes.push_back({next + 1, hole.depth, 0});
        child.body.fill_application(hole.position, candidate.what);
        break;
    case TermKind::lambda:
        child.holes.push_back({next, hole.depth + 1, 0});
        child.body.fill_lambda(hole.position, candidate.what);
        break;
    default:
        child.body.fill_leaf(hole.position, candidate.what);
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

// Copies the columns of the parent that the child keeps, in order, and makes those that are new.
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
    if (candidate.filling == Filling::fresh) {
        writer.copy(parent.hole(hole));
    }
    for (std::size_t other = 0; other < parent.holes.size(); ++other) {
        if (other != hole) {
            writer.copy(parent.hole(other));
        }
    }
    if (candidate.filling != Filling::syntax) {
        return;
    }
    const TermKind kind = table.heads[candidate.what].kind;
    if (kind == TermKind::application || kind == TermKind::lambda) {
        writer.copy_parts(parent.hole(hole), table.first);
    }
    if (kind == TermKind::application) {
        writer.copy_parts(parent.hole(hole), table.second);
    }
}

void fill_worth(const Context& context, const RowSelection& selection, std::size_t hole,
                const Candidate& candidate, Pattern& child) {
    const Pattern& parent = selection.parent;
    copy_rows(parent.saving.data(), selection, child.saving.data());
    const FillingCost added(context, parent, hole, candidate.filling, candidate.what);
    if (added.is_nothing()) {
        copy_rows(parent.worth.data(), selection, child.worth.data());
        return;
    }
    const LocationBound bound(context, child.arity());
    const std::span<const Node> locations = child.locations();
    for (std::size_t i = 0; i < child.rows; ++i) {
        child.saving[i] -= added.at(selection[i]);
        child.worth[i] = bound.of_all(locations[i], child.saving[i]);
    }
}

// What the candidate promises of the pattern.
void fill_bounds(const Candidate& candidate, Pattern& pattern) {
    pattern.body_cost = candidate.promise.body_cost;
    pattern.savable = candidate.savable;
    pattern.bound = candidate.promise.utility;
    pattern.is_nested = candidate.is_nested;
}

} // namespace

void make_start(const Context& context, Pattern& pattern) {
    const NodeTable& table = context.table;
    pattern = Pattern();
    pattern.holes.push_back({});
    // A corpus cannot cost less than nothing.
    pattern.savable = table.corpus_cost();
    pattern.bound = context.settings.utility(pattern.savable, 0);
    std::vector<Node> places;
    for (Node node = 0; node < table.size(); ++node) {
        if (table.may_be_used(node)) {
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
        pattern.worth[row] = bound.of_all(places[row], pattern.saving[row]);
    }
}

void make_child(const Context& context, const Pattern& parent, const Expansion& expansion,
                const Candidate& candidate, Pattern& child) {
    const RowSelection selection = expansion.selection(parent, candidate);
    child.body = parent.body;
    child.leaves_free = parent.leaves_free;
    child.argument_depth = parent.argument_depth;
    child.argument_applied = parent.argument_applied;
    child.holes = parent.holes;
    child.holes.erase(child.holes.begin() + static_cast<std::ptrdiff_t>(expansion.hole));
    fill_bounds(candidate, child);
    fill_body(context, parent.holes[expansion.hole], candidate, child);
    child.rows = selection.count;
    child.reserve_rows();
    fill_columns(context.table, selection, expansion.hole, candidate, child);
    fill_worth(context, selection, expansion.hole, candidate, child);
}

bool can_fill_in_place(const Context& context, const Pattern& pattern, const Expansion& expansion,
                       const Candidate& candidate) {
    return candidate.filling == Filling::syntax && candidate.keeps_all_rows &&
           expansion.hole + 1 == pattern.holes.size() &&
           (pattern.holes.size() > 1 || !context.table.heads[candidate.what].is_leaf());
}

void fill_in_place(const Context& context, const Candidate& candidate, Pattern& pattern) {
    const NodeTable& table = context.table;
    const Hole hole = pattern.holes.back();
    const std::size_t column = pattern.columns() - 1;
    pattern.holes.pop_back();
    fill_bounds(candidate, pattern);
    fill_body(context, hole, candidate, pattern);
    pattern.reserve_rows();
    const TermKind kind = table.heads[candidate.what].kind;
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
