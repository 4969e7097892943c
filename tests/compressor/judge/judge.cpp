#include "tests/compressor/judge/judge.hpp"

#include "compressor/library/compress.hpp"
#include "lambda/terms/print.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace rasp_stitch::judge {

using compressor::Compression;
using compressor::Corpus;
using compressor::Settings;
using compressor::Step;

namespace {

std::optional<PlainAutomaton> plain_automaton(const compressor::Matching& matching) {
    if (!matching.automaton) {
        return std::nullopt;
    }
    const compressor::Automaton& automaton = *matching.automaton;
    const auto name = [&](compressor::State state) { return automaton.names[state]; };
    PlainAutomaton plain{.root = name(automaton.root),
                         .transitions = {},
                         .sequence_of = {},
                         .valid_roots = {},
                         .valid_metavariables = {},
                         .split = automaton.split};
    for (const auto& [from, parts] : automaton.transitions) {
        std::vector<std::string>& names = plain.transitions[{name(from.first), from.second}];
        for (const compressor::State part : parts) {
            names.push_back(name(part));
        }
    }
    for (const auto& [state, inner] : automaton.sequence_of) {
        plain.sequence_of.emplace(name(state), name(inner));
    }
    for (compressor::State state = 0; state < automaton.names.size(); ++state) {
        if (automaton.valid_roots[state]) {
            plain.valid_roots.insert(name(state));
        }
        if (automaton.valid_metavariables[state]) {
            plain.valid_metavariables.insert(name(state));
        }
    }
    return plain;
}

// In units of what a program of weight 1 costs, which is a whole number of those of the corpus.
JudgeSettings judge_settings(const Settings& settings, const Corpus& corpus) {
    const compressor::Matching& matching = settings.matching;
    return {
        .max_arity = settings.max_arity,
        .allow_single_task = settings.allow_single_task,
        .allow_constant_arguments = settings.allow_constant_arguments,
        .eta_long = settings.forms.eta_long,
        .no_curried_metavariables = settings.forms.no_curried_metavariables,
        .no_curried_bodies = settings.forms.no_curried_bodies,
        .fused_lambda_tags = {matching.fused_lambda_tags.begin(), matching.fused_lambda_tags.end()},
        .symbol_prefix = matching.symbol_prefix,
        .fixed_arity = matching.fixed_arity.value_or(std::map<std::string, std::uint32_t>()),
        .automaton = plain_automaton(matching),
        .types = matching.types,
        .penalty_units = settings.penalty.units * corpus.weight_scale,
        .penalty_scale = settings.penalty.scale,
        .costs = {.lambda = settings.costs.lambda,
                  .application = settings.costs.application,
                  .variable = settings.costs.variable,
                  .primitive = settings.costs.primitive,
                  .primitives = settings.costs.primitives}};
}

std::vector<JudgedProgram> judged_programs(const Corpus& corpus) {
    std::vector<JudgedProgram> programs;
    for (const compressor::Program& program : corpus.programs) {
        programs.push_back({program.root, program.task, program.weight});
    }
    return programs;
}

// Describes a winner in one line.
std::string line_of(const std::optional<Winner>& winner) {
    if (!winner) {
        return "nothing";
    }
    std::ostringstream line;
    line << winner->body << ", arity " << winner->arity << ", body cost " << winner->body_cost
         << ", utility " << winner->utility << ", saved " << winner->saved << ", variant "
         << winner->variant.text();
    return std::move(line).str();
}

// Compares one compression of a corpus with what the judge finds.
class Comparison {
public:
    Comparison(Corpus corpus, const Settings& settings)
        : corpus_(std::move(corpus)), settings_(settings),
          judge_(corpus_.store, judged_programs(corpus_), judge_settings(settings, corpus_)) {}

    std::optional<std::string> run(const std::optional<Winner>& winner) {
        Compression compression;
        try {
            compression = compressor::compress(corpus_, {.iterations = 1, .settings = settings_});
        } catch (const std::exception& error) {
            return std::string("the compressor threw: ") + error.what() +
                   "\nthe judge says:      " + line_of(winner) + '\n';
        }
        require("the cost of the corpus", compression.original_cost, judge_.corpus_cost());
        if (compression.gap) {
            differences_ << "the search says that it was stopped\n";
        }
        if (!winner || compression.steps.empty()) {
            compare_winners(winner, std::nullopt, !compression.steps.empty());
        } else {
            compare_winners(winner, said(compression.steps.front()), true);
            compare_rewriting(compression.steps.front());
        }
        const std::string text = differences_.str();
        return text.empty() ? std::nullopt : std::optional(text);
    }

private:
    void require(const std::string& what, std::int64_t said, std::int64_t expected) {
        if (said != expected) {
            differences_ << what << ": the compressor says " << said << ", it is " << expected
                         << '\n';
        }
    }

