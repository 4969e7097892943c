#include "compressor/library/library_rewriting.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
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
    throw std::logic_error("no program of the corpus holds the primitive");
}

// A primitive of the corpus and an abstraction of the same name would become one thing. A use is
// taken to cost what a primitive costs that has no cost of its own.
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
                                          "for the abstractions (--rename)"});
        }
        if (settings.costs.primitives.contains(name)) {
            throw InputError({.found = "a cost of its own for " + quote_excerpt(name) +
                                       ", which is the name of an abstraction of the library",
                              .expected = "costs of primitives; the name of an abstraction costs "
                                          "what --cost-prim-default says",
                              .source = "--cost-prim"});
        }
    }
}

class LibraryRewriter {
public:
    LibraryRewriter(Corpus& corpus, const Settings& settings)
        : corpus_(corpus), settings_(scaled(settings, corpus)), form_(corpus.store),
          roots_(corpus.roots()) {
        for (const Program& program : corpus.programs) {
            task_of_program_.push_back(program.task);
            weights_.push_back(program.weight);
        }
        for (const KnownAbstraction& known : corpus.known_abstractions) {
            form_.add(known.symbol, known.text);
        }
    }

    Compression run(const Library& library, const std::stop_token& stop) {
        Compression result;
        NodeTable table = make_table();
        result.original_cost = table.corpus_cost();
        for (const Abstraction& abstraction : library) {
            if (stop.stop_requested()) {
                break;
            }
            Step step = make_step(table, abstraction);
            table = make_table();
            if (table.corpus_cost() != step.cost_after) {
                throw std::logic_error("rewriting with " + step.name + " costs " +
                                       std::to_string(table.corpus_cost()) + " where " +
                                       std::to_string(step.cost_after) + " was found");
            }
            result.steps.push_back(std::move(step));
        }
        return result;
    }

private:
    NodeTable make_table() const {
        return make_node_table(corpus_.store,
                               {.roots = roots_,
                                .tasks = task_of_program_,
                                .weights = weights_,
                                .task_count = corpus_.tasks.size()},
                               settings_);
    }

    Step make_step(const NodeTable& table, const Abstraction& abstraction) {
        const Arguments arguments(table);
        const Context context(table, arguments, settings_);
        const Match found = match(context, corpus_.store, abstraction.body);
        const Cost saved = BestRewriting(context).saved(found.pattern);
        Step step;
        step.name = corpus_.store.name(abstraction.name);
        step.body = lambda::print(corpus_.store, abstraction.body);
        step.dreamcoder = form_.abstraction(abstraction);
        step.rewriting =
            rewrite(context, corpus_.store, found.pattern, abstraction, found.metavariable_of);
        step.cost_before = table.corpus_cost();
        step.cost_after = step.cost_before - saved;
        step.utility = settings_.utility(
            saved, lambda::term_cost(corpus_.store, abstraction.body, settings_.costs));
        form_.add(corpus_.store.symbol(abstraction.name), step.dreamcoder);
        roots_ = step.rewriting.roots;
        return step;
    }

    Corpus& corpus_;
    Settings settings_;
    DreamCoderForm form_;
    std::vector<TermId> roots_;
    std::vector<std::uint32_t> task_of_program_;
    std::vector<std::int64_t> weights_;
};

} // namespace

Compression rewrite_with_library(Corpus& corpus, const Library& library, const Settings& settings,
                                 const std::stop_token& stop) {
    check_names(corpus, library, settings);
    return LibraryRewriter(corpus, settings).run(library, stop);
}

std::vector<std::string> unused_names(const Corpus& corpus, const Library& library,
                                      const Settings& settings, const std::string& prefix) {
    std::vector<TermId> terms;
    for (const Abstraction& abstraction : library) {
        terms.push_back(abstraction.body);
    }
    std::unordered_set<TermId> primitives = primitives_of(corpus.store, terms);
    for (const Abstraction& abstraction : library) {
        primitives.erase(abstraction.name); // it will not have this name any more
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
