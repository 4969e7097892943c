// The search against judges that look at every program: whatever the losses say, a search that cuts
// off by cost alone finds the answer with the least total.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/near/near_search.hpp"
#include "support/random/random.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

// Its losses are drawn at random, so they say nothing, and are the same each time.
struct Fickle final : Assessor {
    const GroundGrammar* grammar = nullptr;
    std::uint64_t seed = 0;

    Assessment assess(const Sketch& sketch, const Assessment*) override {
        Random random(seed_of(seed, {std::hash<std::string>{}(sketch.text(*grammar))}));
        Assessment assessment;
        assessment.loss = 30 * unit(random);
        return assessment;
    }
};

struct Setting {
    enumerator::Language language;
    NearTask task;
    GroundGrammar grammar;
    double upper;

    Setting(const std::string& primitives, const std::vector<std::string>& examples, double most,
            double noise = 0)
        : language(enumerator::rasp_language(primitives)),
          task(near_task({.task = enumerator::example_task(examples), .literals = {}}, noise)),
          grammar(language, rasp::parse_task_type(language.types, task.task().type)), upper(most) {}
};

NearOptions certain(const Setting& setting, NearOrder order) {
    NearOptions options;
    options.order = order;
    options.cut = NearCut::cost;
    options.expansion.forms = false;
    options.forms = false;
    options.enumerate_holes = false;
    options.upper = setting.upper;
    return options;
}

// What is cheapest of all answers, with its nats. It follows the steps that the search may take, and
// leaves nothing out.
double least_total_of_steps(const Setting& setting, const ExpansionOptions& steps) {
    double least = std::numeric_limits<double>::infinity();
    lambda::TermStore terms;
    const std::function<void(const Sketch&)> visit = [&](const Sketch& sketch) {
        if (sketch.cost() >= setting.upper) {
            return;
        }
        if (sketch.is_complete()) {
            const ExactScore score = exact_score(
                terms, sketch.term(setting.grammar, terms, {}, Sketch::Abstractions::unfolded),
                setting.task);
            if (is_answer(score, setting.task)) {
                least = std::min(least, sketch.cost() + score.nats);
            }
            return;
        }
        if (open_holes(sketch).empty()) {
            const std::uint32_t predicate = sketch.learnt().front();
            const SketchNode& node = sketch.nodes()[predicate];
            for (const GroundChoice& choice : setting.grammar.choices(node.table, node.type)) {
                visit(sketch.filled(setting.grammar, predicate, choice));
            }
            return;
        }
        // Holes are filled from the left: any order leads to the same programs.
        const std::uint32_t first = open_holes(sketch).front();
        for (const Expansion& next : expansions(sketch, setting.grammar, steps)) {
            const bool is_first = [&] {
                const auto left = open_holes(next.sketch);
                for (const std::uint32_t hole : left) {
                    if (next.sketch.nodes()[hole].id == sketch.nodes()[first].id) {
                        return false;
                    }
                }
                return true;
            }();
            if (is_first) {
                visit(next.sketch);
            }
        }
    };
    visit(Sketch::root(setting.grammar));
    return least;
}

// The same for programs as texts, which knows nothing of sketches: all texts of sequences of numbers
// with up to `depth` levels, over the names of the setting.
double least_total_of_texts(const Setting& setting, const std::vector<std::string>& leaves,
                            const std::vector<std::string>& pairs, std::size_t depth) {
    std::vector<std::string> texts = leaves;
    for (std::size_t level = 1; level < depth; ++level) {
        std::vector<std::string> deeper = leaves;
        for (const std::string& name : pairs) {
            for (const std::string& left : texts) {
                for (const std::string& right : texts) {
                    deeper.push_back("(" + name + " " + left + " " + right + ")");
                }
            }
        }
        texts = std::move(deeper);
    }
    enumerator::Language own = setting.language;
    const lambda::TypeId request = rasp::parse_task_type(own.types, setting.task.task().type);
    double least = std::numeric_limits<double>::infinity();
    for (const std::string& text : texts) {
        const lambda::TermId term = enumerator::read_expression(own.terms, "(lambda " + text + ")");
        const ExactScore score = exact_score(own.terms, term, setting.task);
        if (is_answer(score, setting.task)) {
            const double cost = -enumerator::log_prior(own.types, enumerator::view_of(own), request,
                                                       own.terms, term);
            if (cost < setting.upper) {
                least = std::min(least, cost + score.nats);
            }
        }
    }
    return least;
}

constexpr double tolerance = 1e-6;

void check_all_orders(const Setting& setting, double least, const NearOptions& changed) {
    for (const NearOrder order : {NearOrder::best_first, NearOrder::iterative_deepening}) {
        for (std::uint64_t seed = 0; seed < 3; ++seed) {
            NearOptions options = changed;
            options.order = order;
            Fickle assessor;
            assessor.grammar = &setting.grammar;
            assessor.seed = seed;
            const NearResult result =
                search_near(setting.language, setting.task, assessor, options);
            INFO("seed " << seed << ", order " << static_cast<int>(order));
            REQUIRE_FALSE(result.programs.empty());
            REQUIRE(result.programs[0].is_answer);
            CHECK(result.programs[0].total() == Approx(least).margin(tolerance));
            CHECK(result.end == NearEnd::proof);
            CHECK(result.lower_bound == Approx(least).margin(tolerance));
        }
    }
}

