#include "recognition/lessons/weight_columns.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/dreams/program_sampler.hpp"
#include "recognition/lessons/choice_reader.hpp"
#include "recognition/lessons/lessons.hpp"
#include "support/random/random.hpp"
#include "tests/recognition/tasks/tasks.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <span>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

std::vector<float> random_row(std::size_t size, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> row(size);
    for (float& weight : row) {
        weight = static_cast<float>(unit(random) - 0.5);
    }
    return row;
}

constexpr auto abstraction = "#(lambda (lambda (aggregate (select (indices $1) $0 equals_to) "
                             "(tokens $1))))";

} // namespace

TEST_CASE("A program's counts by column give the log prior that the task's grammar gives it") {
    const GrammarKind kind = GENERATE(GrammarKind::plain, GrammarKind::contextual);
    const std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language = small_language(tasks, {abstraction});
    const WeightColumns columns = columns_of(language, kind);
    const std::vector<float> row = random_row(columns.size(), 7);
    ChoiceReader reader(language.types, columns);
    for (const enumerator::SearchTask& task : tasks) {
        const lambda::TypeId request = rasp::parse_task_type(language.types, task.task.type);
        const enumerator::AnyGrammar grammar = columns.grammar(language.types, row, task.literals);
        const enumerator::GrammarView view = enumerator::view_of(language.types, grammar);
        ProgramSampler sampler(language.types, view, request);
        enumerator::Likelihood likelihood(language.types, view);
        lambda::TermStore store;
        Random random(3);
        std::size_t drawn = 0;
        for (int i = 0; i < 1000; ++i) {
            if (const auto program = sampler.draw(random, store)) {
                ++drawn;
                const double expected = likelihood.log_prior(request, store, *program);
                CHECK(std::isfinite(expected));
                CHECK(log_prior(reader.counts(task.literals, request, store, *program), row) ==
                      Approx(expected));
            }
        }
        CHECK(drawn > 10);
    }
}

TEST_CASE("A grammar comes back from its row of columns") {
    const std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language = small_language(tasks);
    Random random(5);
    for (double& weight : std::get<enumerator::Grammar>(language.grammar).weights.productions) {
        weight = -unit(random);
    }
    const WeightColumns columns = columns_of(language, GrammarKind::plain);
    for (const enumerator::SearchTask& task : tasks) {
        const auto back = std::get<enumerator::Grammar>(
            columns.grammar(language.types, columns.row(unigram(language)), task.literals));
        const enumerator::Grammar own =
            task_grammar(language.types, unigram(language), task.literals);
        REQUIRE(back.productions.size() == own.productions.size());
        for (std::size_t i = 0; i < own.productions.size(); ++i) {
            CHECK(back.productions[i].expression == own.productions[i].expression);
            CHECK(back.weights.productions[i] == Approx(own.weights.productions[i]).margin(1e-6));
        }
    }
}

TEST_CASE("Whatever the weights, the choices in a hole add up to 1 and none is impossible") {
    const std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language = small_language(tasks);
    const WeightColumns columns = columns_of(language, GrammarKind::contextual);
    std::vector<float> row = random_row(columns.size(), 11);
    row[3] = -1e30F;
    row[columns.width() + 5] = 1e30F;
    const enumerator::AnyGrammar grammar = columns.grammar(language.types, row, tasks[1].literals);
    const enumerator::GrammarView view = enumerator::view_of(language.types, grammar);
    enumerator::HoleTypes holes(language.types, view.productions());
    enumerator::Choices choices(view, holes);
    const auto root =
        holes.open(language.types, rasp::parse_task_type(language.types, tasks[1].task.type));
    for (std::uint32_t table = 0; table < view.table_count(); ++table) {
        const auto found = choices.at(table, root.hole);
        double sum = 0;
        for (const enumerator::Choice& choice : found) {
            CHECK(std::isfinite(choice.log_probability));
            sum += std::exp(choice.log_probability);
        }
        CHECK(found.size() == holes.candidates(root.hole).size());
        CHECK(sum == Approx(1));
    }
}
