// Networks in holes: what they learn, and that they do so in the same way each time.

#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/near/near_search.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

struct Setting {
    enumerator::Language language;
    NearTask task;
    GroundGrammar grammar;

    Setting(const std::string& primitives, const std::vector<std::string>& examples,
            double noise = 0)
        : language(enumerator::rasp_language(primitives)),
          task(near_task({.task = enumerator::example_task(examples), .literals = {}}, noise)),
          grammar(language, rasp::parse_task_type(language.types, task.task().type)) {}

    Sketch child(const Sketch& sketch, const std::string& how) const {
        for (const Expansion& next : expansions(sketch, grammar, {})) {
            if (next.how == how) {
                return next.sketch;
            }
        }
        FAIL("no expansion " << how);
        return sketch;
    }

    NearResult search(const TrainerOptions& trainer, NearOptions options = {}) const {
        const auto assessor = make_hole_trainer(task, grammar, trainer);
        return search_near(language, task, *assessor, options);
    }
};

const std::vector<std::string> reverse = {"ab -> ba",       "cad -> dac",     "bd -> db",
                                          "abcd -> dcba",   "dcb -> bcd",     "cabd -> dbac",
                                          "badce -> ecdab", "edabc -> cbade", "abcde -> edcba"};

double loss_of(const Setting& setting, const TrainerOptions& options, const Sketch& sketch) {
    const auto assessor = make_hole_trainer(setting.task, setting.grammar, options);
    return assessor->assess(sketch, nullptr).loss;
}

} // namespace

TEST_CASE("A selector hole learns to reverse, on inputs longer than those trained on, too") {
    const Setting setting("minimal", reverse);
    Sketch sketch = setting.child(Sketch::root(setting.grammar), "aggregate");
    sketch = setting.child(sketch, "tokens");
    const auto assessor = make_hole_trainer(setting.task, setting.grammar, {.steps = 200});
    const Assessment assessment = assessor->assess(sketch, nullptr);
    REQUIRE(assessment.readings.size() == 1);
    std::size_t cells = 0;
    for (const rasp::Example& example : setting.task.task().examples) {
        cells += example.input.tokens.size();
    }
    CHECK(assessment.training_loss < 0.5 * static_cast<double>(cells));
    CHECK(assessment.weights != nullptr);
}

TEST_CASE("Training is the same each time, and depends on the seed") {
    const Setting setting("minimal", reverse);
    const Sketch sketch = setting.child(Sketch::root(setting.grammar), "aggregate");
    CHECK(loss_of(setting, {.steps = 20}, sketch) == loss_of(setting, {.steps = 20}, sketch));
    CHECK(loss_of(setting, {.steps = 20}, sketch) !=
          loss_of(setting, {.steps = 20, .seed = 1}, sketch));
}

TEST_CASE("What is trained again begins with what it has learnt") {
    const Setting setting("minimal", reverse);
    Sketch sketch = setting.child(Sketch::root(setting.grammar), "aggregate");
    sketch = setting.child(sketch, "tokens");
    const auto assessor = make_hole_trainer(setting.task, setting.grammar, {.steps = 100});
    const Assessment before = assessor->assess(sketch, nullptr);
    const auto beginner = make_hole_trainer(setting.task, setting.grammar, {.steps = 1});
    CHECK(beginner->assess(sketch, &before).training_loss <
          beginner->assess(sketch, nullptr).training_loss);
}

TEST_CASE("A line is found by numbers alone") {
    const Setting setting("minimal", {"[0.5, 2.0] -> [1.65, 4.35]", "[-1.5, 4.5] -> [-1.95, 8.85]",
                                      "[1.0, -2.5, 3.5] -> [2.55, -3.75, 7.05]",
                                      "[3.0, 0.5, -1.0, 2.0] -> [6.15, 1.65, -1.05, 4.35]"});
    NearOptions options;
    options.budget.programs = 5;
    const NearResult result = setting.search({.steps = 150}, options);
    REQUIRE_FALSE(result.programs.empty());
    CHECK(result.programs[0].is_answer);
    CHECK(result.programs[0].text == "(lambda (add (mul 1.8 (tokens $0)) 0.75))");
    CHECK(result.programs[0].how == "numbers");
}

TEST_CASE("Both orders of the search find a product of what is learnt") {
    // 1.7 t (i + 0.6)
    const Setting setting("tokens,indices,add,sub,mul,one",
                          {"[2, 3] -> [2.04, 8.16]", "[-1, 4] -> [-1.02, 10.88]",
                           "[5, 1, 2] -> [5.1, 2.72, 8.84]", "[0.5, -2, 3] -> [0.51, -5.44, 13.26]",
                           "[1, 2, 3, 4] -> [1.02, 5.44, 13.26, 24.48]",
                           "[-3, 2, 5, -1] -> [-3.06, 5.44, 22.1, -6.12]",
                           "[2, -4, 1, 3, 0.5] -> [2.04, -10.88, 4.42, 18.36, 3.91]",
                           "[4, 1, -2, 2, 3] -> [4.08, 2.72, -8.84, 12.24, 23.46]",
                           "[1, 5, 2, -1, 3, 2] -> [1.02, 13.6, 8.84, -6.12, 23.46, 19.04]"});
    for (const NearOrder order : {NearOrder::best_first, NearOrder::iterative_deepening}) {
        NearOptions options;
        options.order = order;
        options.first = true;
        options.budget.programs = 60;
        const NearResult result = setting.search({.steps = 150}, options);
        INFO("order " << static_cast<int>(order));
        REQUIRE_FALSE(result.programs.empty());
        CHECK(result.programs[0].is_answer);
        CHECK(result.programs[0].how == "numbers");
        CHECK(result.end == NearEnd::first);
        CHECK(result.sketches > 1);
        CHECK(result.lower_bound <= result.programs[0].total());
    }
}

TEST_CASE("The holes of the founding report see neither position nor length") {
    // Which positions are the first is nothing that a token says.
    std::vector<std::string> examples;
    for (int i = 0; i < 24; ++i) {
        const int length = 2 + i % 6;
        std::string input = "[";
        std::string output = "[";
        for (int k = 0; k < length; ++k) {
            input += (k > 0 ? ", " : "") + std::to_string((7 * i + 3 * k * k + k) % 10);
            output += (k > 0 ? ", " : "") + std::to_string((7 * i) % 10);
        }
        examples.push_back(input + "] -> " + output + "]");
    }
    const Setting setting("minimal", examples);
    Sketch sketch = setting.child(Sketch::root(setting.grammar), "aggregate");
    sketch = setting.child(sketch, "tokens");
    const TrainerOptions informed{.steps = 150};
    const TrainerOptions report{
        .kind = HoleKind::report, .steps = 150, .supervises_attention = false};
    CHECK(loss_of(setting, informed, sketch) < loss_of(setting, report, sketch));
}
