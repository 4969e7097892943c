#pragma once

// The pruning rules of the search, each with a name and a switch.
//
//     RuleSet rules;                      // all rules are on
//     rules.disable(Rule::nested_matches);
//
// No rule changes the result; each only saves work. The tests compare the search, with every rule
// on and off, with a brute-force search. The proof that a rule is safe stands beside the function
// that applies it (compressor/search: bounds.cpp, row_bounds.cpp, shape_bound.cpp, call_bound.cpp,
// expansion.cpp, search.cpp; compressor/windows: window_bound.cpp; compressor/patterns:
// admissible.cpp). The rules of the table up to task-minimum prune by an upper bound or tighten it;
// the others drop what is inadmissible or need not be tried.

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch::compressor {

enum class Rule : std::uint8_t {
    upper_bound,
    fixed_arguments,
    body_size,
    first_argument,
    nested_matches,
    no_more_arguments,
    wide_calls,
    windows,
    task_minimum,
    single_location,
    single_task,
    free_variable,
    captured_argument,
    constant_argument,
    redundant_argument,
    forced_reuse,
    symbols_first,
    arity_zero_first,
    smaller_arity_first,
};

struct RuleRow {
    Rule rule;
    std::string_view name;
    std::string_view meaning;
};

inline constexpr std::array rule_table = {
    RuleRow{Rule::upper_bound, "upper-bound",
            "drop a pattern that cannot beat the best abstraction found so far"},
    RuleRow{Rule::fixed_arguments, "fixed-arguments",
            "subtract the cost of the arguments that are already fixed from the bound"},
    RuleRow{Rule::body_size, "body-size", "subtract the cost of the body so far from the bound"},
    RuleRow{
        Rule::first_argument, "first-argument",
        "subtract the cost of the cheapest argument from the bound of a pattern without arguments"},
    RuleRow{Rule::nested_matches, "nested-matches", "count nested matches only once in the bound"},
    RuleRow{Rule::no_more_arguments, "no-more-arguments",
            "once a pattern has all its arguments, count only matches that can be completed alike"},
    RuleRow{Rule::wide_calls, "wide-calls",
            "once a pattern has all its arguments, count only calls of one width together"},
    RuleRow{Rule::windows, "windows",
            "count only places in wide calls that can be matched alike by one body"},
    RuleRow{Rule::task_minimum, "task-minimum",
            "bound each task by its cheapest program (tasks with several programs)"},
    RuleRow{Rule::single_location, "single-location",
            "drop a pattern with a single match, if that is closed"},
    RuleRow{Rule::single_task, "single-task", "drop a pattern that matches in only one task"},
    RuleRow{Rule::free_variable, "free-variable",
            "drop a pattern whose body leaves a variable free"},
    RuleRow{Rule::captured_argument, "captured-argument",
            "drop a match as soon as the body binds a variable of an argument"},
    RuleRow{Rule::constant_argument, "constant-argument",
            "drop a pattern with the same closed argument at every match; fill a hole that holds "
            "the same closed leaf at every match only with that leaf"},
    RuleRow{Rule::redundant_argument, "redundant-argument",
            "drop a pattern with two arguments that are equal at every match"},
    RuleRow{Rule::forced_reuse, "forced-reuse",
            "fill a hole that equals an argument at every match only with that argument"},
    RuleRow{Rule::symbols_first, "symbols-first",
            "make a hole that holds a new symbol at every match a symbol variable, and no other "
            "new argument"},
    RuleRow{Rule::arity_zero_first, "arity-zero-first",
            "start with the best abstraction without arguments as the incumbent"},
    RuleRow{Rule::smaller_arity_first, "smaller-arity-first",
            "start with the best abstraction of each smaller arity as the incumbent"},
};

// The rules that are on: at first, all of them.
class RuleSet {
public:
    RuleSet() { on_.set(); }

    bool has(Rule rule) const { return on_.test(static_cast<std::size_t>(rule)); }
    void enable(Rule rule) { on_.set(static_cast<std::size_t>(rule)); }
    void disable(Rule rule) { on_.reset(static_cast<std::size_t>(rule)); }

private:
    std::bitset<rule_table.size()> on_;
};

// Returns nullopt if no rule has this name.
constexpr std::optional<Rule> rule_named(std::string_view name) {
    for (const RuleRow& row : rule_table) {
        if (row.name == name) {
            return row.rule;
        }
    }
    return std::nullopt;
}

} // namespace rasp_stitch::compressor