const std::vector<std::string> two_ways = {"[3, 1, 2] -> [3, 2, 4]", "[5, 5] -> [5, 6]",
                                           "[0, 4, 4, 1] -> [0, 5, 6, 4]"};

} // namespace

TEST_CASE("What costs least is found and proven, as a judge of all texts says") {
    const Setting setting("tokens,indices,add,sub,one",
                          {"[3, 1, 2] -> [5, 4, 6]", "[5, 5] -> [7, 8]"}, 12.9);
    NearOptions options = certain(setting, NearOrder::best_first);
    options.expansion.lets = false;
    const double least = least_total_of_texts(setting, {"(tokens $0)", "(indices $0)", "one"},
                                              {"add", "sub"}, 3); // deeper ones cost more
    REQUIRE(std::isfinite(least));
    check_all_orders(setting, least, options);
}

TEST_CASE("Each of the ways to leave something out changes nothing but the work") {
    const Setting setting("tokens,indices,add,div,one", two_ways, 9);
    for (const bool lets : {false, true}) {
        NearOptions options = certain(setting, NearOrder::best_first);
        options.expansion.lets = lets;
        const double least = least_total_of_steps(setting, options.expansion);
        REQUIRE(std::isfinite(least));
        check_all_orders(setting, least, options);

        const auto work = [&](const NearOptions& some) {
            Fickle assessor;
            assessor.grammar = &setting.grammar;
            const NearResult result = search_near(setting.language, setting.task, assessor, some);
            REQUIRE_FALSE(result.programs.empty());
            CHECK(result.programs[0].total() == Approx(least).margin(tolerance));
            return result.sketches;
        };
        const std::size_t usual = work(options);
        NearOptions without = options;
        without.drops_duplicates = false;
        CHECK(work(without) > usual);
        without = options;
        without.drops_failing = false;
        CHECK(work(without) >= usual);
        without = options;
        without.cut = NearCut::nothing;
        CHECK(work(without) > usual);
    }
}

TEST_CASE("Predicates are tried, and wrong cells have their nats") {
    // One cell of the second example is wrong.
    const Setting setting("tokens,indices,select,aggregate,equals_to,less_than,not_equals_to",
                          {"[3, 1, 2] -> [3, 1, 2]", "[5, 6] -> [5, 1]", "[7, 4] -> [7, 4]",
                           "[1, 2, 2, 8] -> [1, 2, 2, 8]"},
                          10, 0.1);
    const NearOptions options = certain(setting, NearOrder::best_first);
    check_all_orders(setting, least_total_of_steps(setting, options.expansion), options);
}

TEST_CASE("An estimate ends the search sooner, and the first answer sooner still") {
    const Setting setting("tokens,indices,add,one", {"[3, 1, 2] -> [5, 4, 6]", "[5, 5] -> [7, 8]"},
                          12);
    std::map<NearEnd, std::size_t> ends;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const auto found = [&](NearCut cut, bool first) {
            NearOptions options = certain(setting, NearOrder::best_first);
            options.cut = cut;
            options.first = first;
            Fickle assessor;
            assessor.grammar = &setting.grammar;
            assessor.seed = seed;
            NearResult result = search_near(setting.language, setting.task, assessor, options);
            REQUIRE_FALSE(result.programs.empty());
            CHECK(result.lower_bound <= result.programs[0].total() + tolerance);
            ++ends[result.end];
            return result;
        };
        const NearResult first = found(NearCut::priority, true);
        const NearResult estimated = found(NearCut::priority, false);
        const NearResult proven = found(NearCut::cost, false);
        CHECK(proven.end == NearEnd::proof);
        CHECK(first.sketches <= estimated.sketches);
        CHECK(proven.programs[0].total() <= estimated.programs[0].total() + tolerance);
        CHECK(estimated.programs[0].total() <= first.programs[0].total() + tolerance);
    }
    CHECK(ends.size() > 1);
}

TEST_CASE(
    "Where there is no answer the search says that it has seen everything, or what it has not") {
    const Setting setting("tokens,indices,add", {"[3, 1] -> [100, 7]", "[2] -> [55]"}, 5);
    NearOptions options = certain(setting, NearOrder::best_first);
    Fickle assessor;
    assessor.grammar = &setting.grammar;
    const NearResult all = search_near(setting.language, setting.task, assessor, options);
    CHECK(all.end == NearEnd::nothing);
    CHECK(all.lower_bound >= setting.upper);
    options.budget.programs = 2;
    const NearResult some = search_near(setting.language, setting.task, assessor, options);
    CHECK(some.end == NearEnd::limit);
    CHECK(some.lower_bound < setting.upper);
}
