#include "recognition/network/network.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "recognition/lessons/lessons.hpp"
#include "recognition/network/train_model.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "tests/recognition/tasks/tasks.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

// Tasks, their language, and dreams to learn from.
struct School {
    explicit School(GrammarKind kind, std::size_t draws = 3000)
        : language(small_language(tasks)), columns(columns_of(language, kind)),
          base(columns.row(unigram(language))),
          dreams(dream_lessons(language, columns, tasks, {.draws = draws, .seed = 1})) {}

    std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language;
    WeightColumns columns;
    std::vector<float> base;
    std::vector<Lesson> dreams;
};

// The least that any weights give for a program by itself: in each table, each choice as often as
// the program makes it, and nothing else.
double least_loss(const Lesson& lesson, const WeightColumns& columns) {
    std::vector<double> totals(columns.tables());
    for (const ChoiceCounts::Use& use : lesson.counts.uses) {
        totals[use.column / columns.width()] += use.count;
    }
    double sum = -lesson.counts.constant;
    for (const ChoiceCounts::Use& use : lesson.counts.uses) {
        sum += use.count * std::log(totals[use.column / columns.width()] / use.count);
    }
    return sum;
}

} // namespace

TEST_CASE("A network that has learnt nothing gives the grammar that was there before") {
    const School school(GENERATE(GrammarKind::plain, GrammarKind::contextual), 300);
    const Network network(school.columns, school.base, 1);
    CHECK(network.row(school.dreams[0].features) == school.base);
}

TEST_CASE("A network learns one batch by heart") {
    const School school(GENERATE(GrammarKind::plain, GrammarKind::contextual));
    const std::vector<Lesson> batch(school.dreams.begin(), school.dreams.begin() + 8);
    double least = 0;
    for (const Lesson& lesson : batch) {
        least += least_loss(lesson, school.columns) / static_cast<double>(batch.size());
    }
    Network network(school.columns, school.base, 1);
    const double before = network.loss(batch);
    // Training can rest on a plateau for many steps. Which run does depends on the rounding of the
    // linear algebra library, and so on the processor.
    for (int round = 0; round < 40 && network.loss(batch) >= least + 0.5; ++round) {
        network.learn({}, batch,
                      {.batch = 8, .max_steps = 100, .learning_rate = 0.01, .most_examples = 12});
    }
    INFO("from " << before << ", at least " << least);
    CHECK(network.loss(batch) < least + 0.5);
    CHECK(before > least + 1.5);
}

TEST_CASE("What is learnt does not depend on the number of threads, but on the seed") {
    const School school(GrammarKind::contextual, 1000);
    const auto learnt = [&](std::size_t threads, std::uint64_t seed) {
        Network network(school.columns, school.base, seed);
        network.learn({}, school.dreams, {.max_steps = 12, .seed = seed, .threads = threads});
        return network.model();
    };
    const Model model = learnt(1, 1);
    CHECK(learnt(2, 1) == model);
    CHECK_FALSE(learnt(1, 2) == model);
}

TEST_CASE("The order of examples does not matter to a network, their number may vary") {
    const School school(GrammarKind::contextual, 1000);
    Network network(school.columns, school.base, 1);
    network.learn({}, school.dreams, {.max_steps = 10});
    std::vector<rasp::Example> examples = school.tasks[0].task.examples;
    const std::vector<float> row = network.row(task_features(examples));
    std::ranges::reverse(examples);
    const std::vector<float> other = network.row(task_features(examples));
    for (std::size_t i = 0; i < row.size(); ++i) {
        CHECK(row[i] == Approx(other[i]).margin(1e-4));
    }
    examples.pop_back();
    CHECK(network.row(task_features(examples)).size() == row.size());
}

TEST_CASE("A network's loss is that of its rows") {
    const School school(GrammarKind::contextual, 500);
    const Network network(school.columns, school.base, 3);
    double sum = 0;
    for (const Lesson& lesson : school.dreams) {
        sum += loss(lesson, school.base);
    }
    CHECK(network.loss(school.dreams) == Approx(sum / static_cast<double>(school.dreams.size())));
}

