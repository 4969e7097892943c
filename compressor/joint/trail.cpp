#include "compressor/joint/trail.hpp"

#include "compressor/corpus/typing.hpp"
#include "compressor/library/given_match.hpp"
#include "compressor/library/learning.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/patterns/admissible.hpp"
#include "lambda/terms/cost.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;

TrailFrame::TrailFrame(const Corpus& the_corpus, const CompressionSettings& compression)
    : corpus(the_corpus),
      settings(std::make_shared<const Settings>(scaled(compression.settings, corpus))),
      most_abstractions(compression.iterations), names(corpus, compression),
      task_count(corpus.tasks.size()) {
    for (const Program& program : corpus.programs) {
        task_of_program.push_back(program.task);
        weights.push_back(program.weight);
    }
}

NodeTable TrailFrame::table(const lambda::TermStore& store, std::span<const TermId> roots,
                            const Settings& settings_there) const {
    return make_node_table(
        store,
        {.roots = roots, .tasks = task_of_program, .weights = weights, .task_count = task_count},
        settings_there);
}

Trail::Trail(const TrailFrame& frame) : frame_(&frame), store_(frame.corpus.store) {
    add({.abstraction = {},
         .utility = 0,
         .roots = frame.corpus.roots(),
         .settings = frame.settings,
         .table = nullptr});
}

Utility Trail::gain() const {
    Utility sum = 0;
    for (const Stage& stage : stages_) {
        sum += stage.utility;
    }
    return sum;
}

Library Trail::abstractions() const {
    Library all;
    for (std::size_t i = 0; i < size(); ++i) {
        all.push_back(abstraction(i));
    }
    return all;
}

void Trail::add(Stage stage) {
    stage.table =
        std::make_shared<const NodeTable>(frame_->table(store_, stage.roots, *stage.settings));
    work_ += static_cast<std::int64_t>(stage.table->size()) / nodes_per_pattern;
    stages_.push_back(std::move(stage));
}

void Trail::add(Rewriting rewriting, Utility utility) {
    std::shared_ptr<const Settings> known = stages_.back().settings;
    if (learns(known->matching)) {
        auto more = std::make_shared<Settings>(*known);
        learn(store_, rewriting, more->matching);
        known = std::move(more);
    }
    LibraryAbstraction abstraction{rewriting.abstraction, std::move(rewriting.symbol_arguments)};
    if (rewriting.states) {
        abstraction.states = state_names(*rewriting.states, known->matching.automaton->names);
    }
    add({.abstraction = std::move(abstraction),
         .utility = utility,
         .roots = std::move(rewriting.roots),
         .settings = std::move(known),
         .table = nullptr});
}

void Trail::compact() {
    constexpr std::size_t few = 1000;
    if (store_.size() < 2 * frame_->corpus.store.size() + few) {
        return;
    }
    Trail fresh(*frame_);
    for (const LibraryAbstraction& old : abstractions()) {
        if (!fresh.take(moved(old, store_, fresh.store_))) {
            throw std::logic_error("an abstraction saves nothing when it is taken again");
        }
    }
    fresh.work_ += work_;
    fresh.completions_ = completions_;
    *this = std::move(fresh);
}

// Returns whether an abstraction competes that has these matches.
bool Trail::is_allowed(const Context& context, const LibraryAbstraction& abstraction,
                       const Pattern& pattern) const {
    const Settings& known = context.settings;
    if (pattern.rows == 0 || pattern.limited_arity() > known.max_arity ||
        !is_admissible(context, pattern)) {
        return false;
    }
    return !known.matching.has_types() ||
           !Typing(known.matching.types).infer(store_, abstraction.body).fault;
}

bool Trail::take(const LibraryAbstraction& abstraction) {
    const NodeTable& table = *stages_.back().table;
    const Arguments arguments(table);
    const Context context(table, arguments, settings());
    const GivenMatch found = match_given(context, store_, abstraction);
    const Utility utility = settings().utility(
        found.saved, lambda::term_cost(store_, abstraction.body, settings().costs));
    if (utility <= 0 || !is_allowed(context, abstraction, found.match.pattern)) {
        return false;
    }
    add(rewrite(context, store_, found.match.pattern, abstraction, found.match.metavariable_of),
        utility);
    return true;
}

void Trail::take(const ScoredAbstraction& found, TermId name) {
    const NodeTable& table = *stages_.back().table;
    const Arguments arguments(table);
    const Context context(table, arguments, settings());
    add(rewrite(context, store_, found.pattern, name), found.score.utility);
}

SearchResult Trail::search(std::size_t stage, const SearchControl& control) {
    const NodeTable& table = *stages_[stage].table;
    const Settings& known_there = *stages_[stage].settings;
    const CorpusKey key = corpus_key(table, store_, known_there.matching);
    SearchResult result;
    if (const auto known = frame_->memo->find(key, control.best_count)) {
        result = *known;
    } else {
        const Arguments arguments(table);
        const Context context(table, arguments, known_there);
        result = compressor::search(context, store_, control);
        if (result.stopped == StopReason::none) {
            frame_->memo->add(key, control.best_count, result);
        }
    }
    work_ += result.patterns_expanded + static_cast<std::int64_t>(table.size()) / nodes_per_pattern;
    return result;
}

TermId Trail::body_of(const ScoredAbstraction& found, std::size_t stage) {
    return found.pattern.body.build(*stages_[stage].table, store_, store_, found.pattern.arity());
}

TermId Trail::unused_name() {
    AbstractionNames names = frame_->names;
    while (true) {
        const TermId name = store_.primitive(names.next());
        if (std::none_of(stages_.begin() + 1, stages_.end(),
                         [name](const Stage& stage) { return stage.abstraction.name == name; })) {
            return name;
        }
    }
}

} // namespace rasp_stitch::compressor
