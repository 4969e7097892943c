// The search of NEAR, with losses that are known in place of networks.

#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"
#include "lambda/types/type_text.hpp"
#include "recognition/near/near_search.hpp"
#include "recognition/near/simple_numbers.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

// Counts what it is asked, and knows nothing.
struct Blind final : Assessor {
    std::size_t asked = 0;
    Assessment assess(const Sketch&, const Assessment*) override {
        ++asked;
        return {};
    }
};

// Knows the productions of the answer: whatever has another is far off.
struct Informed final : Assessor {
    const GroundGrammar* grammar = nullptr;
    std::set<std::string> wanted;

    Assessment assess(const Sketch& sketch, const Assessment*) override {
        Assessment assessment;
        for (const SketchNode& node : sketch.nodes()) {
            if (node.kind == NodeKind::call &&
                !wanted.contains(grammar->productions()[node.number].expression)) {
                assessment.loss += 50;
            }
        }
        return assessment;
    }
};

NearTask task_of(const std::vector<std::string>& examples) {
    return near_task({.task = enumerator::example_task(examples), .literals = {}}, 0);
}

NearOptions with(NearOrder order) {
    NearOptions options;
    options.order = order;
    options.expansion.forms = false;
    options.forms = false;
    options.enumerate_holes = false;
    options.budget.programs = 2000;
    options.records = true;
    return options;
}

const std::vector<std::string> reverse = {"abc -> cba", "hello -> olleh", "ab -> ba"};

} // namespace

TEST_CASE("Without any knowledge the search finds short programs by description length") {
    const NearTask task = task_of({"[3, 1, 2] -> [4, 2, 3]", "[5, 5] -> [6, 6]"});
    for (const NearOrder order : {NearOrder::best_first, NearOrder::iterative_deepening}) {
        Blind assessor;
        const NearResult result = search_near(enumerator::rasp_language("tokens,indices,add,one"),
                                              task, assessor, with(order));
        REQUIRE_FALSE(result.programs.empty());
        CHECK(result.programs[0].text == "(lambda (add (tokens $0) one))");
        CHECK(result.programs[0].is_answer);
        CHECK(result.programs[0].how == "expansion");
        CHECK(result.stopped == StopReason::none);
        CHECK(assessor.asked == result.sketches);
    }
}

TEST_CASE("A loss that knows the way leads there with fewer partial programs") {
    const NearTask task = task_of({"abc -> [3, 2, 1]", "hello -> [5, 4, 3, 2, 1]", "ab -> [2, 1]"});
    const enumerator::Language language =
        enumerator::rasp_language("tokens,indices,length,add,sub,mul,one,zero,if,lt,eq");
    enumerator::Language copy = language;
    const GroundGrammar grammar(copy, lambda::parse_type(copy.types, task.task().type));
    for (const NearOrder order : {NearOrder::best_first, NearOrder::iterative_deepening}) {
        Informed assessor;
        assessor.grammar = &grammar;
        assessor.wanted = {"sub", "length", "indices"};
        const NearResult result = search_near(language, task, assessor, with(order));
        REQUIRE_FALSE(result.programs.empty());
        CHECK(result.programs[0].is_answer);
        CHECK(result.programs[0].text == "(lambda (sub (length $0) (indices $0)))");
        Blind blind;
        CHECK(result.sketches <= search_near(language, task, blind, with(order)).sketches);
    }
}

TEST_CASE("A budget of partial programs ends the search, and the same each time") {
    const NearTask task = task_of(reverse);
    NearOptions options = with(NearOrder::best_first);
    options.budget.programs = 40;
    Blind first;
    Blind second;
    const enumerator::Language language = enumerator::rasp_language("minimal");
    const NearResult a = search_near(language, task, first, options);
    const NearResult b = search_near(language, task, second, options);
    CHECK(a.stopped == StopReason::programs);
    CHECK(a.sketches == 40);
    REQUIRE(a.records.size() == b.records.size());
    for (std::size_t i = 0; i < a.records.size(); ++i) {
        CHECK(a.records[i].text == b.records[i].text);
        CHECK(a.records[i].fate == b.records[i].fate);
    }
}

TEST_CASE("What was looked at is told, with what became of it") {
    const NearTask task = task_of({"[3, 1, 2] -> [4, 2, 3]", "[5, 5] -> [6, 6]"});
    Blind assessor;
    const NearResult result =
        search_near(enumerator::rasp_language("tokens,indices,add,div,one,zero"), task, assessor,
                    with(NearOrder::best_first));
    std::set<SketchFate> fates;
    for (const SketchRecord& record : result.records) {
        fates.insert(record.fate);
        CHECK(record.parent < result.records.size());
        CHECK_FALSE(record.text.empty());
    }
    CHECK(fates.contains(SketchFate::expanded));
    CHECK(fates.contains(SketchFate::complete));
    CHECK(fates.contains(SketchFate::duplicate));
    CHECK(result.records[0].text == "(lambda ?num)");
}