    Variant variant_of(const Step& step) const {
        const compressor::Rewriting& rewriting = step.rewriting;
        Variant variant{.symbols = rewriting.symbol_arguments, .states = {}};
        if (rewriting.states) {
            const std::vector<std::string>& names = settings_.matching.automaton->names;
            variant.states.push_back(names.at(rewriting.states->root));
            for (const compressor::State state : rewriting.states->arguments) {
                variant.states.push_back(state == compressor::no_state ? "" : names.at(state));
            }
        }
        return variant;
    }

    Winner said(const Step& step) {
        const lambda::Abstraction& abstraction = step.rewriting.abstraction;
        return {.utility = step.utility,
                .arity = abstraction.arity,
                .body_cost = plain_cost(corpus_.store, abstraction.body,
                                        judge_settings(settings_, corpus_).costs),
                .body = step.body,
                .saved = step.cost_before - step.cost_after,
                .variant = variant_of(step)};
    }

    void compare_winners(const std::optional<Winner>& winner, const std::optional<Winner>& said,
                         bool has_step) {
        const std::string expected = line_of(winner);
        const std::string found = has_step && !said ? "an abstraction" : line_of(said);
        if (expected != found) {
            differences_ << "the judge says:      " << expected << '\n'
                         << "the compressor says: " << found << '\n';
        }
    }

    void compare_rewriting(const Step& step) {
        const lambda::Abstraction& abstraction = step.rewriting.abstraction;
        const std::vector<TermId>& roots = step.rewriting.roots;
        lambda::TermStore& store = corpus_.store;
        const PlainCosts costs = judge_settings(settings_, corpus_).costs;
        if (lambda::print(store, abstraction.body) != step.body) {
            differences_ << "the body is printed as " << step.body << ", but it is "
                         << lambda::print(store, abstraction.body) << '\n';
        }
        require("the cost before", step.cost_before, judge_.corpus_cost());
        require("the cost after", step.cost_after, judge_.corpus_cost(roots));

        const std::vector<TermId> cheapest = judge_.rewritten(abstraction.body, abstraction.arity,
                                                              abstraction.name, variant_of(step));
        std::int64_t use_count = 0;
        for (std::size_t i = 0; i < roots.size(); ++i) {
            const compressor::Program& program = corpus_.programs[i];
            const TermId back =
                inlined(store, roots[i], abstraction.name, abstraction.arity, abstraction.body);
            if (!are_same(back, program.root)) {
                differences_ << program.name << " was rewritten as "
                             << lambda::print(store, roots[i]) << ", which stands for "
                             << lambda::print(store, back) << '\n';
            }
            require("the cost of " + program.name + " rewritten as " +
                        lambda::print(store, roots[i]),
                    plain_cost(store, roots[i], costs), plain_cost(store, cheapest[i], costs));
            use_count += count_of(store, abstraction.name, roots[i]);
        }
        require("the number of uses", step.rewriting.use_count, use_count);
        for (const compressor::Use& use : step.rewriting.uses) {
            const TermId back =
                inlined(store, use.after, abstraction.name, abstraction.arity, abstraction.body);
            if (!are_same(back, use.before)) {
                differences_ << "the use " << lambda::print(store, use.after)
                             << " does not stand for " << lambda::print(store, use.before) << '\n';
            }
        }
    }

    // Up to what may be contracted where arguments are passed as literal lambdas.
    bool are_same(TermId left, TermId right) {
        if (left == right || !settings_.forms.eta_long) {
            return left == right;
        }
        const auto left_form = plain_normal_form(corpus_.store, left);
        const auto right_form = plain_normal_form(corpus_.store, right);
        return !left_form || !right_form || *left_form == *right_form;
    }

