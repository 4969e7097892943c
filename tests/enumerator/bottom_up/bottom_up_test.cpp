#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/read_program.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/derived_behaviour.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

const std::vector<rasp::Input> inputs = {
    {rasp::characters("abca")}, {rasp::characters("b")}, {rasp::characters("ccab")}};

// Every program of a request below a bound, most probable first, and what it gives on the inputs.
struct Judge {
    struct Program {
        double nats = 0;
        std::vector<std::optional<rasp::Output>> outputs;
    };
    std::vector<Program> programs;

    Judge(const lambda::TypeStore& types, const GrammarView& view, lambda::TypeId request,
          double upper) {
        PlainEnumerator enumerator(types, view);
        for (const PlainProgram& found : enumerator.programs(request, upper)) {
            lambda::TermStore store;
            Program& made = programs.emplace_back(Program{-found.log_prior, {}});
            for (rasp::Evaluation& evaluation :
                 rasp::evaluate(store, written_out(store, found.text), inputs)) {
                made.outputs.push_back(std::move(evaluation.output));
            }
        }
        REQUIRE_FALSE(enumerator.gave_up());
        std::ranges::stable_sort(programs, {}, &Program::nats);
    }
};

rasp::Task task_of(const Judge::Program& program, const std::string& request) {
    rasp::Task task{.name = "t", .type = request};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        task.examples.push_back({inputs[i], program.outputs[i]});
    }
    return task;
}

bool solves(const Judge::Program& program, const rasp::Task& task) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!rasp::is_met(task.examples[i], {.output = program.outputs[i]})) {
            return false;
        }
    }
    return true;
}

// The log priors of the best programs, and that these are different programs that solve the task.
void check_solutions(const lambda::TermStore& terms, const std::vector<Solution>& solutions,
                     const Judge& judge, const rasp::Task& task, std::size_t kept) {
    std::vector<double> wanted;
    for (const Judge::Program& program : judge.programs) {
        if (wanted.size() < kept && solves(program, task)) {
            wanted.push_back(program.nats);
        }
    }
    REQUIRE(solutions.size() == wanted.size());
    std::set<std::string> texts;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        const std::string text = print_expression(terms, solutions[k].program.term);
        INFO(text);
        CHECK(-solutions[k].program.log_prior == Approx(wanted[k]).margin(1e-9));
        CHECK(texts.insert(text).second);
        lambda::TermStore store;
        CHECK(rasp::check(store, written_out(store, text), task).holds());
    }
}

struct SmallLanguage {
    std::vector<std::string> productions;
    std::string request;
    double upper; // nats
};

const std::string twice = "#(lambda (lambda ($1 ($1 $0))))";
const std::string on_both = "#(lambda (lambda (lambda (lambda (add ($3 $2) ($3 (sub $1 $0)))))))";
const std::string third_order =
    "#(lambda (lambda (add ($1 (lambda (add $0 $1))) ($1 (lambda one)))))";

const std::vector<SmallLanguage> languages = {
    // Polymorphism.
    {{"tokens", "indices", "select", "aggregate", "add", "div", "one", "equals_to", "less_than"},
     "input(str) -> seq(num)",
     10.5},
    {{"tokens", "select", "aggregate_default", "if", "eq", "str.a", "equals_to", "indices"},
     "input(str) -> seq(str)",
     10.5},
    {{"tokens", "indices", "select", "less_than", "at_most", "selector_or", "selector_not"},
     "input(str) -> sel",
     9.5},
    // Any type will do.
    {{"tokens", "indices", "not", "eq", "mod", "one"}, "input(str) -> seq(t0)", 8.5},
    // Abstractions, also of an abstraction; one that ignores what could fail.
    {{"indices", "one", "#(lambda (add $0 $0))", "#(lambda (div one (#(lambda (add $0 one)) $0)))",
      "if", "eq"},
     "input(str) -> seq(num)",
     9.5},
    {{"indices", "one", "div", "sub", "#(lambda (lambda $1))", "#(lambda one)"},
     "input(str) -> seq(num)",
     9.5},
    // Functions as arguments: of an abstraction with four, and of a function.
    {{"indices", "one", "sub", twice}, "input(str) -> seq(num)", 11},
    {{"indices", "one", "mul", on_both}, "input(str) -> seq(num)", 10},
    {{"indices", "one", "mul", third_order}, "input(str) -> seq(num)", 11},
    {{"tokens", "eq", "not", "if", "#(lambda (lambda ($1 ($1 $0 $0) $0)))"},
     "input(str) -> seq(bool)",
     10.3},
};

double weight(std::mt19937& random) {
    return static_cast<double>(random() % 2000) / 1000.0 - 1.0;
}

Weights weights(std::mt19937& random, std::size_t productions) {
    Weights made{.variable = weight(random), .productions = {}};
    for (std::size_t i = 0; i < productions; ++i) {
        made.productions.push_back(weight(random));
    }
    return made;
}

ContextualGrammar contextual(const lambda::TypeStore& types, const Grammar& grammar,
                             std::mt19937& random) {
    const std::size_t productions = grammar.productions.size();
    ContextualGrammar made{.productions = grammar.productions,
                           .no_parent = weights(random, productions),
                           .variable_parent = weights(random, productions),
                           .arguments = {}};
    for (const Production& production : grammar.productions) {
        std::vector<Weights>& tables = made.arguments.emplace_back();
        for (std::size_t i = arity_of(types, production.type); i > 0; --i) {
            tables.push_back(weights(random, productions));
        }
    }
    return made;
}

