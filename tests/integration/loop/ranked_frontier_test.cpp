#include "integration/loop/ranked_frontier.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/loop/fitted_weights.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;
using enumerator::Frontier;
using enumerator::FrontierProgram;
using enumerator::Grammar;
using enumerator::Language;

namespace {

double weight_of(const Grammar& grammar, const std::string& name) {
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        if (grammar.productions[i].expression == name) {
            return grammar.weights.productions[i];
        }
    }
    throw std::logic_error("no production " + name);
}

} // namespace

TEST_CASE("Literals that nobody uses do not outweigh what is used") {
    std::string names = "eq,tokens,str.a";
    for (char c = 'b'; c <= 'z'; ++c) {
        names += std::string(",str.") + c;
    }
    Language language = enumerator::rasp_language(names);
    const auto request =
        enumerator::uniform_grammar(language.types,
                                    std::vector<std::string>{"#(lambda (eq (tokens $0) str.a))"},
                                    enumerator::rasp_type)
            .productions[0]
            .type;
    const std::vector<Frontier> frontiers = {
        {.request = request,
         .programs = {{.term = enumerator::read_expression(language.terms,
                                                           "(lambda (eq (tokens $0) str.z))")}}}};
    const Grammar fitted = fitted_weights(language, frontiers, 10);
    double literals = 0;
    for (std::size_t i = 2; i < fitted.productions.size(); ++i) {
        CHECK(fitted.weights.productions[i] == Approx(fitted.weights.productions[2]));
        literals += std::exp(fitted.weights.productions[i]);
    }
    CHECK(std::abs(std::log(literals) - weight_of(fitted, "tokens")) < 0.2); // each used once
}

TEST_CASE("A run begins with the same weight for a kind of literals as for a primitive") {
    const LoopState state = first_state(small_run());
    const Grammar& grammar = recognition::unigram(state.language);
    CHECK(weight_of(grammar, "tokens") == 0);
    CHECK(weight_of(grammar, "zero") == 0);
    CHECK(weight_of(grammar, "str.b") == Approx(-std::log(3)));
}

TEST_CASE("Of programs that are the same function the most probable is kept") {
    const Run run = small_run();
    Language language = first_state(run).language;
    std::vector<FrontierProgram> programs;
    for (const std::string text :
         {"(lambda (add (indices $0) (add zero (indices $0))))",
          "(lambda (add (indices $0) (indices $0)))", "(lambda (add (indices $0) (indices $0)))"}) {
        programs.push_back({.term = enumerator::read_expression(language.terms, text)});
    }
    score(language, run.training[0], programs);
    std::vector<FrontierProgram> best = programs;
    keep_best(language.terms, best, 5);
    REQUIRE(best.size() == 2);
    CHECK(best[0].term == programs[1].term);
    CHECK(best[0].log_prior > best[1].log_prior);
    CHECK(description_length({.request = {}, .programs = best}) < -best[0].log_prior);
    keep_best(language.terms, programs, 1);
    CHECK(programs.size() == 1);
}

TEST_CASE("Of programs that are written with abstractions, each function is kept once") {
    const Run run = small_run();
    Language language = enumerator::with_productions(
        first_state(run).language, std::vector<std::string>{"#(lambda (add $0 $0))"});
    std::vector<FrontierProgram> programs;
    for (const std::string text : {"(lambda (add (indices $0) (indices $0)))",
                                   "(lambda (#(lambda (add $0 $0)) (indices $0)))"}) {
        programs.push_back({.term = enumerator::read_expression(language.terms, text)});
    }
    score(language, run.training[0], programs);
    keep_best(language.terms, programs, 5);
    CHECK(programs.size() == 1);
}

TEST_CASE("Of programs that differ in the order of commutative arguments one is kept") {
    const Run run = small_run();
    Language language = first_state(run).language;
    std::vector<FrontierProgram> programs;
    for (const std::string text :
         {"(lambda (add (indices $0) one))", "(lambda (add one (indices $0)))",
          "(lambda (sub (indices $0) one))", "(lambda (sub one (indices $0)))"}) {
        programs.push_back({.term = enumerator::read_expression(language.terms, text)});
    }
    score(language, run.training[0], programs);
    keep_best(language.terms, programs, 5);
    CHECK(programs.size() == 3);
}

TEST_CASE("The answer comes first, and the other programs stay in their order") {
    const Run run = small_run();
    const std::string four_times =
        "#(lambda (add (add (indices $0) (indices $0)) (add (indices $0) (indices $0))))";
    Language language = enumerator::with_productions(first_state(run).language,
                                                     std::vector<std::string>{four_times});
    std::vector<FrontierProgram> programs;
    for (const std::string& text :
         {"(lambda (" + four_times + " $0))", "(lambda (" + four_times + " $0) )",
          std::string("(lambda (indices $0))")}) {
        programs.push_back({.term = enumerator::read_expression(language.terms, text),
                            .log_prior = -3 - static_cast<double>(programs.size())});
    }
    put_answer_first(language, run.training[0], {}, programs);
    std::vector<double> log_priors;
    for (const FrontierProgram& program : programs) {
        log_priors.push_back(program.log_prior);
    }
    CHECK(log_priors == std::vector<double>{-5, -3, -4});
    std::vector<FrontierProgram> none;
    put_answer_first(language, run.training[0], {}, none);
    CHECK(none.empty());
}

TEST_CASE("Habits are those of the first programs of other tasks") {
    const Run run = small_run();
    LoopState state = first_state(run);
    REQUIRE(run.training.size() > 1);
    const auto program = [&](const std::string& text) {
        return enumerator::read_expression(state.language.terms, text);
    };
    const lambda::TermId first = program("(lambda (add (indices $0) one))");
    const lambda::TermId second = program("(lambda (sub one (length $0)))");
    state.frontiers[0].programs = {{.term = first}, {.term = second}};
    const enumerator::Habits habits = habits_of(state.language, run.training, state.frontiers);
    const auto nats = [&](std::size_t task, lambda::TermId term) {
        return habits.nats(run.training[task].task.name, state.language.terms, term);
    };
    CHECK(nats(1, first) < nats(1, second));
    CHECK(nats(1, first) < nats(0, first));
    CHECK(nats(0, first) == Approx(nats(0, second)));
}
