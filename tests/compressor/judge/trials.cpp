#include "tests/compressor/judge/trials.hpp"

#include "lambda/terms/term_store.hpp"
#include "support/random/random.hpp"
#include "tests/compressor/judge/random_corpus.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::judge {

using compressor::Corpus;
using compressor::Settings;
using lambda::TermId;
using lambda::TermStore;

namespace {

template <class Value, std::size_t count>
Value one_of(Random& random, const std::array<Value, count>& values) {
    return values[below(random, static_cast<std::uint32_t>(count))];
}

CorpusShape random_shape(Random& random, const Settings& settings) {
    CorpusShape shape;
    shape.tasks = between(random, settings.allow_single_task ? 1U : 2U, 5U);
    shape.programs_per_task = chance(random, 40) ? between(random, 2U, 3U) : 1;
    // The number of ways to cut a term grows fast with the arguments allowed.
    constexpr std::array<std::uint32_t, 4> most_leaves = {24, 18, 14, 12};
    shape.leaves = between(random, 4U, most_leaves.at(settings.max_arity));
    shape.primitives = between(random, 1U, 5U);
    shape.lambda = one_of<std::uint32_t>(random, std::array{0U, 10U, 20U, 40U});
    shape.variable = one_of<std::uint32_t>(random, std::array{30U, 60U, 90U});
    shape.far_variable = one_of<std::uint32_t>(random, std::array{0U, 30U, 70U});
    shape.same_argument = one_of<std::uint32_t>(random, std::array{0U, 10U, 30U});
    shape.shared = one_of<std::uint32_t>(random, std::array{0U, 20U, 50U});
    shape.pattern = one_of<std::uint32_t>(random, std::array{20U, 50U, 80U});
    shape.nested = one_of<std::uint32_t>(random, std::array{0U, 25U, 60U});
    shape.capture = one_of<std::uint32_t>(random, std::array{0U, 20U, 50U});
    shape.spine = one_of<std::uint32_t>(random, std::array{0U, 20U, 50U});
    shape.tag = one_of<std::uint32_t>(random, std::array{0U, 0U, 0U, 30U});
    if (chance(random, 40)) {
        // Uses of the patterns and little else: what wins takes several arguments.
        shape.tasks = between(random, 3U, 8U);
        shape.leaves = most_leaves.at(settings.max_arity);
        shape.primitives = between(random, 3U, 6U);
        shape.arguments = std::max(settings.max_arity, 1U);
        shape.shared = 0;
        shape.pattern = 95;
    }
    return shape;
}

lambda::CostModel random_costs(Random& random) {
    lambda::CostModel costs;
    if (chance(random, 60)) {
        return costs;
    }
    costs.lambda = one_of<lambda::Cost>(random, std::array<lambda::Cost, 4>{0, 1, 2, 50});
    costs.application = one_of<lambda::Cost>(random, std::array<lambda::Cost, 4>{0, 1, 2, 50});
    costs.variable = one_of<lambda::Cost>(random, std::array<lambda::Cost, 4>{0, 1, 100, 250});
    costs.primitive = one_of<lambda::Cost>(random, std::array<lambda::Cost, 4>{0, 1, 100, 250});
    for (const char* name : {"a", "b", "c"}) {
        if (chance(random, 30)) {
            costs.primitives[name] =
                one_of<lambda::Cost>(random, std::array<lambda::Cost, 4>{0, 1, 37, 400});
        }
    }
    return costs;
}

void count_leaves(const TermStore& store, TermId term, std::map<TermId, std::uint32_t>& counts) {
    switch (store.kind(term)) {
    case lambda::TermKind::application:
        count_leaves(store, store.function(term), counts);
        count_leaves(store, store.argument(term), counts);
        break;
    case lambda::TermKind::lambda:
        count_leaves(store, store.body(term), counts);
        break;
    default:
        ++counts[term];
        break;
    }
}

// Returns whether brute force would try too many bodies: each of n equal leaves may stay or become
// any of the metavariables.
bool is_too_much_for_brute_force(const Corpus& corpus, std::uint32_t max_arity) {
    constexpr std::array<std::uint32_t, 4> most_equal_leaves = {100, 12, 9, 7};
    for (const compressor::Program& program : corpus.programs) {
        std::map<TermId, std::uint32_t> counts;
        count_leaves(corpus.store, program.root, counts);
        for (const auto& [leaf, count] : counts) {
            if (count > most_equal_leaves.at(max_arity)) {
                return true;
            }
        }
    }
    return false;
}

void add_weights(Corpus& corpus, Random& random) {
    if (chance(random, 25)) {
        corpus.weight_scale = one_of<std::int64_t>(random, std::array<std::int64_t, 3>{1, 2, 10});
        for (compressor::Program& program : corpus.programs) {
            program.weight = below(random, 25U);
        }
    }
}

} // namespace

