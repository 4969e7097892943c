// Numbers that were learnt about right become exact.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "recognition/near/closing.hpp"
#include "recognition/near/length_program.hpp"
#include "recognition/near/polish.hpp"
#include "recognition/sketches/expansion.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

constexpr PlaceType number_sequence{rasp::Sort::sequence, Element::number};
constexpr PlaceType boolean_sequence{rasp::Sort::sequence, Element::boolean};

struct Setting {
    enumerator::Language language = enumerator::rasp_language("minimal,length");
    NearTask task;
    lambda::TypeId request;
    GroundGrammar grammar;
    lambda::TermStore terms;
    ReadingTerms terms_of;

    Setting(const std::vector<std::string>& examples, double noise = 0)
        : task(near_task({.task = enumerator::example_task(examples), .literals = {}}, noise)),
          request(lambda::parse_type(language.types, task.task().type)), grammar(language, request),
          terms_of(grammar,
                   body_of(terms, enumerator::read_unfolded(
                                      terms, length_program(language, task, {}).value()))) {}

    std::string polished_text(const Sketch& sketch, const std::vector<HoleReading>& readings) {
        const auto program = polished(sketch, grammar, readings, terms_of, terms, task);
        return program ? lambda::print(terms, program->term) : "none";
    }
};

HoleReading affine(std::vector<double> numbers) {
    return {.form = HoleForm::affine, .type = number_sequence, .numbers = std::move(numbers)};
}

} // namespace

TEST_CASE("A line that was learnt about right becomes exact") {
    Setting setting({"[0.5, 2.0, 3.0] -> [1.65, 4.35, 6.15]", "[-1.5, 4.5] -> [-1.95, 8.85]",
                     "[1.0] -> [2.55]"});
    const Sketch sketch = with_forms(Sketch::root(setting.grammar), {});
    CHECK(setting.polished_text(sketch, {affine({1.7, 0.05, -0.02, 0.9})}) ==
          "(lam (add (mul 1.8 (tokens $0)) 0.75))");
}

TEST_CASE("A wrong cell does not move the line") {
    Setting setting({"[0.5, 2.0, 3.0, 7.0] -> [1.65, 4.35, 9.0, 13.35]",
                     "[-1.5, 4.5, 0.5, 1.0] -> [-1.95, 8.85, 1.65, 2.55]", "[1.0] -> [2.55]"},
                    0.1);
    const Sketch sketch = with_forms(Sketch::root(setting.grammar), {});
    CHECK(setting.polished_text(sketch, {affine({1.7, 0.05, -0.02, 0.9})}) ==
          "(lam (add (mul 1.8 (tokens $0)) 0.75))");
}

TEST_CASE("The threshold between two tokens is the simplest number between them") {
    Setting setting(
        {"[0.5, 2.5, 3.0, 2.8] -> [false, false, true, true]", "[1.0, 9.0] -> [false, true]"});
    const Sketch sketch = with_forms(Sketch::root(setting.grammar), {});
    const HoleReading reading{
        .form = HoleForm::threshold, .type = boolean_sequence, .numbers = {3.1, 0.1, 0, -8.4}};
    const std::string text = setting.polished_text(sketch, {reading});
    INFO(text);
    CHECK((text == "(lam (lt 2.5 (tokens $0)))" || text == "(lam (lt 2.7 (tokens $0)))" ||
           text == "(lam (lt 2.6 (tokens $0)))"));
}

TEST_CASE("A threshold on strings lists them") {
    Setting setting({"abca -> [true, false, false, true]", "ba -> [false, true]"});
    const Sketch sketch = with_forms(Sketch::root(setting.grammar), {});
    const HoleReading reading{.form = HoleForm::threshold,
                              .type = boolean_sequence,
                              .numbers = {0, 0, 0, 0},
                              .true_tokens = {"a"},
                              .false_tokens = {"b", "c"}};
    CHECK(setting.polished_text(sketch, {reading}) == "(lam (eq (tokens $0) str.a))");
}

TEST_CASE("A hole that a network fills is a task of its own") {
    const Setting setting({"abc -> cba", "hello -> olleh", "ab -> ba"});
    HoleSolver solver(setting.language, setting.task, {.programs = 200'000});
    HoleReading reading{.form = HoleForm::open, .type = selector_type};
    for (const rasp::Example& example : setting.task.task().examples) {
        const std::size_t length = example.input.tokens.size();
        rasp::Matrix rows(length, std::vector<bool>(length, false));
        for (std::size_t i = 0; i < length; ++i) {
            rows[i][length - 1 - i] = true;
        }
        reading.outputs.push_back(HoleReading::Given{.output = rows, .distance = 0.1});
    }
    const std::vector<std::string> found = solver.solve(reading, {});
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].starts_with("(lambda (select "));
    CHECK(solver.searches() == 1);
    CHECK(solver.solve(reading, {}) == found);
    CHECK(solver.searches() == 1); // it is known
    for (auto& given : reading.outputs) {
        given->distance = 0.4;
    }
    CHECK(solver.solve(reading, {}).empty()); // the network is not sure
}
