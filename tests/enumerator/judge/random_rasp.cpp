#include "tests/enumerator/judge/random_rasp.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "tests/enumerator/judge/derived_behaviour.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::array requests = {"input(str) -> seq(num)", "input(str) -> seq(bool)",
                                 "input(str) -> seq(str)", "input(str) -> seq(str) -> seq(num)",
                                 "input(str) -> sel",      "input(str) -> seq(t0)"};

constexpr std::array basic = {"tokens", "indices", "one"};

constexpr std::array others = {"select",
                               "aggregate",
                               "aggregate_default",
                               "selector_and",
                               "selector_not",
                               "add",
                               "sub",
                               "div",
                               "mod",
                               "round",
                               "indicator",
                               "eq",
                               "lt",
                               "and",
                               "not",
                               "if",
                               "equals_to",
                               "less_than",
                               "zero",
                               "str.a",
                               "true",
                               "length",
                               "selector_width",
                               "concat"};

constexpr std::array extensions = {
    "floor",
    "ceil",
    "abs",
    "sign",
    "exp",
    "log",
    "sqrt",
    "max",
    "min",
    "if_lazy",
    "aggregate_max",
    "aggregate_min",
    "causal",
    "repeat",
    "print_int",
    "parse_int",
    "#(lambda (if_lazy (lt zero $0) (div one $0) zero))",
};

constexpr std::array abstractions = {
    "#(lambda (add $0 one))",
    "#(lambda (select $0 $0))",
    "#(lambda (lambda (aggregate (select $1 $1 $0) one)))",
    "#(lambda (lambda $1))",           // ignores an argument
    "#(lambda (div one one))",         // ignores all
    "#(lambda (lambda ($1 ($1 $0))))", // takes a function
    "#(lambda (add ($0 one) ($0 (#(lambda (add $0 one)) one))))",
    "#(lambda (lambda (if (eq $0 $1) $0 $1)))",
};

constexpr std::size_t max_programs = 3000;

} // namespace

RandomRasp::RandomRasp(std::uint32_t seed, bool extended) : random_(seed), extended_(extended) {
    do {
        language_ = {.primitive_type = rasp_type};
        request_ = lambda::parse_type(language_.types, requests[below(requests.size())]);
        make_grammar();
        find_upper();
    } while (upper_ == 0);
}

Weights RandomRasp::weights(std::size_t productions) {
    std::uniform_real_distribution<double> weight(-1.5, 1.5);
    Weights weights{.variable = weight(random_), .productions = {}};
    for (std::size_t i = 0; i < productions; ++i) {
        weights.productions.push_back(below(20) == 0 ? impossible : weight(random_));
    }
    return weights;
}

void RandomRasp::make_grammar() {
    std::vector<std::string> names(basic.begin(), basic.end());
    for (const char* name : others) {
        if (below(3) == 0) {
            names.emplace_back(name);
        }
    }
    for (const char* name : extensions) {
        if (extended_ && below(3) == 0) {
            names.emplace_back(name);
        }
    }
    const std::size_t first = below(2 * abstractions.size());
    for (std::size_t i = first; i < std::min(first + 2, abstractions.size()); ++i) {
        names.emplace_back(abstractions[i]);
    }
    Grammar grammar = uniform_grammar(language_.types, names, rasp_type);
    if (below(3) > 0) { // otherwise all are as likely, so there are many ties
        grammar.weights = weights(names.size());
    }
    if (below(2) == 0) {
        language_.grammar = grammar;
        return;
    }
    ContextualGrammar contextual{.productions = grammar.productions,
                                 .no_parent = weights(names.size()),
                                 .variable_parent = weights(names.size()),
                                 .arguments = {}};
    for (const Production& production : grammar.productions) {
        std::vector<Weights>& arguments = contextual.arguments.emplace_back();
        for (std::size_t i = 0; i < arity_of(language_.types, production.type); ++i) {
            arguments.push_back(weights(names.size()));
        }
    }
    language_.grammar = contextual;
}

void RandomRasp::find_upper() {
    const GrammarView view = view_of(language_);
    upper_ = 0;
    for (double upper = 4; upper <= 14; upper += 1) {
        const TopDownResult result =
            enumerate_top_down(language_.types, view, request_,
                               {.upper = upper, .budget = {.programs = max_programs}});
        if (result.programs >= max_programs) {
            return;
        }
        upper_ = result.programs >= 10 ? upper : 0;
    }
}

std::vector<rasp::Task> RandomRasp::tasks(std::size_t count) {
    const GrammarView view = view_of(language_);
    const ProgramTable table =
        make_program_table(language_.types, view, request_, bound_of(upper_), {});
    lambda::TermStore store;
    TermBuilder build(table, view.productions(), store);
    std::vector<std::string> programs;
    enumerate_top_down(table, {.upper = upper_}, [&](const Derivation& program) {
        programs.push_back(print_expression(store, build.term(program)));
    });
    const std::string type = lambda::print_type(language_.types, request_);
    const bool has_atom = lambda::signature_of(language_.types, request_).arguments.size() == 2;
    std::vector<rasp::Task> tasks;
    for (std::size_t i = 0; i < count; ++i) {
        rasp::Task& task = tasks.emplace_back(
            rasp::Task{.name = std::to_string(i), .type = type, .arity = has_atom ? 2U : 1U});
        const std::string& program = programs[below(programs.size())];
        for (const char* word : {"abca", "b", "ccab"}) {
            rasp::Input input{.tokens = rasp::characters(word)};
            if (has_atom) {
                input.atom = std::string("a");
            }
            lambda::TermStore plain;
            const rasp::Evaluation evaluation =
                rasp::evaluate(plain, written_out(plain, program), input);
            task.examples.push_back({input, evaluation.output});
        }
    }
    return tasks;
}

} // namespace rasp_stitch::enumerator
