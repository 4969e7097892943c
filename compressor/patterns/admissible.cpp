#include "compressor/patterns/admissible.hpp"

#include "compressor/patterns/variant.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

namespace {

bool is_single(const Context& context, std::size_t rows, Node any_location) {
    return rows == 1 && context.table.is_closed(any_location) &&
           !context.table.contains_symbol(any_location);
}

// Returns whether all locations are in the same task.
bool are_in_one_task(const Context& context, const RowSelection& selection) {
    const NodeTable& table = context.table;
    const Node* const locations = selection.parent.locations().data();
    const std::uint32_t task = table.first_task[locations[selection[0]]];
    for (std::size_t i = 0; i < selection.count; ++i) {
        const Node location = locations[selection[i]];
        if (table.first_task[location] != task || table.last_task[location] != task) {
            return false;
        }
    }
    return true;
}

bool is_constant(const Context& context, const RowSelection& selection, std::uint32_t argument) {
    const Node* const column = selection.argument(argument).data();
    const Node first = column[selection[0]];
    if (!context.table.is_closed(first)) {
        return false;
    }
    for (std::size_t i = 1; i < selection.count; ++i) {
        if (column[selection[i]] != first) {
            return false;
        }
    }
    return true;
}

bool has_constant_argument(const Context& context, const RowSelection& selection) {
    for (std::uint32_t j = 0; j < selection.arity(); ++j) {
        if (!selection.takes_symbols(j) && is_constant(context, selection, j)) {
            return true;
        }
    }
    return false;
}

bool are_equal_everywhere(const Context& context, const RowSelection& selection, std::uint32_t i,
                          std::uint32_t j) {
    const Node* const left = selection.argument(i).data();
    const Node* const right = selection.argument(j).data();
    const std::uint32_t left_depth = selection.argument_depth(i);
    const std::uint32_t right_depth = selection.argument_depth(j);
    for (std::size_t index = 0; index < selection.count; ++index) {
        const std::uint32_t row = selection[index];
        // A captured argument, if its row is still there, equals nothing: the row will not count.
        if (context.arguments.is_captured(left[row], left_depth) ||
            context.arguments.is_captured(right[row], right_depth) ||
            !context.arguments.equal(left[row], left_depth, right[row], right_depth)) {
            return false;
        }
    }
    return true;
}

bool has_redundant_arguments(const Context& context, const RowSelection& selection) {
    for (std::uint32_t j = 1; j < selection.arity(); ++j) {
        for (std::uint32_t i = 0; i < j; ++i) {
            if (!selection.takes_symbols(i) && !selection.takes_symbols(j) &&
                are_equal_everywhere(context, selection, i, j)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

bool fits_new_argument(const Context& context, const Pattern& pattern, std::size_t row, Node node,
                       bool takes_symbols) {
    if (!takes_symbols) {
        return context.table.allows_argument(node);
    }
    if (!context.table.is_symbol(node)) {
        return false;
    }
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        if (pattern.argument(j)[row] == node) {
            return false;
        }
    }
    return true;
}

bool drops_single_location(const Context& context, std::size_t rows, Node any_location) {
    return context.has(Rule::single_location) && is_single(context, rows, any_location);
}

bool drops_single_task(const Context& context, const RowSelection& selection) {
    return context.has(Rule::single_task) && !context.settings.allow_single_task &&
           are_in_one_task(context, selection);
}

bool is_free_variable(const Head& head, std::uint32_t depth) {
    return head.kind == lambda::TermKind::variable && head.value >= depth;
}

// Filling the other holes puts no lambda around this one, so the variable stays free.
bool drops_free_variable(const Context& context, const Head& head, std::uint32_t depth) {
    return context.has(Rule::free_variable) && is_free_variable(head, depth);
}

bool drops_arguments(const Context& context, const RowSelection& selection) {
    if (context.settings.allow_constant_arguments) {
        return false;
    }
    return (context.has(Rule::constant_argument) && has_constant_argument(context, selection)) ||
           (context.has(Rule::redundant_argument) && has_redundant_arguments(context, selection));
}

std::optional<Inadmissible> inadmissible(const Context& context, const Pattern& pattern) {
    if (pattern.rows == 0) {
        return Inadmissible::matches_nowhere;
    }
    if (pattern.leaves_free) {
        return Inadmissible::leaves_variable_free;
    }
    const RowSelection all = all_rows(pattern);
    if (!context.settings.allow_single_task && are_in_one_task(context, all)) {
        return Inadmissible::one_task;
    }
    if (pattern.arity() > 0 && is_single(context, pattern.rows, pattern.locations().front())) {
        return Inadmissible::one_location;
    }
    if (!context.settings.allow_constant_arguments) {
        if (has_constant_argument(context, all)) {
            return Inadmissible::constant_argument;
        }
        if (has_redundant_arguments(context, all)) {
            return Inadmissible::equal_arguments;
        }
    }
    return std::nullopt;
}

void remove_captured(const Context& context, Pattern& pattern) {
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < pattern.rows; ++row) {
        bool is_captured = false;
        for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
            is_captured = is_captured || context.arguments.is_captured(pattern.argument(j)[row],
                                                                       pattern.argument_depth[j]);
        }
        if (!is_captured) {
            kept.push_back(row);
        }
    }
    if (kept.size() < pattern.rows) {
        keep_rows(kept, pattern);
    }
}

} // namespace rasp_stitch::compressor