    Corpus corpus_;
    Settings settings_;
    BruteForce judge_;
    std::ostringstream differences_;
};

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

Trial random_matching_trial(std::uint64_t seed) {
    Random random(seed ^ 0x5eedU);
    Trial trial = random_trial(seed);
    Settings& settings = trial.settings;
    settings.max_arity = std::min(settings.max_arity, 2U);
    CorpusShape shape = random_shape(random, settings);
    shape.leaves = std::min(shape.leaves, 12U);
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

bool has_clear_states(const Trial& trial) {
    Corpus corpus = trial.corpus;
    return BruteForce(corpus.store, judged_programs(corpus), judge_settings(trial.settings, corpus))
        .has_clear_states();
}

std::optional<Winner> best_abstraction(const Trial& trial) {
    Corpus corpus = trial.corpus;
    return BruteForce(corpus.store, judged_programs(corpus), judge_settings(trial.settings, corpus))
        .winner();
}

std::vector<Winner> ranking(const Trial& trial, std::size_t most) {
    Corpus corpus = trial.corpus;
    return BruteForce(corpus.store, judged_programs(corpus), judge_settings(trial.settings, corpus))
        .ranking(most);
}

std::string describe(const Trial& trial) {
    const Settings& settings = trial.settings;
    std::ostringstream text;
    text << corpus_text(trial.corpus) << "max arity " << settings.max_arity
         << (settings.allow_single_task ? ", single tasks allowed" : "")
         << (settings.allow_constant_arguments ? ", constant arguments allowed" : "")
         << (settings.forms.eta_long ? ", eta-long" : "")
         << (settings.forms.no_curried_metavariables ? ", no curried metavariables" : "")
         << (settings.forms.no_curried_bodies ? ", no curried bodies" : "")
         << ", structure penalty " << settings.penalty.units << '/' << settings.penalty.scale
         << "\ncosts: lambda " << settings.costs.lambda << ", application "
         << settings.costs.application << ", variable " << settings.costs.variable << ", primitive "
         << settings.costs.primitive;
    for (const auto& [name, cost] : settings.costs.primitives) {
        text << ", " << name << ' ' << cost;
    }
    text << '\n';
    if (!settings.matching.symbol_prefix.empty()) {
        text << "symbols begin with " << settings.matching.symbol_prefix << '\n';
    }
    for (const std::uint32_t tag : settings.matching.fused_lambda_tags) {
        text << "lambdas with the tag " << tag << " are fused\n";
    }
    if (settings.matching.fixed_arity) {
        for (const auto& [name, arity] : *settings.matching.fixed_arity) {
            text << name << " takes " << arity << " arguments at once\n";
        }
    }
    for (const auto& [name, type] : settings.matching.types) {
        text << name << " : " << type << '\n';
    }
    if (const auto automaton = plain_automaton(settings.matching)) {
        text << "root state " << automaton->root << '\n';
        for (const auto& [from, parts] : automaton->transitions) {
            text << from.first << ' ' << from.second << " ->";
            for (const std::string& part : parts) {
                text << ' ' << part;
            }
            text << '\n';
        }
        for (const auto& [state, inner] : automaton->sequence_of) {
            text << state << " is a sequence of " << inner << '\n';
        }
        for (const std::string& state : automaton->valid_roots) {
            text << state << " is a valid root\n";
        }
        for (const std::string& state : automaton->valid_metavariables) {
            text << state << " is valid for arguments\n";
        }
    }
    if (trial.corpus.weight_scale != 1 || trial.corpus.programs.front().weight != 1) {
        text << "weights in units of 1/" << trial.corpus.weight_scale << ':';
        for (const compressor::Program& program : trial.corpus.programs) {
            text << ' ' << program.weight;
        }
        text << '\n';
    }
    for (const compressor::RuleRow& row : compressor::rule_table) {
        if (!settings.rules.has(row.rule)) {
            text << "without the rule " << row.name << '\n';
        }
    }
    return text.str();
}

std::optional<std::string> compare(const Trial& trial, const std::optional<Winner>& winner) {
    std::optional<std::string> difference = Comparison(trial.corpus, trial.settings).run(winner);
    if (difference) {
        *difference += describe(trial);
    }
    return difference;
}

std::optional<std::string> compare(const Trial& trial) {
    return compare(trial, best_abstraction(trial));
}

std::optional<std::string> compare_ranking(const Trial& trial, std::uint32_t most,
                                           std::size_t threads) {
    Corpus corpus = trial.corpus;
    const std::vector<Winner> ranking = judge::ranking(trial, most);
    std::ostringstream expected;
    for (const Winner& winner : ranking) {
        expected << "  " << winner.body << ", arity " << winner.arity << ", utility "
                 << winner.utility << ", saved " << winner.saved << '\n';
    }
    const Compression compression = compressor::compress(
        corpus, {.iterations = 1, .candidates = most, .settings = trial.settings},
        {.threads = threads});
    std::ostringstream found;
    if (!compression.steps.empty()) {
        for (const compressor::StepCandidate& candidate : compression.steps.front().candidates) {
            found << "  " << candidate.body << ", arity " << candidate.arity << ", utility "
                  << candidate.utility << ", saved " << candidate.saved << '\n';
        }
    }
    if (found.str() == expected.str()) {
        return std::nullopt;
    }
    return "the judge says:\n" + expected.str() + "the compressor says:\n" + found.str() +
           describe(trial);
}

std::optional<std::string> compare(std::uint64_t seed, const compressor::RuleSet& rules) {
    Trial trial = random_trial(seed);
    trial.settings.rules = rules;
    std::optional<std::string> difference = compare(trial);
    if (difference) {
        *difference = "seed " + std::to_string(seed) + ":\n" + *difference;
    }
    return difference;
}

} // namespace rasp_stitch::judge
