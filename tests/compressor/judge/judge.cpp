#include "tests/compressor/judge/judge.hpp"

#include "compressor/library/compress.hpp"
#include "lambda/terms/print.hpp"
#include "tests/compressor/judge/random_corpus.hpp"

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

} // namespace

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
        .has_fixed_arity = matching.fixed_arity.has_value(),
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

namespace {

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
            compression = compressor::compress(
                corpus_, {.iterations = 1, .settings = settings_, .look_ahead = false});
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

} // namespace

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
        corpus,
        {.iterations = 1, .candidates = most, .settings = trial.settings, .look_ahead = false},
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
