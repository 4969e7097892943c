#include "compressor/library/given_match.hpp"

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/variant.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

StateAnnotation annotation_of(const Automaton& automaton, const StateNames& names) {
    StateAnnotation annotation{.root = state_named(automaton, names.root).value(), .arguments = {}};
    for (const std::string& name : names.arguments) {
        annotation.arguments.push_back(state_named(automaton, name).value());
    }
    return annotation;
}

// Returns the states of an abstraction's matches, which are all in the same, with the arguments as
// the body numbers them.
std::optional<StateAnnotation> states_of(const Context& context, const Match& found) {
    const std::vector<State>& state = context.table.state;
    if (state.empty() || found.pattern.rows == 0) {
        return std::nullopt;
    }
    StateAnnotation states{.root = state[found.pattern.locations().front()], .arguments = {}};
    for (const std::uint32_t j : found.metavariable_of) {
        states.arguments.push_back(state[found.pattern.argument(j).front()]);
    }
    return states;
}

// Returns whether the first arguments, as many as `wanted` has, are in the states that it says.
bool has_states(const std::optional<StateAnnotation>& states, const StateAnnotation& wanted) {
    return states && states->root == wanted.root &&
           states->arguments.size() >= wanted.arguments.size() &&
           std::equal(wanted.arguments.begin(), wanted.arguments.end(), states->arguments.begin());
}

} // namespace

GivenMatch match_given(const Context& context, const lambda::TermStore& store,
                       const LibraryAbstraction& abstraction) {
    const auto& automaton = context.settings.matching.automaton;
    std::optional<StateAnnotation> wanted;
    if (automaton && abstraction.states) {
        wanted = annotation_of(*automaton, *abstraction.states);
    }
    BestRewriting best(context);
    const bool has_symbols = context.settings.matching.has_symbols();
    Match all = match(context, store, abstraction.body,
                      has_symbols ? abstraction.symbol_arguments : std::vector<bool>());
    if (!automaton || all.pattern.rows == 0) {
        const Cost saved = best.saved(all.pattern);
        return {.match = std::move(all), .saved = saved, .states = std::move(wanted)};
    }
    GivenMatch taken;
    taken.match.pattern.holes.push_back({}); // matches nowhere
    taken.states = wanted;
    for (Pattern& pattern : by_states(context, std::move(all.pattern))) {
        GivenMatch group{
            .match = {.pattern = std::move(pattern), .metavariable_of = all.metavariable_of}};
        group.states = states_of(context, group.match);
        group.saved = best.saved(group.match.pattern);
        const bool is_first = taken.match.pattern.rows == 0;
        if ((!wanted || has_states(group.states, *wanted)) &&
            (is_first || group.saved > taken.saved)) {
            taken = std::move(group);
        }
    }
    return taken;
}

std::optional<State> state_named(const Automaton& automaton, const std::string& name) {
    if (name.empty()) {
        return no_state;
    }
    const auto found = std::find(automaton.names.begin(), automaton.names.end(), name);
    if (found == automaton.names.end()) {
        return std::nullopt;
    }
    return static_cast<State>(found - automaton.names.begin());
}

StateNames state_names(const StateAnnotation& states, const std::vector<std::string>& names) {
    const auto name = [&](State state) { return state == no_state ? std::string() : names[state]; };
    StateNames made{.root = name(states.root), .arguments = {}};
    for (const State state : states.arguments) {
        made.arguments.push_back(name(state));
    }
    return made;
}

} // namespace rasp_stitch::compressor