void check_language(Language language, const SmallLanguage& small, lambda::TypeId request,
                    std::mt19937& random) {
    const Judge judge(language.types, view_of(language), request, small.upper);
    REQUIRE(judge.programs.size() >= 5);
    std::vector<rasp::Task> tasks;
    for (std::size_t i = 0; i < 12; ++i) {
        const Judge::Program& program = judge.programs[random() % judge.programs.size()];
        tasks.push_back(task_of(program, small.request));
    }
    for (const std::size_t kept : {1U, 3U}) {
        for (const bool is_narrow : {true, false}) {
            TaskSearchOptions options{.upper = small.upper, .frontier_size = kept};
            options.narrow_columns = is_narrow;
            const BottomUpResult result = search_bottom_up(language, request, tasks, options);
            CHECK(result.stopped == StopReason::none);
            for (std::size_t i = 0; i < tasks.size(); ++i) {
                check_solutions(language.terms, result.solutions[i], judge, tasks[i], kept);
            }
        }
    }
}

} // namespace

TEST_CASE("bottom-up search finds the best of all programs", "[bottom_up]") {
    std::mt19937 random(7);
    for (const SmallLanguage& small : languages) {
        INFO(small.productions.back() << " : " << small.request);
        Language language = rasp_language("", small.productions);
        Grammar& grammar = std::get<Grammar>(language.grammar);
        const lambda::TypeId request = lambda::parse_type(language.types, small.request);
        check_language(language, small, request, random);
        grammar.weights = weights(random, grammar.productions.size());
        check_language(language, small, request, random);
        language.grammar = contextual(language.types, Grammar(grammar), random);
        check_language(language, small, request, random);
    }
}

TEST_CASE("a search that a budget ends keeps what it has found", "[bottom_up]") {
    Language language = rasp_language("tokens,indices,add,mul,one,select,aggregate,equals_to");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    std::vector<rasp::Task> tasks(2);
    for (const rasp::Input& input : inputs) {
        rasp::Sequence indices;
        for (std::size_t i = 0; i < input.tokens.size(); ++i) {
            indices.emplace_back(static_cast<std::int64_t>(i));
        }
        tasks[0].examples.push_back({input, rasp::Output(indices)});
        tasks[1].examples.push_back({input, rasp::Output(rasp::Sequence{})}); // no program
    }
    const auto search = [&](const TaskSearchOptions& options) {
        return search_bottom_up(language, request, tasks, options);
    };

    const BottomUpResult few = search({.budget = {.programs = 1000}});
    CHECK(few.stopped == StopReason::programs);
    CHECK(few.programs == 1000);
    CHECK(few.solutions[0].size() == 1);
    CHECK(few.solutions[1].empty());

    const BottomUpResult again = search({.budget = {.programs = 1000}});
    CHECK(again.behaviours == few.behaviours);
    CHECK(again.reached == few.reached);
    CHECK(again.solutions[0][0].program.term == few.solutions[0][0].program.term);
    CHECK(again.solutions[0][0].programs == few.solutions[0][0].programs);

    const std::size_t most = std::size_t{16} << 20U;
    const BottomUpResult small = search({.budget = {.memory = most}});
    CHECK(small.stopped == StopReason::memory);
    CHECK(small.behaviour_bytes < 2 * most);
    CHECK(small.solutions[0].size() == 1);

    const BottomUpResult none = search({.budget = {.seconds = 0}});
    CHECK(none.stopped == StopReason::time);
    CHECK(none.programs == 0);
    CHECK(none.solutions.size() == 2);

    std::stop_source source;
    source.request_stop();
    CHECK(search({.budget = {.stop = source.get_token()}}).stopped == StopReason::interrupted);

    // Asked to stop on the way.
    std::stop_source later;
    const BottomUpResult stopped = search({.budget = {.stop = later.get_token()},
                                           .on_progress = [&](const TaskSearchProgress& progress) {
                                               if (progress.solved > 0) {
                                                   later.request_stop();
                                               }
                                           }});
    CHECK(stopped.stopped == StopReason::interrupted);
    CHECK(stopped.solutions[0].size() == 1);
}

TEST_CASE("bottom-up search refuses what it cannot evaluate", "[bottom_up]") {
    Language language = rasp_language("indices,one,add");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    CHECK_THROWS_AS(search_bottom_up(language, request, {}, {}), InputError);
    const std::vector<rasp::Task> tasks = {
        {.name = "t", .type = "", .examples = {{inputs[0], rasp::Output(rasp::Sequence{})}}}};
    CHECK_THROWS_AS(search_bottom_up(language, request, tasks, {.upper = 5, .frontier_size = 0}),
                    InputError);
    const lambda::TypeId no_input = lambda::parse_type(language.types, "seq(num)");
    CHECK_THROWS_WITH(search_bottom_up(language, no_input, tasks, {.upper = 5}),
                      Catch::Contains("input(a) -> seq(b)"));
    // An output of another length: no program has it.
    CHECK(search_bottom_up(language, request, tasks, {.upper = 5}).solutions[0].empty());
}

} // namespace rasp_stitch::enumerator
