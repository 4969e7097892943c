#include "enumerator/evidence/verdict.hpp"

#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/evidence/verdict_json.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "support/random/random.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

const std::string reverse =
    "(lambda (aggregate (select (indices $0) (sub (sub (length $0) (indices "
    "$0)) one) equals_to) (tokens $0)))";
const std::string reverse_again = "(lambda (aggregate (select (indices $0) (sub (length $0) (add "
                                  "(indices $0) one)) equals_to) (tokens $0)))";

std::vector<rasp::Input> words(std::vector<std::string> texts) {
    std::vector<rasp::Input> inputs;
    for (const std::string& text : texts) {
        inputs.push_back({.tokens = rasp::characters(text)});
    }
    return inputs;
}

std::vector<rasp::Input> random_words(std::size_t count) {
    Random random(11);
    std::vector<rasp::Input> inputs(count);
    for (rasp::Input& input : inputs) {
        input.tokens.resize(1 + below(random, std::size_t{8}));
        for (rasp::Value& token : input.tokens) {
            token = std::string(1, static_cast<char>('a' + below(random, 6)));
        }
    }
    return inputs;
}

// A task whose examples are the outputs of a program, and programs found for it.
struct Case {
    std::string type;
    std::string meant;
    std::vector<rasp::Input> inputs;
    std::vector<std::string> found;
    std::vector<std::string> abstractions = {};

    rasp::Task task() const {
        lambda::TermStore store;
        const lambda::TermId program = rasp::read_program(store, meant);
        rasp::Task task{.name = "task", .type = type};
        for (const rasp::Input& input : inputs) {
            task.examples.push_back(
                {.input = input, .output = rasp::evaluate(store, program, input).output});
        }
        return task;
    }

    Evidence evidence() const {
        Language language = rasp_language("all,str.a,str.b", abstractions);
        const lambda::TypeId request = lambda::parse_type(language.types, type);
        std::vector<FrontierProgram> programs;
        for (const std::string& text : found) {
            FrontierProgram program{.term = read_expression(language.terms, text)};
            program.log_prior =
                log_prior(language.types, view_of(language), request, language.terms, program.term);
            programs.push_back(program);
        }
        return evidence_for(task(), request, programs, language);
    }

    Verdict verdict() const { return verdict_from(task(), evidence(), {}); }
};

const std::string to_strings = "input(str) -> seq(str)";
const std::string to_numbers = "input(str) -> seq(num)";
const std::string to_booleans = "input(str) -> seq(bool)";

} // namespace

TEST_CASE("A reversal with 12 examples is sure, whatever else does the same") {
    const Case twelve{to_strings, reverse, random_words(12), {reverse, reverse_again}};
    const Verdict verdict = twelve.verdict();
    CHECK(verdict.sure);
    CHECK(verdict.output_nats > 40);
    CHECK(verdict.program_nats > 15);
    CHECK_FALSE(verdict.other);
    CHECK(twelve.evidence().rivals.empty());
    CHECK(twelve.evidence().weakest->refuting >= 2);
}

TEST_CASE("Outputs that are all one value are unsure") {
    const Verdict verdict =
        Case{to_booleans, "(lambda false)", random_words(12), {"(lambda false)"}}.verdict();
    CHECK_FALSE(verdict.sure);
    CHECK(verdict.reason == "all outputs are false");
    CHECK(sureness_text(verdict, "  ") == "  unsure: all outputs are false\n");
}

TEST_CASE("Outputs of several values are unsure where those of the examples have one each") {
    const std::string as_many =
        "(lambda (eq (selector_width (select (tokens $0) str.a equals_to)) (selector_width (select "
        "(tokens $0) str.b equals_to))))";
    const std::vector<rasp::Input> inputs = words({"cd", "dcc", "aa", "aaaa", "cddc", "ddd"});
    const Verdict verdict =
        Case{to_booleans, as_many, inputs, {"(lambda (ne (tokens $0) str.a))"}}.verdict();
    CHECK_FALSE(verdict.sure);
    CHECK(verdict.reason.starts_with(
        "the output of each example has one value at all positions, and that of the program has "
        "several on ["));
    CHECK_FALSE(Case{to_booleans, as_many, inputs, {as_many}}.evidence().uneven);
}

