#include "compressor/library/given_library.hpp"

#include "compressor/corpus/problem_codes.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/variant.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;

namespace {

const Program& program_with(const Corpus& corpus, TermId primitive) {
    for (const Program& program : corpus.programs) {
        if (lambda::primitives_of(corpus.store, std::array{program.root}).contains(primitive)) {
            return program;
        }
    }
    throw std::logic_error("no program of the corpus uses the primitive");
}

// Returns the state with this name, no_state for an empty one, or nullopt if there is none.
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

void check_states(const Automaton& automaton, const std::string& abstraction,
                  const StateNames& states) {
    std::vector<std::string> names = states.arguments;
    names.push_back(states.root);
    for (const std::string& name : names) {
        if (!state_named(automaton, name)) {
            throw InputError({.found = "the abstraction " + quote_excerpt(abstraction) +
                                       " of the library has the state " + quote_excerpt(name) +
                                       ", and the automaton does not have it",
                              .expected = "the automaton that the library was found with"});
        }
    }
}

// The matches of an abstraction, and what it saves there.
struct GivenMatch {
    Match match;
    Cost saved = 0;
    std::optional<StateAnnotation> states = {};
};

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

// Matches an abstraction of a library. Of the matches in different states, which are those of
// different abstractions, it takes those that the library says, or else those that save most.
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

} // namespace

void check_names(const Corpus& corpus, const Library& library, const Settings& settings) {
    const Matching& matching = settings.matching;
    const std::unordered_set<TermId> used = lambda::primitives_of(corpus.store, corpus.roots());
    for (const LibraryAbstraction& abstraction : library) {
        const std::string& name = corpus.store.name(abstraction.name);
        if (used.contains(abstraction.name)) {
            const std::string program = program_with(corpus, abstraction.name).name;
            throw InputError({.found = safe_excerpt(program, 60) + " uses " + quote_excerpt(name) +
                                       " already, which is the name of an abstraction of the "
                                       "library",
                              .expected = "programs that are not rewritten yet, or other names "
                                          "for the abstractions",
                              .code = problem::name_in_use});
        }
        if (settings.costs.primitives.contains(name)) {
            throw InputError({.found = "a cost of its own for " + quote_excerpt(name) +
                                       ", which is the name of an abstraction of the library",
                              .expected = "costs of primitives; the name of an abstraction has the "
                                          "default cost of a primitive",
                              .code = problem::name_has_cost});
        }
        if (matching.has_symbols() && name.starts_with(matching.symbol_prefix)) {
            throw InputError({.found = quote_excerpt(name) +
                                       ", the name of an abstraction of the library, would be a "
                                       "symbol",
                              .expected = "another prefix of symbols, or other names for the "
                                          "abstractions",
                              .code = problem::name_in_use});
        }
        if (matching.automaton && abstraction.states) {
            check_states(*matching.automaton, name, *abstraction.states);
        }
    }
}

bool take_given_step(const LibraryAbstraction& abstraction, GreedySteps& steps, Utility least) {
    const Settings& settings = steps.settings();
    const Arguments arguments(steps.table());
    const Context context(steps.table(), arguments, settings);
    const GivenMatch found = match_given(context, steps.store(), abstraction);
    Step step;
    step.utility = settings.utility(
        found.saved, lambda::term_cost(steps.store(), abstraction.body, settings.costs));
    if (step.utility < least) {
        return false;
    }
    step.body = lambda::print(steps.store(), abstraction.body);
    step.rewriting = rewrite(context, steps.store(), found.match.pattern, abstraction,
                             found.match.metavariable_of);
    if (settings.matching.has_symbols()) {
        step.rewriting.symbol_arguments = abstraction.symbol_arguments;
    }
    step.rewriting.symbol_arguments.resize(abstraction.arity, false);
    step.rewriting.states = found.states;
    steps.take(std::move(step), found.saved);
    return true;
}

} // namespace rasp_stitch::compressor