Trial random_trial(std::uint64_t seed) {
    using compressor::StructurePenalty;
    Random random(seed);
    Settings settings;
    settings.max_arity = one_of<std::uint32_t>(random, std::array{0U, 1U, 1U, 2U, 2U, 2U, 3U, 3U});
    settings.allow_single_task = chance(random, 40);
    settings.allow_constant_arguments = chance(random, 25);
    settings.penalty = one_of<StructurePenalty>(
        random, std::array{StructurePenalty{1, 1}, StructurePenalty{0, 1}, StructurePenalty{3, 2},
                           StructurePenalty{3, 1}});
    settings.costs = random_costs(random);
    Random more(~seed);
    if (chance(more, 40)) {
        settings.forms.eta_long = chance(more, 50);
        settings.forms.no_curried_metavariables = chance(more, 30);
        settings.forms.no_curried_bodies = chance(more, 30);
    }
    CorpusShape shape = random_shape(random, settings);
    Corpus corpus = random_corpus(seed, shape);
    while (is_too_much_for_brute_force(corpus, settings.max_arity)) {
        --shape.leaves;
        corpus = random_corpus(seed, shape);
    }
    add_weights(corpus, more);
    return {.corpus = std::move(corpus), .settings = settings};
}

namespace {

// Gives the programs of a corpus that an automaton accepts names by states, such as `a~1`, in which
// the automaton reads only the `a`. So equal terms are in equal states.
class StateNames {
public:
    StateNames(TermStore& store, const compressor::Automaton& automaton)
        : store_(store), automaton_(automaton) {}

    TermId named(TermId term, compressor::State state) {
        std::vector<TermId> arguments;
        while (store_.is(lambda::TermKind::application, term)) {
            arguments.insert(arguments.begin(), store_.argument(term));
            term = store_.function(term);
        }
        const std::string name = store_.name(term);
        TermId made = name.starts_with('&') && arguments.empty()
                          ? store_.primitive(name + std::to_string(state))
                          : store_.primitive(name + '~' + std::to_string(state));
        if (arguments.empty()) {
            return made;
        }
        const std::vector<compressor::State>& parts = *automaton_.listed(state, name);
        const auto sequence = automaton_.sequence_of.find(state);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const bool is_listed = sequence == automaton_.sequence_of.end() || i < parts.size();
            made = store_.application(
                made, named(arguments[i], is_listed ? parts[i % parts.size()] : sequence->second));
        }
        return made;
    }

private:
    TermStore& store_;
    const compressor::Automaton& automaton_;
};

compressor::Automaton random_automaton(Random& random) {
    compressor::Automaton automaton;
    automaton.names = {"P", "Q", "R"};
    automaton.root = below(random, 3U);
    for (compressor::State state = 0; state < 3; ++state) {
        const bool is_sequence = chance(random, 30);
        if (is_sequence) {
            automaton.sequence_of.emplace(state, below(random, 3U));
        }
        for (const char* head : {"a", "b", "c", "d", "e", "f", "&x", "&y", "&z"}) {
            // An application has at least one argument, and any number fits.
            std::vector<compressor::State> parts;
            if (!is_sequence || chance(random, 50)) {
                parts.push_back(below(random, 3U));
            }
            automaton.transitions.emplace(std::pair(state, head), std::move(parts));
        }
        automaton.valid_roots.push_back(chance(random, 70));
        automaton.valid_metavariables.push_back(chance(random, 70));
    }
    automaton.split = "~";
    return automaton;
}

} // namespace

Trial random_matching_trial(std::uint64_t seed, std::uint32_t most_leaves) {
    Random random(seed ^ 0x5eedU);
    Trial trial = random_trial(seed);
    Settings& settings = trial.settings;
    settings.max_arity = std::min(settings.max_arity, 2U);
    CorpusShape shape = random_shape(random, settings);
    shape.leaves = std::min(shape.leaves, most_leaves);
    shape.tag = 0;
    compressor::Matching& matching = settings.matching;
    const bool has_automaton = chance(random, 40);
    if (chance(random, 50)) {
        matching.symbol_prefix = "&";
        shape.symbol = between(random, 10U, 50U);
    }
    if (has_automaton) {
        matching.automaton = random_automaton(random);
        shape.lambda = 0;
        settings.forms.eta_long = false; // it passes arguments as lambdas
    } else if (chance(random, 40)) {
        matching.fused_lambda_tags = {1};
        shape.tag = 50;
        shape.lambda = 40;
    }
    if (chance(random, 30)) {
        matching.fixed_arity.emplace();
        for (const char* name : {"a", "b", "c", "d"}) {
            if (chance(random, 60)) {
                matching.fixed_arity->emplace(name, between(random, 1U, 3U));
            }
        }
    }
    if (!has_automaton && chance(random, 30)) {
        constexpr std::array<const char*, 6> types = {
            "t0", "int", "t0 -> t0", "t0 -> t1 -> t0", "list(t0) -> t0", "int -> list(t0)"};
        for (const char* name : {"a", "b", "c", "d", "e", "f", "&x", "&y", "&z"}) {
            matching.types.emplace(name, one_of(random, types));
        }
    }
    trial.corpus = random_corpus(seed, shape);
    while (is_too_much_for_brute_force(trial.corpus, settings.max_arity + 1)) {
        --shape.leaves;
        trial.corpus = random_corpus(seed, shape);
    }
    // Without names by states, equal terms may be in two states.
    if (has_automaton && chance(random, 80)) {
        StateNames names(trial.corpus.store, *matching.automaton);
        for (compressor::Program& program : trial.corpus.programs) {
            program.root = names.named(program.root, matching.automaton->root);
        }
    }
    return trial;
}

} // namespace rasp_stitch::judge
