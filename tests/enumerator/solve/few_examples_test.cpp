// Searching on few examples first gives what a search on all examples gives.

#include "enumerator/solve/few_examples.hpp"

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/derived_behaviour.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"
#include "tests/enumerator/judge/random_rasp.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// The task of what a program does on some words.
rasp::Task task_of(const std::string& program, const std::vector<std::string>& words) {
    lambda::TermStore store;
    const lambda::TermId term = rasp::read_program(store, program);
    rasp::Task task{.name = program, .type = "input(str) -> seq(num)"};
    for (const std::string& word : words) {
        const rasp::Input input{.tokens = rasp::characters(word)};
        task.examples.push_back({input, rasp::evaluate(store, term, input).output});
    }
    return task;
}

// A language with a request that many tasks have.
struct Rasp {
    Language language;
    lambda::TypeId request;

    explicit Rasp(const std::string& primitives)
        : language(rasp_language(primitives)),
          request(lambda::parse_type(language.types, "input(str) -> seq(num)")) {}

    std::string text(const Solution& solution) const {
        return print_expression(language.terms, solution.program.term);
    }
};

std::vector<double> costs_of(const std::vector<Solution>& solutions) {
    std::vector<double> costs;
    for (const Solution& solution : solutions) {
        costs.push_back(-solution.program.log_prior);
    }
    return costs;
}

bool meets_all(const lambda::TermStore& terms, const Solution& solution, const rasp::Task& task) {
    lambda::TermStore plain;
    const lambda::TermId program =
        written_out(plain, print_expression(terms, solution.program.term));
    return rasp::check(plain, program, task).holds();
}

std::size_t distinct(const std::vector<Solution>& solutions) {
    std::set<lambda::TermId> terms;
    for (const Solution& solution : solutions) {
        terms.insert(solution.program.term);
    }
    return terms.size();
}

// How often the cases occurred that a comparison is for.
struct Seen {
    std::size_t compared = 0;
    std::size_t refuted = 0;
    std::size_t full = 0; // as many programs as were wanted
    std::size_t failing = 0;
    std::size_t atoms = 0;
    std::size_t cut = 0; // by a budget
};

// Compares with a search on all examples, which tests/enumerator/bottom_up compares with the plain
// enumerator.
void compare(RandomRasp& random, const rasp::Task& task, const TaskSearchOptions& options,
             std::size_t positions, Seen& seen) {
    Language plain_language = random.language();
    TaskSearchOptions whole = options;
    whole.budget = {};
    const BottomUpResult plain =
        search_bottom_up(plain_language, random.request(), std::span(&task, 1), whole);
    Language language = random.language();
    const FewExamplesResult few =
        search_few_examples(language, random.request(), task, options, {.positions = positions});
    const std::vector<Solution>& solutions = few.solutions[0];
    std::vector<double> wanted = costs_of(plain.solutions[0]);
    if (few.stopped != StopReason::none) {
        std::erase_if(wanted, [&](double cost) { return cost >= few.reached; });
        ++seen.cut;
    }
    std::vector<double> found = costs_of(solutions);
    REQUIRE(found.size() >= wanted.size());
    if (few.stopped != StopReason::none) {
        found.resize(wanted.size()); // there can be others that cost exactly `reached`
    }
    CHECK(found == wanted);
    CHECK(distinct(solutions) == solutions.size());
    for (const Solution& solution : solutions) {
        CHECK(meets_all(language.terms, solution, task));
        CHECK(solution.proven);
    }
    CHECK(few.examples.size() <= task.examples.size());
    ++seen.compared;
    seen.refuted += few.refuted > 0 ? 1U : 0U;
    seen.full += solutions.size() == options.frontier_size ? 1U : 0U;
    seen.failing += std::ranges::any_of(task.examples, [](const auto& e) { return !e.output; });
    seen.atoms += task.arity == 2 ? 1U : 0U;
}

} // namespace

TEST_CASE("Few examples give the same costs as all examples, in random languages") {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        RandomRasp random(seed);
        CAPTURE(seed);
        for (const rasp::Task& task : random.tasks(2)) {
            for (const std::size_t kept : {1U, 2U, 5U}) {
                for (const std::size_t positions : {1U, 5U}) {
                    CAPTURE(task.name, kept, positions);
                    compare(random, task, {.upper = random.upper(), .frontier_size = kept},
                            positions, seen);
                }
            }
        }
    }
    CAPTURE(seen.compared, seen.refuted, seen.full, seen.failing, seen.atoms);
    CHECK(seen.compared == 480);
    CHECK(seen.refuted > 60);
    CHECK(seen.full > 200);
    CHECK(seen.failing > 10);
    CHECK(seen.atoms > 30);
}

TEST_CASE("A search on few examples that is cut off has all programs below what it has reached") {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        RandomRasp random(seed);
        CAPTURE(seed);
        for (const rasp::Task& task : random.tasks(2)) {
            for (const std::uint64_t programs : {5U, 20U, 80U}) {
                CAPTURE(task.name, programs);
                TaskSearchOptions options{.upper = random.upper(), .frontier_size = 3};
                options.budget.programs = programs;
                compare(random, task, options, 1, seen);
            }
        }
    }
    CAPTURE(seen.cut, seen.refuted);
    CHECK(seen.cut > 80);
    CHECK(seen.refuted > 15);
}

