#include "compressor/nodes/restrictions.hpp"

#include "compressor/corpus/automaton.hpp"
#include "lambda/terms/print.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

void forbid(Node node, NodeTable& table) {
    table.forbids_use[node] = true;
    table.forbids_argument[node] = true;
}

void forbid_fused_lambdas(const Matching& matching, NodeTable& table) {
    const std::vector<std::uint32_t>& tags = matching.fused_lambda_tags;
    for (Node node = 0; node < table.size(); ++node) {
        const Head& head = table.heads[table.head[node]];
        if (head.kind == TermKind::lambda &&
            std::find(tags.begin(), tags.end(), head.tag) != tags.end()) {
            forbid(node, table);
        }
    }
}

// Forbids what lacks arguments.
void forbid_split_functions(const TermStore& store, const Matching& matching, NodeTable& table) {
    std::vector<std::uint32_t> missing(table.size(), 0);
    for (Node node = 0; node < table.size(); ++node) {
        const Head& head = table.heads[table.head[node]];
        if (head.kind == TermKind::primitive) {
            const auto known =
                matching.fixed_arity->find(std::string(store.symbol_name(head.value)));
            missing[node] = known == matching.fixed_arity->end() ? 0 : known->second;
        } else if (head.kind == TermKind::application && missing[table.first[node]] > 0) {
            missing[node] = missing[table.first[node]] - 1;
        }
        if (missing[node] > 0) {
            forbid(node, table);
        }
    }
}

void mark_symbols(const TermStore& store, const Matching& matching, NodeTable& table) {
    for (Head& head : table.heads) {
        head.is_symbol = head.kind == TermKind::primitive &&
                         store.symbol_name(head.value).starts_with(matching.symbol_prefix);
    }
    table.has_symbol.assign(table.size(), false);
    for (Node node = 0; node < table.size(); ++node) {
        const Head& head = table.heads[table.head[node]];
        table.has_symbol[node] = head.is_leaf() ? head.is_symbol
                                                : table.has_symbol[table.first[node]] ||
                                                      (head.kind == TermKind::application &&
                                                       table.has_symbol[table.second[node]]);
    }
}

// Finds the states of nodes, from the roots down.
class Annotator {
public:
    Annotator(const TermStore& store, const Automaton& automaton, NodeTable& table)
        : store_(store), automaton_(automaton), table_(table), is_ambiguous_(table.size(), false) {
        table_.state.assign(table_.size(), no_state);
    }

    void run() {
        for (const Node root : table_.root) {
            pending_.emplace_back(root, automaton_.root);
            while (!pending_.empty()) {
                const auto [node, state] = pending_.back();
                pending_.pop_back();
                if (enter(node, state)) {
                    give_states_to_arguments(node, state);
                }
            }
        }
        for (Node node = 0; node < table_.size(); ++node) {
            if (is_ambiguous_[node]) {
                table_.state[node] = no_state;
            }
            const State state = table_.state[node];
            table_.forbids_use[node] =
                table_.forbids_use[node] || state == no_state || !automaton_.valid_roots[state];
            table_.forbids_argument[node] = table_.forbids_argument[node] || state == no_state ||
                                            !automaton_.valid_metavariables[state];
        }
    }

private:
    // Returns whether the node is new in this state. A term that occurs in two states is one node
    // all the same, so the states must agree where they matter: for a use, an argument or a symbol.
    bool enter(Node node, State state) {
        State& known = table_.state[node];
        if (known == no_state) {
            known = state;
            return true;
        }
        if (known == state) {
            return false;
        }
        if (automaton_.is_valid(known) || automaton_.is_valid(state) ||
            table_.heads[table_.head[node]].is_symbol) {
            throw InputError(
                {.found = text(node) + " occurs both in the state " + name(known) +
                          " and in the state " + name(state) + " of the automaton",
                 .expected = "one state for equal terms, if it is a valid root or a valid state of "
                             "arguments, or if the term is a symbol"});
        }
        return further_.insert(std::uint64_t{node} << 32U | state).second;
    }

