// Tests learning from values, without messages. Scores and weights are checked with messages, in
// tests/integration/dreamcoder.

#include "integration/abstraction/learn_library.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::abstraction;
using enumerator::Frontier;
using enumerator::Language;

namespace {

const AbstractionSettings eager = {.score = {.aic = 0.1, .structure_penalty = 0.1}};

// A frontier with one program for each text.
std::vector<Frontier> frontiers_of(Language& language, const std::vector<std::string>& programs) {
    const lambda::TypeId request = lambda::parse_type(language.types, "input(num) -> seq(num)");
    std::vector<Frontier> frontiers;
    for (const std::string& program : programs) {
        frontiers.push_back({.request = request,
                             .programs = {{enumerator::read_expression(language.terms, program)}}});
    }
    return frontiers;
}

std::vector<std::string> texts_of(const Language& language,
                                  const std::vector<Frontier>& frontiers) {
    std::vector<std::string> texts;
    for (const Frontier& frontier : frontiers) {
        for (const enumerator::FrontierProgram& program : frontier.programs) {
            texts.push_back(enumerator::print_expression(language.terms, program.term));
        }
    }
    return texts;
}

const std::vector<std::string> programs = {"(lambda (add one (indices $0)))",
                                           "(lambda (add one (tokens $0)))"};

} // namespace

TEST_CASE("A shared part of programs is learnt, and the language keeps its grammar") {
    Language language = enumerator::rasp_language("indices,tokens,add,one");
    const LearntLibrary learnt = learn_library(language, frontiers_of(language, programs), eager);
    REQUIRE(learnt.abstractions.size() == 1);
    CHECK(learnt.abstractions[0].production.expression == "#(add one)");
    CHECK(learnt.abstractions[0].tasks == 2);
    CHECK(learnt.abstractions[0].score == learnt.score_after);
    CHECK(learnt.grammar.productions.size() == 5);
    CHECK(std::get<enumerator::Grammar>(language.grammar).productions.size() == 4);
    CHECK(texts_of(language, learnt.frontiers) ==
          std::vector<std::string>{"(lambda (#(add one) (indices $0)))",
                                   "(lambda (#(add one) (tokens $0)))"});
}

TEST_CASE("Log priors are those under the learnt grammar") {
    for (const bool is_enabled : {true, false}) {
        Language language = enumerator::rasp_language("indices,tokens,add,one");
        AbstractionSettings settings = eager;
        settings.is_enabled = is_enabled;
        const LearntLibrary learnt =
            learn_library(language, frontiers_of(language, programs), settings);
        const enumerator::GrammarView view(language.types, learnt.grammar);
        for (const Frontier& frontier : learnt.frontiers) {
            CHECK(frontier.programs[0].log_prior ==
                  Approx(enumerator::log_prior(language.types, view, frontier.request,
                                               language.terms, frontier.programs[0].term)));
        }
    }
}

TEST_CASE("Nothing is learnt from programs that are impossible, or if it is disabled") {
    Language language = enumerator::rasp_language("indices,tokens,add,one");
    std::vector<Frontier> frontiers = frontiers_of(language, programs);
    AbstractionSettings settings = eager;
    settings.is_enabled = false;
    const LearntLibrary disabled = learn_library(language, frontiers, settings);
    CHECK(disabled.abstractions.empty());
    CHECK(disabled.score_after == disabled.score_before);
    CHECK(texts_of(language, disabled.frontiers) == programs);
    for (Frontier& frontier : frontiers) {
        frontier.programs[0].log_likelihood = -std::numeric_limits<double>::infinity();
    }
    const LearntLibrary impossible = learn_library(language, frontiers, eager);
    CHECK(impossible.abstractions.empty());
    CHECK(texts_of(language, impossible.frontiers) == programs);
    CHECK(impossible.grammar.weights.productions == std::vector<double>(4, 0.0));
}

TEST_CASE("A request to stop is reported, and nothing is lost") {
    Language language = enumerator::rasp_language("indices,tokens,add,one");
    std::stop_source source;
    source.request_stop();
    const LearntLibrary learnt = learn_library(language, frontiers_of(language, programs), eager,
                                               {.stop = source.get_token()});
    CHECK(learnt.stopped == StopReason::interrupted);
    CHECK(texts_of(language, learnt.frontiers) == programs);
}