TEST_CASE("Partial programs with a part that fails are dropped, unless they are kept") {
    const NearTask task = task_of({"[3, 1, 2] -> [4, 2, 3]", "[5, 5] -> [6, 6]"});
    const enumerator::Language language =
        enumerator::rasp_language("tokens,indices,add,div,one,zero");
    NearOptions options = with(NearOrder::best_first);
    options.cut = NearCut::nothing;
    options.upper = 9;
    const auto found = [&](bool drops) {
        options.drops_failing = drops;
        Blind assessor;
        return search_near(language, task, assessor, options);
    };
    const auto records_with = [](const NearResult& result, SketchFate fate) {
        std::set<std::string> texts;
        for (const SketchRecord& record : result.records) {
            if (record.fate == fate) {
                texts.insert(record.text);
            }
        }
        return texts;
    };
    const std::string failing = "(lambda (add ?num (div one zero)))";
    const NearResult dropped = found(true);
    const NearResult kept = found(false);
    CHECK(records_with(dropped, SketchFate::failed).contains(failing));
    CHECK_FALSE(records_with(dropped, SketchFate::expanded).contains(failing));
    CHECK(records_with(kept, SketchFate::failed).empty());
    CHECK(records_with(kept, SketchFate::expanded).contains(failing));
    CHECK(kept.sketches > dropped.sketches);
    CHECK(kept.made > dropped.made);
    REQUIRE_FALSE(kept.programs.empty());
    CHECK(kept.programs[0].text == dropped.programs[0].text);
    CHECK(kept.programs[0].text == "(lambda (add (tokens $0) one))");
}

TEST_CASE("Examples are split by length, and wrong cells are counted") {
    const NearTask task = near_task({.task = enumerator::example_task(std::vector<std::string>{
                                         "abcdef -> abcdef", "a -> a", "ab -> ab"}),
                                     .literals = {}},
                                    0.1);
    CHECK(task.training == std::vector<std::size_t>{1, 2});
    CHECK(task.longer == std::vector<std::size_t>{0});
    const ExactScore wrong{.cells = 20, .wrong = 4, .nats = 0};
    const ExactScore right{.cells = 20, .wrong = 3, .nats = 0};
    CHECK_FALSE(is_answer(wrong, task));
    CHECK(is_answer(right, task));
}

TEST_CASE("Soft targets that do not fit the examples are rejected") {
    const auto made = [](const SoftTarget& first) {
        const std::vector<std::string> examples = {"ab -> ba", "abc -> cba"};
        return near_task({.task = enumerator::example_task(examples), .literals = {}}, 0,
                         {first, SoftTarget{}});
    };
    const std::vector<std::pair<rasp::Value, double>> letters = {{"a", 0.25}, {"b", 0.75}};
    CHECK(made({.outputs = {letters, letters}}).soft.size() == 2);
    CHECK(made({.attention = {{0.5, 0.5}, {1, 0}}}).soft.size() == 2);
    CHECK_THROWS_AS(made({.outputs = {letters}}), InputError);
    CHECK_THROWS_AS(made({.outputs = {letters, {{std::int64_t{1}, 1.0}}}}), InputError);
    CHECK_THROWS_AS(made({.attention = {{0.5, 0.5}}}), InputError);
    CHECK_THROWS_AS(made({.attention = {{0.5, 0.5, 0}, {1, 0, 0}}}), InputError);
    CHECK_THROWS_AS(near_task({.task = enumerator::example_task(
                                   std::vector<std::string>{"ab -> ba", "abc -> cba"}),
                               .literals = {}},
                              0, {SoftTarget{}}),
                    InputError);
}

TEST_CASE("The simplest number of an interval") {
    CHECK(simplest_between(2.61, 2.74) == SimpleNumber{27, 10});
    CHECK(simplest_between(-0.2, 0.1) == SimpleNumber{0, 1});
    CHECK(simplest_between(0.3333, 0.33334) == SimpleNumber{1, 3});
    CHECK(simplest_between(4.2, 7.9) == SimpleNumber{5, 1});
    CHECK(simplest_between(-7.9, -4.2) == SimpleNumber{-5, 1});
    CHECK(simplest_between(0.7499, 0.7501) == SimpleNumber{3, 4});
    CHECK_FALSE(simplest_between(1, -1));
    CHECK(complexity_of({27, 10}) < complexity_of({271, 100}));
}
