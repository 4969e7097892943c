#include "recognition/dreams/program_sampler.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "tests/recognition/tasks/tasks.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

TEST_CASE("Programs come as often as they are probable") {
    enumerator::Language language = small_language(small_tasks());
    const enumerator::Grammar own = task_grammar(language.types, unigram(language), {});
    const enumerator::GrammarView view(language.types, own);
    const lambda::TypeId request = rasp::parse_task_type(language.types, "input(num) -> seq(num)");
    ProgramSampler sampler(language.types, view, request);
    enumerator::Likelihood likelihood(language.types, view);
    lambda::TermStore store;
    Random random(1);
    constexpr int draws = 40'000;
    std::map<lambda::TermId, int> counts;
    int drawn = 0;
    for (int i = 0; i < draws; ++i) {
        if (const auto program = sampler.draw(random, store, 1000)) {
            ++counts[*program];
            ++drawn;
        }
    }
    std::size_t compared = 0;
    for (const auto& [program, count] : counts) {
        const double expected = draws * std::exp(likelihood.log_prior(request, store, program));
        if (expected > 100) {
            ++compared;
            INFO(enumerator::print_expression(store, program));
            CHECK(std::abs(count - expected) < 6 * std::sqrt(expected));
        }
    }
    CHECK(compared >= 4);
    CHECK(drawn > draws / 3);
}

TEST_CASE("Programs have no more nodes than are asked for") {
    enumerator::Language language = small_language(small_tasks());
    const enumerator::Grammar own = task_grammar(language.types, unigram(language), {});
    const enumerator::GrammarView view(language.types, own);
    ProgramSampler sampler(language.types, view,
                           rasp::parse_task_type(language.types, "input(str) -> seq(num)"));
    lambda::TermStore store;
    Random random(2);
    for (int i = 0; i < 1000; ++i) {
        if (const auto program = sampler.draw(random, store, 2)) {
            const std::string text = enumerator::print_expression(store, *program);
            CHECK((text == "(lambda (indices $0))" || text == "(lambda zero)" ||
                   text == "(lambda one)" || text == "(lambda (round zero))" ||
                   text == "(lambda (round one))" || text == "(lambda (neg one))"));
        }
    }
}
