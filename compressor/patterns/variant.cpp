#include "compressor/patterns/variant.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// The state of the location, then those of the arguments as the pattern numbers them.
std::vector<State> states_at(const Context& context, const Pattern& pattern, std::size_t row) {
    const std::vector<State>& state = context.table.state;
    std::vector<State> states{state[pattern.locations()[row]]};
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        states.push_back(state[pattern.argument(j)[row]]);
    }
    return states;
}

} // namespace

void keep_rows(const std::vector<std::size_t>& rows, Pattern& pattern) {
    std::vector<Node> cells;
    cells.reserve(pattern.columns() * rows.size());
    for (std::size_t column = 0; column < pattern.columns(); ++column) {
        for (const std::size_t row : rows) {
            cells.push_back(pattern.column(column)[row]);
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        pattern.saving[i] = pattern.saving[rows[i]];
        pattern.row_bound[i] = pattern.row_bound[rows[i]];
    }
    pattern.cells = std::move(cells);
    pattern.rows = rows.size();
}

std::vector<Pattern> by_states(const Context& context, Pattern pattern) {
    std::map<std::vector<State>, std::vector<std::size_t>> groups;
    if (!context.table.state.empty()) {
        for (std::size_t row = 0; row < pattern.rows; ++row) {
            groups[states_at(context, pattern, row)].push_back(row);
        }
    }
    std::vector<Pattern> patterns;
    if (groups.size() < 2) {
        patterns.push_back(std::move(pattern));
        return patterns;
    }
    for (const auto& [states, rows] : groups) {
        keep_rows(rows, patterns.emplace_back(pattern));
    }
    return patterns;
}

std::optional<StateAnnotation> states_of(const Context& context, const Pattern& pattern) {
    if (context.table.state.empty() || pattern.rows == 0) {
        return std::nullopt;
    }
    const std::vector<State> states = states_at(context, pattern, 0);
    const std::vector<std::uint32_t> printed =
        pattern.body.printed_numbers(context.table, pattern.arity());
    StateAnnotation annotation{.root = states.front(), .arguments = {}};
    annotation.arguments.resize(pattern.arity());
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        annotation.arguments[printed[j]] = states[j + 1];
    }
    return annotation;
}

std::vector<bool> symbol_arguments(const Context& context, const Pattern& pattern) {
    std::vector<bool> takes_symbols(pattern.arity(), false);
    if (!pattern.argument_takes_symbols.empty()) {
        const std::vector<std::uint32_t> printed =
            pattern.body.printed_numbers(context.table, pattern.arity());
        for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
            takes_symbols[printed[j]] = pattern.takes_symbols(j);
        }
    }
    return takes_symbols;
}

std::string variant_text(const Context& context, const Pattern& pattern) {
    std::string text;
    if (context.settings.matching.has_symbols()) {
        for (const bool takes_symbols : symbol_arguments(context, pattern)) {
            text += takes_symbols ? 'S' : 'V';
        }
    }
    if (const std::optional<StateAnnotation> states = states_of(context, pattern)) {
        const std::vector<std::string>& names = context.settings.matching.automaton->names;
        text += ' ' + names[states->root];
        for (const State state : states->arguments) {
            text += ' ' + (state == no_state ? std::string("?") : names[state]);
        }
    }
    return text;
}

} // namespace rasp_stitch::compressor