TEST_CASE("A model gives back its network, and goes on in a language that has grown") {
    School school(GrammarKind::contextual, 1000);
    Network network(school.columns, school.base, 1);
    network.learn({}, school.dreams, {.max_steps = 20});
    const Model model = network.model();
    const Json document = parse_json(model_text(model));
    const Network again(school.columns, school.base, read_model(JsonCursor(document)));
    CHECK(again.row(school.dreams[0].features) == network.row(school.dreams[0].features));

    const std::string abstraction = "#(lambda (eq (tokens $0)))";
    enumerator::Language grown = small_language(school.tasks, {abstraction});
    const WeightColumns columns = columns_of(grown, GrammarKind::contextual);
    const Network larger(columns, columns.row(unigram(grown)), model);
    const std::vector<float> before = network.row(school.dreams[0].features);
    const std::vector<float> after = larger.row(school.dreams[0].features);
    const std::vector<std::string> old_names = column_names(school.columns.production_names());
    const std::vector<std::string> names = column_names(columns.production_names());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto old = std::ranges::find(old_names, names[i]) - old_names.begin();
        INFO(names[i]);
        if (names[i] != abstraction) {
            CHECK(after[i] == Approx(before[static_cast<std::size_t>(old)]).margin(1e-5));
        }
    }
}

TEST_CASE("A model with other parameters than the network's is refused") {
    const School school(GrammarKind::contextual, 300);
    Model model = Network(school.columns, school.base, 1).model();
    Model smaller = model;
    smaller.parameters["task.weight"].shape = {2, 2};
    smaller.parameters["task.weight"].values.resize(4);
    CHECK(message_of([&] {
              Network(school.columns, school.base, smaller);
          }).find("\"task.weight\" has the shape 2 x 2\nexpected 64 x 128") != std::string::npos);
    model.parameters.erase("cells");
    CHECK(message_of([&] {
              Network(school.columns, school.base, model);
          }).find("no parameter \"cells\"") != std::string::npos);
}

TEST_CASE("A trained model predicts grammars that have every production and its own literals") {
    School school(GrammarKind::contextual);
    const TrainedModel trained = train_model(school.language, GrammarKind::contextual, school.tasks,
                                             {}, nullptr, {.dreams = 8000, .max_steps = 30}, {});
    CHECK(trained.report.dreams > 30);
    CHECK(trained.report.steps == 30);
    CHECK(trained.report.stopped == StopReason::none);
    const Model model = trained.predictor.model();
    const Predictor predictor(language_of(model), model);
    const auto grammar =
        std::get<enumerator::ContextualGrammar>(predictor.language_for(school.tasks[2]).grammar);
    CHECK(grammar.productions.back().expression == "str.c");
    CHECK(grammar.productions.size() == school.columns.production_names().size() + 2);
    const auto own = std::get<enumerator::ContextualGrammar>(
        trained.predictor.language_for(school.tasks[2]).grammar);
    CHECK(grammar.no_parent.productions == own.no_parent.productions); // to the last bit
    for (const auto& tables : grammar.arguments) {
        for (const enumerator::Weights& weights : tables) {
            CHECK(std::ranges::all_of(weights.productions,
                                      [](double weight) { return std::isfinite(weight); }));
        }
    }
}

TEST_CASE("Training that is stopped says so") {
    School school(GrammarKind::contextual, 300);
    std::stop_source stop;
    Network network(school.columns, school.base, 1);
    LearningOptions options;
    options.budget.stop = stop.get_token();
    options.on_progress = [&](const LearningProgress& progress) {
        if (progress.steps == 3) {
            stop.request_stop();
        }
    };
    const LearningResult result = network.learn({}, school.dreams, options);
    CHECK(result.steps == 3);
    CHECK(result.stopped == StopReason::interrupted);
}
