#include "compressor/library/library_rewriting.hpp"

#include "compressor/library/given_library.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/budget/deadline.hpp"

#include <unordered_set>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;

Compression rewrite_with_library(Corpus& corpus, const Library& library, const Settings& settings,
                                 const Budget& budget) {
    const Deadline deadline = budget.deadline();
    check_names(corpus, library, settings);
    GreedySteps steps(corpus, settings);
    for (const LibraryAbstraction& abstraction : library) {
        const bool is_interrupted = budget.stop.stop_requested();
        if (is_interrupted || deadline.has_passed()) {
            steps.result().stopped = is_interrupted ? StopReason::interrupted : StopReason::time;
            break;
        }
        take_given_step(abstraction, steps);
    }
    return steps.finish();
}

std::vector<std::string> unused_names(const Corpus& corpus, const Library& library,
                                      const Settings& settings, const std::string& prefix) {
    std::vector<TermId> terms;
    for (const Abstraction& abstraction : library) {
        terms.push_back(abstraction.body);
    }
    std::unordered_set<TermId> primitives = lambda::primitives_of(corpus.store, terms);
    for (const Abstraction& abstraction : library) {
        primitives.erase(abstraction.name); // which it is about to lose
    }
    primitives.merge(lambda::primitives_of(corpus.store, corpus.roots()));
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
