#include "enumerator/bottom_up.hpp"
#include "enumerator/derivation.hpp"
#include "enumerator/expression_types.hpp"
#include "enumerator/language.hpp"
#include "enumerator/top_down.hpp"
#include "lambda/type_text.hpp"
#include "rasp/read_program.hpp"
#include "support/input_error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

const std::vector<rasp::Input> inputs = {
    {rasp::characters("abca")}, {rasp::characters("b")}, {rasp::characters("ccab")}};

// Every program of the request below the bound, by what it gives on the inputs.
struct Judge {
    struct Program {
        double nats;
        std::vector<std::optional<rasp::Output>> outputs;
    };
    std::vector<Program> programs;

    Judge(Language& language, const std::string& request, double upper) {
        const GrammarView view = view_of(language.types, language.grammar);
        const ProgramTable table = make_program_table(
            language.types, view, lambda::parse_type(language.types, request), bound_of(upper), {});
        lambda::TermStore store;
        TermBuilder build(table, view.productions(), store);
        enumerate_top_down(table, {.upper = upper}, [&](const Derivation& program) {
            Program& made = programs.emplace_back(Program{-program.log_prior(), {}});
            for (rasp::Evaluation& evaluation :
                 rasp::evaluate(store, build.term(program), inputs)) {
                made.outputs.push_back(std::move(evaluation.output));
            }
        });
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

} // namespace

TEST_CASE("bottom-up finds the best programs that all programs have", "[bottom_up]") {
    const std::vector<std::pair<std::string, std::string>> languages = {
        {"tokens,indices,select,aggregate,add,div,one,equals_to,less_than",
         "input(str) -> seq(num)"},
        {"tokens,select,aggregate_default,if,eq,str.a,equals_to,at_most,indices",
         "input(str) -> seq(str)"},
        {"tokens,indices,eq,not,and,if,mod,zero,indicator", "input(str) -> seq(bool)"}};
    std::mt19937 random(7);
    for (const auto& [names, request] : languages) {
        Language language = read_language({.primitives = names});
        for (int round = 0; round < 3; ++round) {
            auto& grammar = std::get<Grammar>(language.grammar);
            if (round > 0) {
                for (double& weight : grammar.weights.productions) {
                    weight = std::uniform_real_distribution(-1.0, 1.0)(random);
                }
            }
            const double upper = 11;
            const Judge judge(language, request, upper);
            REQUIRE(judge.programs.size() >= 10);
            std::vector<rasp::Task> tasks;
            for (std::size_t i = 0; i < 12; ++i) {
                const std::size_t pick = random() % judge.programs.size();
                tasks.push_back(task_of(judge.programs[pick], request));
            }
            for (const std::size_t kept : {1U, 3U}) {
                const GrammarView view = view_of(language.types, language.grammar);
                const BottomUpResult result = enumerate_bottom_up(
                    language.types, view, lambda::parse_type(language.types, request), tasks,
                    {.upper = upper, .kept = kept});
                CHECK(result.stopped == Stopped::no);
                for (std::size_t i = 0; i < tasks.size(); ++i) {
                    std::vector<double> wanted;
                    for (const Judge::Program& program : judge.programs) {
                        if (wanted.size() < kept && solves(program, tasks[i])) {
                            wanted.push_back(program.nats);
                        }
                    }
                    REQUIRE(result.solutions[i].size() == wanted.size());
                    for (std::size_t k = 0; k < wanted.size(); ++k) {
                        CHECK(-result.solutions[i][k].log_prior == Approx(wanted[k]).margin(1e-9));
                        lambda::TermStore store;
                        const lambda::TermId term =
                            rasp::read_program(store, result.solutions[i][k].program);
                        CHECK(rasp::check(store, term, tasks[i]).holds());
                    }
                }
            }
        }
    }
}

TEST_CASE("bottom-up search refuses what it cannot evaluate", "[bottom_up]") {
    Language language = read_language({.primitives = "indices,one,add"});
    const GrammarView view = view_of(language.types, language.grammar);
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    CHECK_THROWS_AS(enumerate_bottom_up(language.types, view, request, {}, {}), InputError);
    const std::vector<rasp::Task> tasks = {
        {.name = "t", .type = "", .examples = {{inputs[0], rasp::Output(rasp::Sequence{})}}}};
    CHECK_THROWS_AS(
        enumerate_bottom_up(language.types, view, request, tasks, {.upper = 5, .kept = 0}),
        InputError);
    // An output of another length: no program has it.
    CHECK(enumerate_bottom_up(language.types, view, request, tasks, {.upper = 5})
              .solutions[0]
              .empty());
}

} // namespace rasp_stitch::enumerator
