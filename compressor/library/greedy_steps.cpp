#include "compressor/library/greedy_steps.hpp"

#include "compressor/library/learning.hpp"

#include <stdexcept>
#include <string>

namespace rasp_stitch::compressor {

using lambda::TermId;

GreedySteps::GreedySteps(Corpus& corpus, const Settings& settings)
    : corpus_(corpus), settings_(scaled(settings, corpus)), form_(corpus.store) {
    for (const Program& program : corpus.programs) {
        task_of_program_.push_back(program.task);
        weights_.push_back(program.weight);
    }
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        form_.add(known.symbol, known.text);
    }
    if (settings_.matching.automaton) {
        result_.states = settings_.matching.automaton->names;
    }
    table_ = make_table(corpus.roots());
    result_.original_cost = table_.corpus_cost();
}

void GreedySteps::take(Step step, Cost saved) {
    const lambda::Abstraction& abstraction = step.rewriting.abstraction;
    step.name = corpus_.store.name(abstraction.name);
    step.dreamcoder = form_.abstraction(abstraction);
    form_.add(corpus_.store.symbol(abstraction.name), step.dreamcoder);
    step.type = learn(corpus_.store, step.rewriting, settings_.matching);
    step.cost_before = table_.corpus_cost();
    step.cost_after = step.cost_before - saved;
    table_ = make_table(step.rewriting.roots);
    if (table_.corpus_cost() != step.cost_after) {
        throw std::logic_error("rewriting with " + step.name + " costs " +
                               std::to_string(table_.corpus_cost()) + " where " +
                               std::to_string(step.cost_after) + " was expected");
    }
    result_.steps.push_back(std::move(step));
}

NodeTable GreedySteps::make_table(std::span<const TermId> roots) const {
    return make_node_table(corpus_.store,
                           {.roots = roots,
                            .tasks = task_of_program_,
                            .weights = weights_,
                            .task_count = corpus_.tasks.size()},
                           settings_);
}

} // namespace rasp_stitch::compressor