TEST_CASE("Few examples give the most probable programs of the plain enumerator") {
    std::size_t found = 0;
    std::size_t refuted = 0;
    for (const char* program :
         {"(lam (indices $0))", "(lam (add one (indices $0)))", "(lam (mul (indices $0) one))",
          "(lam (mul (indices $0) (indices $0)))"}) {
        CAPTURE(program);
        Rasp rasp("one,indices,add,mul,zero");
        const rasp::Task task = task_of(program, {"abca", "b", "ab", "ccab"});
        constexpr double upper = 11;
        const GrammarView view = view_of(rasp.language);
        PlainEnumerator judge(rasp.language.types, view);
        std::vector<double> solving;
        for (const PlainProgram& judged : judge.programs(rasp.request, upper)) {
            lambda::TermStore store;
            if (rasp::check(store, written_out(store, judged.text), task).holds()) {
                solving.push_back(-judged.log_prior);
            }
        }
        REQUIRE_FALSE(judge.gave_up());
        std::ranges::sort(solving);
        for (const std::size_t kept : {1U, 2U, 5U}) {
            const FewExamplesResult few =
                search_few_examples(rasp.language, rasp.request, task,
                                    {.upper = upper, .frontier_size = kept}, {.positions = 1});
            const std::vector<double> costs = costs_of(few.solutions[0]);
            REQUIRE(costs.size() == std::min(kept, solving.size()));
            for (std::size_t k = 0; k < costs.size(); ++k) {
                CHECK(std::abs(costs[k] - solving[k]) < 1e-9);
            }
            found += costs.size();
            refuted += few.refuted;
        }
    }
    CAPTURE(found, refuted);
    CHECK(found >= 20);
    CHECK(refuted >= 4);
}

TEST_CASE("A program that fails on another example gets that example, and is not found again") {
    Rasp rasp("indices,tokens,zero,add,one");
    std::get<Grammar>(rasp.language.grammar).weights.productions[2] = 1; // zero is likely
    const rasp::Task task = task_of("(lam (indices $0))", {"abc", "a", "bb"});
    const FewExamplesResult few =
        search_few_examples(rasp.language, rasp.request, task, {.upper = 12}, {.positions = 1});
    CHECK(few.refuted == 1); // (lambda zero) gives the same as the positions of "a"
    CHECK(few.searches == 2);
    CHECK(few.examples == std::vector<std::size_t>{1, 2});
    REQUIRE(few.solutions[0].size() == 1);
    CHECK(rasp.text(few.solutions[0][0]) == "(lambda (indices $0))");
    CHECK(few.solutions[0][0].programs <= few.programs);
}

TEST_CASE("An example that no program can meet ends the search at once, and without a program") {
    Rasp rasp("indices,one");
    rasp::Task task = task_of("(lam (indices $0))", {"ab", "abc"});
    SECTION("An empty input with an output") {
        task.examples.push_back({{.tokens = {}}, rasp::Sequence{}});
        const FewExamplesResult few =
            search_few_examples(rasp.language, rasp.request, task, {.upper = 9});
        REQUIRE(few.solutions.size() == 1);
        CHECK(few.solutions[0].empty());
        CHECK(few.programs == 0);
        CHECK(few.stopped == StopReason::none);
    }
    SECTION("An empty input on which the program must fail does not count") {
        task.examples.push_back({{.tokens = {}}, std::nullopt});
        const FewExamplesResult few =
            search_few_examples(rasp.language, rasp.request, task, {.upper = 9});
        CHECK(few.solutions[0].size() == 1);
    }
    SECTION("No input that is not empty") {
        task.examples = {{{.tokens = {}}, std::nullopt}};
        CHECK_THROWS_AS(search_few_examples(rasp.language, rasp.request, task, {.upper = 9}),
                        InputError);
    }
}

TEST_CASE("A search on few examples reports which limit of its budget ended it, and goes on") {
    Rasp rasp("indices,tokens,select,aggregate,add,mul,one,zero,equals_to,less_than");
    const rasp::Task task = task_of(
        "(lam (mul (indices $0) (mul (indices $0) (add (indices $0) (mul (indices $0) 7)))))",
        {"abca", "bb", "ccab"});
    FewExamplesSearch search(rasp.language, rasp.request, task);
    const auto run = [&](const Budget& budget) {
        TaskSearchOptions options{.upper = 60};
        options.budget = budget;
        return search.run(options);
    };
    CHECK(run({.programs = 500}) == StopReason::programs);
    CHECK(search.result().programs == 500);
    const double reached = search.result().reached;
    CHECK(run({.programs = 100}) == StopReason::programs);
    CHECK(search.result().programs == 600);
    CHECK(search.result().reached == reached); // what was reached before still holds
    CHECK(run({.seconds = 0}) == StopReason::time);
    CHECK(run({.memory = 100}) == StopReason::memory);
    std::stop_source source;
    source.request_stop();
    CHECK(run({.stop = source.get_token()}) == StopReason::interrupted);
    CHECK_FALSE(search.is_finished());
    CHECK(search.result().solutions[0].empty());
}

TEST_CASE("A search in parts finds what one search finds, with the programs that it looked at") {
    std::size_t begun_again = 0;
    for (std::uint32_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed);
        const rasp::Task task = random.tasks(1).front();
        Language one = random.language();
        TaskSearchOptions options{.upper = random.upper(), .frontier_size = 2};
        const FewExamplesResult whole =
            search_few_examples(one, random.request(), task, options, {.positions = 1});
        Language other = random.language();
        FewExamplesSearch search(other, random.request(), task, {.positions = 1});
        for (options.budget.programs = 10; !search.is_finished(); options.budget.programs *= 2) {
            const std::uint64_t before = search.result().programs;
            search.run(options);
            CHECK(search.result().programs <= before + options.budget.programs);
            ++begun_again;
        }
        CHECK(costs_of(search.result().solutions[0]) == costs_of(whole.solutions[0]));
    }
    CHECK(begun_again > 40);
}
