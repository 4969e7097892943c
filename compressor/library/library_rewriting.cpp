#include "compressor/library/library_rewriting.hpp"

#include "compressor/corpus/problem_codes.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/budget/deadline.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <chrono>
#include <stdexcept>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;
using lambda::TermKind;

namespace {

std::unordered_set<TermId> primitives_of(const lambda::TermStore& store,
                                         std::span<const TermId> roots) {
    std::unordered_set<TermId> primitives;
    for (const TermId part : lambda::subterms(store, roots)) {
        if (store.is(TermKind::primitive, part)) {
            primitives.insert(part);
        }
    }
    return primitives;
}

const Program& program_with(const Corpus& corpus, TermId primitive) {
    for (const Program& program : corpus.programs) {
        if (primitives_of(corpus.store, std::array{program.root}).contains(primitive)) {
            return program;
        }
    }
    throw std::logic_error("no program of the corpus uses the primitive");
}

// A primitive of the corpus and an abstraction of the same name would become one. And a use is
// taken to cost what a primitive without a cost of its own costs.
void check_names(const Corpus& corpus, const Library& library, const Settings& settings) {
    const std::unordered_set<TermId> used = primitives_of(corpus.store, corpus.roots());
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

// Matches the abstraction, and rewrites the corpus with it as a step.
void take_step(const Abstraction& abstraction, GreedySteps& steps) {
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

} // namespace

Compression rewrite_with_library(Corpus& corpus, const Library& library, const Settings& settings,
                                 const Budget& budget) {
    const auto deadline = deadline_after(budget.seconds);
    check_names(corpus, library, settings);
    GreedySteps steps(corpus, settings);
    for (const Abstraction& abstraction : library) {
        const bool is_interrupted = budget.stop.stop_requested();
        if (is_interrupted || std::chrono::steady_clock::now() >= deadline) {
            steps.result().stopped = is_interrupted ? StopReason::interrupted : StopReason::time;
            break;
        }
        take_step(abstraction, steps);
    }
    return steps.finish();
}

std::vector<std::string> unused_names(const Corpus& corpus, const Library& library,
                                      const Settings& settings, const std::string& prefix) {
    std::vector<TermId> terms;
    for (const Abstraction& abstraction : library) {
        terms.push_back(abstraction.body);
    }
    std::unordered_set<TermId> primitives = primitives_of(corpus.store, terms);
    for (const Abstraction& abstraction : library) {
        primitives.erase(abstraction.name); // which it is about to lose
    }
    primitives.merge(primitives_of(corpus.store, corpus.roots()));
    std::unordered_set<std::string> used;
    for (const TermId primitive : primitives) {
        used.insert(corpus.store.name(primitive));
    }
    std::vector<std::string> names;
    for (std::size_t number = 0; names.size() < library.size(); ++number) {
        std::string name = prefix + std::to_string(number);
        if (!used.contains(name) && !settings.costs.primitives.contains(name)) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

} // namespace rasp_stitch::compressor