TEST_CASE("Two programs that differ are unsure, and an input tells them apart") {
    // Nobody has said what is meant for words of one token.
    const std::string two = "(lambda (eq (length $0) two))";
    const std::string at_most_two = "(lambda (le (length $0) two))";
    const Case lengths{to_booleans,
                       two,
                       words({"ab", "ba", "bb", "ca", "abc", "bca", "abca", "cbab", "abcba"}),
                       {two, at_most_two}};
    const Verdict verdict = lengths.verdict();
    REQUIRE_FALSE(verdict.sure);
    REQUIRE(verdict.other);
    CHECK(verdict.other->refuting == 0);
    CHECK(verdict.other->differences > 0);

    const auto outputs = [&](const std::string& text) {
        lambda::TermStore store;
        return rasp::evaluate(store, rasp::read_program(store, text),
                              verdict.other->disagreement.input)
            .output;
    };
    CHECK(outputs(two) == verdict.other->disagreement.best);
    CHECK(outputs(verdict.other->program) == verdict.other->disagreement.other);
    CHECK(outputs(two) != outputs(verdict.other->program));
    const std::string text = sureness_text(verdict, "");
    CHECK(text.starts_with("unsure: another program meets all examples, too: (lambda "));
    CHECK(text.find("to be sure, ask: [\"") != std::string::npos);

    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    add_verdict(json, verdict);
    CHECK(json["sure"] == false);
    CHECK(json["reason"] == verdict.reason);
    CHECK(json["other"]["program"] == verdict.other->program);
    CHECK(json["other"]["best"] != json["other"]["other"]);
}

TEST_CASE("A part that rests on a single example makes a program unsure") {
    const std::string two = "(lambda (eq (length $0) two))";
    const std::vector<rasp::Input> inputs =
        words({"a", "ab", "ba", "bb", "ca", "abc", "bca", "abca", "cbab", "abcba"});
    const Verdict once = Case{to_booleans, two, inputs, {two}}.verdict();
    REQUIRE_FALSE(once.sure);
    CHECK(once.reason == "only 1 example speaks against (lambda (le (length $0) two))");
    REQUIRE(once.other);
    CHECK(once.other->refuting == 1);
}

TEST_CASE("A program that says more than the outputs is unsure") {
    const std::string table = "(lambda (if (eq (tokens $0) str.a) str.b (tokens $0)))";
    const Case small{to_strings, table, words({"a", "b", "ab"}), {table}, {}};
    Evidence evidence{.examples = 3, .is_constant = false, .output_nats = 6, .program_nats = 14};
    const Verdict verdict = verdict_from(small.task(), evidence, {});
    CHECK_FALSE(verdict.sure);
    CHECK(verdict.reason ==
          "the outputs say 6 nats and the program takes 14: more examples would tell more");
    evidence.output_nats = 9;
    CHECK(verdict_from(small.task(), evidence, {}).sure);
}

TEST_CASE("A program that often fails on inputs like the examples is unsure") {
    // The mean of two truth values is a failure.
    const std::string any_a = "(lambda (aggregate (select (tokens $0) str.a equals_to) true))";
    const Verdict verdict = Case{
        to_booleans,
        any_a,
        words({"a", "bcb", "abcb", "cba", "dbe", "bacc"}),
        {any_a}}.verdict();
    CHECK_FALSE(verdict.sure);
    CHECK(verdict.reason.starts_with("it fails on "));
}

TEST_CASE("A program takes the same however it is written with abstractions") {
    const std::string first =
        "#(lambda (aggregate (select (indices $0) zero equals_to) (tokens $0)))";
    const std::string folded = "(lambda (eq str.a (" + first + " $0)))";
    const std::string plain =
        "(lambda (eq str.a (aggregate (select (indices $0) zero equals_to) (tokens $0))))";
    const std::vector<rasp::Input> inputs = random_words(8);
    const Case with{to_booleans, plain, inputs, {folded}, {first}};
    const Case without{to_booleans, plain, inputs, {plain}};
    CHECK(with.evidence().program_nats == Approx(without.evidence().program_nats));
    CHECK(with.verdict().reason == without.verdict().reason);
    CHECK(with.verdict().sure == without.verdict().sure);
}

TEST_CASE("Verdicts are the same each time") {
    const Case twelve{to_numbers,
                      "(lambda (selector_width (select (tokens $0) (tokens $0) "
                      "equals_to)))",
                      random_words(6),
                      {"(lambda (selector_width (select (tokens $0) (tokens $0) equals_to)))"}};
    CHECK(sureness_text(twelve.verdict(), "") == sureness_text(twelve.verdict(), ""));
}
