#include "integration/abstraction/proposals.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/matching.hpp"
#include "compressor/search/search.hpp"
#include "integration/abstraction/score.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::abstraction {

using enumerator::ExpressionTypes;
using enumerator::Production;
using lambda::Abstraction;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Translates the penalty of the score, in nats, into one of the compressor, in units of programs'
// costs. A leaf in a program costs about two nats, minus the log of its probability, and a leaf in
// a body costs the structure penalty; their ratio, in hundredths, is the penalty.
compressor::StructurePenalty penalty_of(double structure_penalty) {
    constexpr double nats_of_a_leaf = 2;
    constexpr std::int64_t scale = 100;
    constexpr double max_ratio = 10;
    const double ratio = std::clamp(structure_penalty / nats_of_a_leaf, 0.0, max_ratio);
    return {.units = std::llround(ratio * static_cast<double>(scale)), .scale = scale};
}

compressor::Settings search_settings(const ProposalSettings& settings) {
    compressor::Settings made{.max_arity = settings.max_arity};
    made.forms.eta_long = true;
    made.penalty = penalty_of(settings.structure_penalty);
    // This rule drops candidates that the best one makes redundant, but the runners-up are wanted.
    made.rules.disable(compressor::Rule::forced_reuse);
    return made;
}

compressor::NodeTable table_of(const TermStore& store, const ProgramColumns& programs,
                               const compressor::Settings& settings) {
    return compressor::make_node_table(store,
                                       {.roots = programs.roots,
                                        .tasks = programs.tasks,
                                        .weights = {},
                                        .task_count = programs.task_count},
                                       settings);
}

bool has_metavariable(const TermStore& store, TermId term, std::uint32_t index) {
    return std::ranges::any_of(lambda::subterms(store, std::array{term}), [&](TermId part) {
        return store.is(TermKind::metavariable, part) && store.index(part) == index;
    });
}

// Eta-contracts the body as far as possible: (select #0 #0 #1) becomes (select #0 #0). Bodies need
// not be eta-long, and the shorter one costs less. Uses stay the same.
Abstraction eta_contracted(const TermStore& store, Abstraction abstraction) {
    const TermId body = abstraction.body;
    if (abstraction.arity == 0 || !store.is(TermKind::application, body) ||
        !store.is(TermKind::application, store.function(body))) {
        return abstraction;
    }
    const TermId last = store.argument(body);
    const std::uint32_t index = abstraction.arity - 1;
    if (!store.is(TermKind::metavariable, last) || store.index(last) != index ||
        has_metavariable(store, store.function(body), index)) {
        return abstraction;
    }
    abstraction.arity = index;
    abstraction.body = store.function(body);
    return eta_contracted(store, abstraction);
}

// Returns nullopt if the abstraction has no type.
std::optional<Production> typed_production(const TermStore& store, const Abstraction& abstraction,
                                           ExpressionTypes& expression_types) {
    try {
        return expression_types.production(
            compressor::DreamCoderForm(store).abstraction(abstraction));
    } catch (const InputError&) {
        return std::nullopt;
    }
}

// Prefers the eta-contracted body if it has the same type.
std::optional<Production> production_of(const TermStore& store, const Abstraction& abstraction,
                                        ExpressionTypes& expression_types) {
    const std::optional<Production> plain = typed_production(store, abstraction, expression_types);
    const Abstraction shorter = eta_contracted(store, abstraction);
    if (!plain || shorter.arity == abstraction.arity) {
        return plain;
    }
    const std::optional<Production> contracted = typed_production(store, shorter, expression_types);
    return contracted && contracted->type == plain->type ? contracted : plain;
}

} // namespace

Proposals::Proposals(TermStore& store, const ProgramColumns& programs,
                     std::span<const Production> productions, ExpressionTypes& expression_types,
                     const ProposalSettings& settings)
    : store_(store), expression_types_(expression_types), candidates_(settings.candidates),
      settings_(search_settings(settings)), table_(table_of(store, programs, settings_)),
      arguments_(table_), context_(table_, arguments_, settings_) {
    for (const Production& production : productions) {
        known_.insert(production.expression);
    }
}

void Proposals::search(std::size_t threads, const std::stop_token& stop) {
    compressor::SearchControl control{.threads = threads, .best_count = candidates_};
    control.budget.stop = stop;
    found_ = compressor::search(context_, store_, control).best;
}

std::vector<Proposal> Proposals::take(std::size_t count) {
    std::vector<Proposal> taken;
    for (; taken.size() < count && next_ < found_.size(); ++next_) {
        if (std::optional<Proposal> proposal = proposal_of(found_[next_])) {
            taken.push_back(*std::move(proposal));
        }
    }
    return taken;
}

std::optional<Proposal> Proposals::proposal_of(const compressor::ScoredAbstraction& found) {
    const std::uint32_t arity = found.pattern.arity();
    const TermId body = found.pattern.body.build(table_, store_, store_, arity);
    std::optional<Production> production =
        production_of(store_, {.arity = arity, .body = body}, expression_types_);
    if (!production || !is_sized_by_dreamcoder(production->expression) ||
        !known_.insert(production->expression).second) {
        return std::nullopt;
    }
    const TermId name = store_.primitive(production->expression);
    compressor::Rewriting rewriting = compressor::rewrite(context_, store_, found.pattern, name);
    return Proposal{.production = *std::move(production),
                    .matched = rewriting.abstraction,
                    .piece = std::nullopt,
                    .roots = std::move(rewriting.roots)};
}

std::vector<TermId> rewritten_with(TermStore& store, const ProgramColumns& programs,
                                   const Abstraction& abstraction) {
    const compressor::Settings settings = search_settings({});
    const compressor::NodeTable table = table_of(store, programs, settings);
    const compressor::Arguments arguments(table);
    const compressor::Context context(table, arguments, settings);
    const compressor::Match found = compressor::match(context, store, abstraction.body);
    return compressor::rewrite(context, store, found.pattern, abstraction, found.metavariable_of)
        .roots;
}

} // namespace rasp_stitch::abstraction