    void give_states_to_arguments(Node node, State state) {
        const TermKind kind = table_.heads[table_.head[node]].kind;
        if (kind == TermKind::primitive) {
            return;
        }
        take_apart(node);
        const Node head = functions_.back();
        if (kind != TermKind::application ||
            table_.heads[table_.head[head]].kind != TermKind::primitive) {
            throw InputError({.found = text(node) + " is not a primitive with arguments",
                              .expected = "programs without lambdas and variables, for an "
                                          "automaton to read"});
        }
        const std::string symbol(store_.symbol_name(table_.heads[table_.head[head]].value));
        const auto known = automaton_.abstractions.find(symbol);
        const bool is_abstraction = known != automaton_.abstractions.end();
        const std::size_t own = is_abstraction ? known->second.arguments.size() : 0;
        const std::vector<State>* parts = nullptr;
        std::size_t before = 0; // arguments of what is called that precede those of the term
        if (!is_abstraction || arguments_.size() > own) {
            const Call call = automaton_.call_of(store_, table_.term[node]);
            before = call.arguments - arguments_.size();
            parts = checked_transition(node, state, call);
        }
        const auto sequence = automaton_.sequence_of.find(state);
        const bool is_sequence = sequence != automaton_.sequence_of.end();
        const auto state_at = [&](std::size_t i) {
            if (i < own) {
                return known->second.arguments[i];
            }
            return is_sequence && before + i >= parts->size()
                       ? sequence->second
                       : (*parts)[(before + i) % parts->size()];
        };
        // The arguments are pushed from the last to the first, to be visited from the first on.
        for (std::size_t i = arguments_.size(); i-- > 0;) {
            if (const State at = state_at(i); at != no_state) {
                pending_.emplace_back(arguments_[i], at);
            }
        }
        if (is_sequence) {
            const std::size_t least = is_abstraction ? own : parts->size();
            for (std::size_t i = least; i < arguments_.size(); ++i) {
                note_sequence(functions_[functions_.size() - 1 - i], state);
            }
        }
    }

    const std::vector<State>* checked_transition(Node node, State state, const Call& call) const {
        const std::vector<State>* const listed = automaton_.listed(state, call.primitive);
        if (listed == nullptr) {
            throw InputError({.found = "the automaton has no transition from the state " +
                                       name(state) + " with " + quote_excerpt(call.primitive) +
                                       ", in " + text(node),
                              .expected = "a transition for every head that the programs have in "
                                          "a state"});
        }
        const bool is_sequence = automaton_.sequence_of.contains(state);
        if (is_sequence ? call.arguments < listed->size()
                        : listed->empty() || call.arguments % listed->size() != 0) {
            throw InputError(
                {.found = text(node) + " has " + std::to_string(call.arguments) +
                          (call.arguments == 1 ? " argument" : " arguments") + " in the state " +
                          name(state) + ", where the automaton lists " +
                          std::to_string(listed->size()),
                 .expected = is_sequence ? "at least as many" : "as many, or a multiple of that"});
        }
        return listed;
    }

    // Sets functions_ to (f a b), (f a) and f for (f a b), without the first, and arguments_ to
    // a, b.
    void take_apart(Node node) {
        functions_.assign(1, node);
        arguments_.clear();
        while (table_.heads[table_.head[functions_.back()]].kind == TermKind::application) {
            arguments_.push_back(table_.second[functions_.back()]);
            functions_.push_back(table_.first[functions_.back()]);
        }
        std::reverse(arguments_.begin(), arguments_.end());
    }

    // The beginning of a sequence, such as (f a) of (f a b), is no part of the program that must
    // have one state: in two, it is in none.
    void note_sequence(Node node, State state) {
        State& known = table_.state[node];
        is_ambiguous_[node] = is_ambiguous_[node] || (known != no_state && known != state);
        known = state;
    }

    std::string name(State state) const { return quote_excerpt(automaton_.names[state]); }
    std::string text(Node node) const {
        return quote_excerpt(lambda::print(store_, table_.term[node]));
    }

    const TermStore& store_;
    const Automaton& automaton_;
    NodeTable& table_;
    std::vector<bool> is_ambiguous_;
    std::vector<std::pair<Node, State>> pending_;
    std::unordered_set<std::uint64_t> further_; // nodes with states beside their first
    std::vector<Node> functions_;
    std::vector<Node> arguments_;
};

} // namespace

void add_restrictions(const TermStore& store, const Matching& matching, NodeTable& table) {
    if (matching.has_symbols()) {
        mark_symbols(store, matching, table);
    }
    if (matching.fused_lambda_tags.empty() && !matching.fixed_arity && !matching.automaton) {
        return;
    }
    table.forbids_use.assign(table.size(), false);
    table.forbids_argument.assign(table.size(), false);
    forbid_fused_lambdas(matching, table);
    if (matching.fixed_arity) {
        forbid_split_functions(store, matching, table);
    }
    if (matching.automaton) {
        Annotator(store, *matching.automaton, table).run();
    }
    for (Node node = 0; node < table.size(); ++node) {
        if (table.forbids_use[node]) {
            table.allows_use_at_first_place[node] = false;
        }
    }
}

} // namespace rasp_stitch::compressor
