#include "compressor/library/given_library.hpp"

#include "compressor/corpus/problem_codes.hpp"
#include "compressor/library/given_match.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <array>
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
