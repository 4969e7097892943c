#include "compressor/joint/trail.hpp"

#include "compressor/nodes/arguments.hpp"
#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;

TrailFrame::TrailFrame(const Corpus& the_corpus, const CompressionSettings& compression)
    : corpus(the_corpus), settings(scaled(compression.settings, corpus)),
      most_abstractions(compression.iterations), names(corpus, compression),
      task_count(corpus.tasks.size()) {
    for (const Program& program : corpus.programs) {
        task_of_program.push_back(program.task);
        weights.push_back(program.weight);
    }
}

NodeTable TrailFrame::table(const lambda::TermStore& store, std::span<const TermId> roots) const {
    return make_node_table(
        store,
        {.roots = roots, .tasks = task_of_program, .weights = weights, .task_count = task_count},
        settings);
}

Trail::Trail(const TrailFrame& frame) : frame_(&frame), store_(frame.corpus.store) {
    add({}, 0, frame.corpus.roots());
}

Utility Trail::gain() const {
    Utility sum = 0;
    for (const Stage& stage : stages_) {
        sum += stage.utility;
    }
    return sum;
}

std::vector<Abstraction> Trail::abstractions() const {
    std::vector<Abstraction> all;
    for (std::size_t i = 0; i < size(); ++i) {
        all.push_back(abstraction(i));
    }
    return all;
}

void Trail::add(Abstraction abstraction, Utility utility, std::vector<TermId> roots) {
    auto table = std::make_shared<const NodeTable>(frame_->table(store_, roots));
    work_ += static_cast<std::int64_t>(table->size()) / nodes_per_pattern;
    stages_.push_back({.abstraction = abstraction,
                       .utility = utility,
                       .roots = std::move(roots),
                       .table = std::move(table)});
}

void Trail::compact() {
    constexpr std::size_t few = 1000;
    if (store_.size() < 2 * frame_->corpus.store.size() + few) {
        return;
    }
    Trail fresh(*frame_);
    for (const Abstraction& old : abstractions()) {
        const TermId body =
            lambda::parse(fresh.store_, lambda::print(store_, old.body), {.metavariables = true});
        if (!fresh.take({.name = fresh.store_.primitive(store_.name(old.name)),
                         .arity = old.arity,
                         .body = body})) {
            throw std::logic_error("an abstraction saves nothing when it is taken again");
        }
    }
    fresh.work_ += work_;
    fresh.completions_ = completions_;
    *this = std::move(fresh);
}

bool Trail::take(const Abstraction& abstraction) {
    if (abstraction.arity > frame_->settings.max_arity) {
        return false;
    }
    const NodeTable& table = *stages_.back().table;
    const Arguments arguments(table);
    const Context context(table, arguments, frame_->settings);
    Match found = match(context, store_, abstraction.body);
    if (found.pattern.rows == 0 || !is_admissible(context, found.pattern)) {
        return false;
    }
    const Cost saved = BestRewriting(context).saved(found.pattern);
    const Utility utility = frame_->settings.utility(
        saved, lambda::term_cost(store_, abstraction.body, frame_->settings.costs));
    if (utility <= 0) {
        return false;
    }
    add(abstraction, utility,
        rewrite(context, store_, found.pattern, abstraction, found.metavariable_of).roots);
    return true;
}

void Trail::take(const ScoredAbstraction& found, TermId name) {
    const NodeTable& table = *stages_.back().table;
    const Arguments arguments(table);
    const Context context(table, arguments, frame_->settings);
    Rewriting rewriting = rewrite(context, store_, found.pattern, name);
    add(rewriting.abstraction, found.score.utility, std::move(rewriting.roots));
}

SearchResult Trail::search(std::size_t stage, const SearchControl& control) {
    const NodeTable& table = *stages_[stage].table;
    const CorpusKey key = corpus_key(table, store_);
    SearchResult result;
    if (const auto known = frame_->memo->find(key, control.best_count)) {
        result = *known;
    } else {
        const Arguments arguments(table);
        const Context context(table, arguments, frame_->settings);
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

TermId Trail::unused_name(std::span<const Abstraction> others) {
    AbstractionNames names = frame_->names;
    while (true) {
        const TermId name = store_.primitive(names.next());
        const auto has_it = [name](const Abstraction& other) { return other.name == name; };
        if (std::none_of(others.begin(), others.end(), has_it) &&
            std::none_of(stages_.begin() + 1, stages_.end(),
                         [&](const Stage& stage) { return has_it(stage.abstraction); })) {
            return name;
        }
    }
}

} // namespace rasp_stitch::compressor
