#include "compressor/library/given_library.hpp"

#include "compressor/corpus/problem_codes.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <stdexcept>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
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

} // namespace

void check_names(const Corpus& corpus, const Library& library, const Settings& settings) {
    const std::unordered_set<TermId> used = lambda::primitives_of(corpus.store, corpus.roots());
    for (const Abstraction& abstraction : library) {
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
    }
}

void take_given_step(const Abstraction& abstraction, GreedySteps& steps) {
    const Settings& settings = steps.settings();
    const Arguments arguments(steps.table());
    const Context context(steps.table(), arguments, settings);
    const Match found = match(context, steps.store(), abstraction.body);
    const Cost saved = BestRewriting(context).saved(found.pattern);
    Step step;
    step.body = lambda::print(steps.store(), abstraction.body);
    step.rewriting =
        rewrite(context, steps.store(), found.pattern, abstraction, found.metavariable_of);
    step.utility =
        settings.utility(saved, lambda::term_cost(steps.store(), abstraction.body, settings.costs));
    steps.take(std::move(step), saved);
}

} // namespace rasp_stitch::compressor
