// Where inputs are one-hot, relaxed programs give what the evaluator gives: for every golden case
// of the reference interpreter, every example of the table of primitives, the programs of the
// corpora, and random programs.

#include "lambda/terms/parse.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "tests/rasp/evaluator/random_program.hpp"
#include "tests/recognition/relaxed/relaxed_check.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

// The inputs in runs of one kind.
std::vector<std::vector<rasp::Input>> by_kind(const std::vector<rasp::Input>& inputs) {
    std::vector<std::vector<rasp::Input>> runs;
    for (const rasp::Input& input : inputs) {
        if (runs.empty() || !rasp::have_same_kinds(runs.back().front(), input)) {
            runs.emplace_back();
        }
        runs.back().push_back(input);
    }
    return runs;
}

void note_primitives(const lambda::TermStore& store, std::set<std::string>& seen) {
    for (std::size_t i = 0; i < store.size(); ++i) {
        const auto id = static_cast<lambda::TermId>(i);
        if (store.is(lambda::TermKind::primitive, id)) {
            seen.insert(store.name(id));
        }
    }
}

} // namespace

TEST_CASE("Relaxed programs give what the evaluator gives on every golden case") {
    const Json document = parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/golden.json"));
    std::set<std::string> seen;
    std::size_t evaluations = 0;
    std::size_t on_grids = 0;
    for (const JsonCursor entry : JsonCursor(document).elements()) {
        const auto arity = static_cast<std::size_t>(entry.member("arity").integer());
        std::vector<rasp::Input> inputs;
        for (const JsonCursor example : entry.member("cases").elements()) {
            inputs.push_back(rasp::example_from_json(example, arity).input);
        }
        for (const JsonCursor program : entry.member("programs").elements()) {
            const std::string text = program.member("program").string();
            CAPTURE(text);
            lambda::TermStore store;
            const lambda::TermId term = lambda::parse(store, text);
            for (const std::vector<rasp::Input>& run : by_kind(inputs)) {
                CHECK(relaxed_difference(store, term, run) == "");
                // Without scalars there is no temperature.
                CheckOptions blunt;
                blunt.relaxation.sharpness = 1;
                blunt.only_on_grids = true;
                const std::string difference = relaxed_difference(store, term, run, blunt);
                CHECK((difference.empty() || difference == "scalars"));
                on_grids += difference.empty() ? run.size() : 0;
            }
            evaluations += inputs.size();
            note_primitives(store, seen);
        }
    }
    CHECK(evaluations == 2702);
    CHECK(on_grids > 900);
    for (const rasp::Primitive& primitive : rasp::primitives()) {
        const bool is_of_the_reference = primitive.name != "full" &&
                                         primitive.name != "parse_int" &&
                                         !rasp::is_extension(primitive.opcode);
        CAPTURE(primitive.name);
        CHECK(seen.contains(std::string(primitive.name)) == is_of_the_reference);
    }
}

TEST_CASE(
    "Relaxed programs give what the evaluator gives for primitives that are not the reference's") {
    lambda::TermStore store;
    const std::vector<rasp::Input> inputs{{{"7", "-12", "+3"}},  {{"7", "1", "7"}}, {{"7", "x"}},
                                          {{"7", "-"}},          {{"1000"}},        {{}},
                                          {{"9999999999999999"}}};
    for (const std::string program :
         {"(lam (parse_int (tokens $0)))", "(lam (add (parse_int (tokens $0)) (indices $0)))",
          "(lam (select (parse_int (tokens $0)) 7 equals_to))", "(lam full)",
          "(lam (selector_width (selector_not full)))",
          "(lam (aggregate_default full (parse_int (tokens $0)) one))"}) {
        CAPTURE(program);
        CHECK(relaxed_difference(store, lambda::parse(store, program), inputs) == "");
        CHECK(relaxed_difference(store, lambda::parse(store, program),
                                 std::span(inputs).first(3)) == "");
    }
}

TEST_CASE("Relaxed programs give what the evaluator gives for the extensions") {
    lambda::TermStore store;
    const auto check = [&](const std::vector<std::string>& programs,
                           const std::vector<rasp::Input>& inputs) {
        for (const std::string& program : programs) {
            CAPTURE(program);
            const lambda::TermId term = lambda::parse(store, program);
            CHECK(relaxed_difference(store, term, inputs) == "");
            CheckOptions padded;
            padded.batch.padded_length = 11;
            padded.relaxation.most_points = 8;
            CHECK(relaxed_difference(store, term, inputs, padded) == "");
        }
    };
    const std::vector<std::string> of_numbers = {
        "(lam (floor (tokens $0)))",
        "(lam (floor (div (tokens $0) two)))",
        "(lam (ceil (div (tokens $0) two)))",
        "(lam (ceil (pow (tokens $0) 21)))",
        "(lam (abs (tokens $0)))",
        "(lam (abs (sub (indices $0) (tokens $0))))",
        "(lam (abs (aggregate (causal full) (tokens $0))))",
        "(lam (sign (tokens $0)))",
        "(lam (sign (sub (tokens $0) one)))",
        "(lam (sign (aggregate (causal full) (tokens $0))))",
        "(lam (exp (tokens $0)))",
        "(lam (exp (mul (tokens $0) 100)))",
        "(lam (log (tokens $0)))",
        "(lam (log (add (indices $0) one)))",
        "(lam (log (aggregate (causal full) (tokens $0))))",
        "(lam (sqrt (tokens $0)))",
        "(lam (sqrt (indices $0)))",
        "(lam (sqrt (aggregate (causal full) (tokens $0))))",
        "(lam (max (tokens $0) (indices $0)))",
        "(lam (min (tokens $0) 0.5))",
        "(lam (min (aggregate (causal full) (tokens $0)) one))",
        "(lam (print_int (tokens $0)))",
        "(lam (print_int (mul (indices $0) (indices $0))))",
        "(lam (print_int (aggregate (causal full) (indices $0))))",
        "(lam (repeat str.ab (indices $0)))",
        "(lam (repeat str.a (sub (indices $0) 2)))",
        "(lam (repeat str.a (tokens $0)))",
        "(lam (if_lazy (gt (tokens $0) zero) (sqrt (tokens $0)) (tokens $0)))",
        "(lam (if_lazy (gt (tokens $0) zero) (add one (log (tokens $0))) (div one (tokens $0))))",
        "(lam (if_lazy (gt (tokens $0) zero) (aggregate full (sqrt (tokens $0))) zero))",
        "(lam (if (gt (tokens $0) zero) (sqrt (tokens $0)) (tokens $0)))",
        "(lam (add (sqrt (tokens $0)) (if_lazy (gt (tokens $0) zero) (sqrt (tokens $0)) one)))",
        "(lam (if_lazy (gt (sqrt (tokens $0)) one) one (log (tokens $0))))",
        "(lam (aggregate_max (causal full) (tokens $0) zero))",
        "(lam (aggregate_min (select (indices $0) (indices $0) less_than) (tokens $0) 9))",
        "(lam (aggregate_max (select (indices $0) (indices $0) less_than) (indices $0) -1))",
        "(lam (aggregate_max (select (tokens $0) (tokens $0) less_than) (tokens $0) 0.25))",
        "(lam (causal (select (tokens $0) (tokens $0) at_most)))",
        "(lam (selector_width (causal full)))",
    };
    check(of_numbers, {{{1, 4, 0}}, {{2, 3, 1, 5, 2}}, {{0}}, {{}}});
    check(of_numbers, {{{-1, 4, 0}}, {{2, 3, -7, 5, 2}}, {{0}}});
    check(of_numbers, {{{0.5, 2.25}}, {{1.5, 0.25, 16.0, 3.5}}, {{2.0}}});
    check(of_numbers, {{{0.5, -2.25}}, {{1e10, 7.0, -0.5}}, {{2.0}}});
    check({"(lam (repeat (tokens $0) (indices $0)))",
           "(lam (if_lazy (eq (tokens $0) str.x) zero (parse_int (tokens $0))))",
           "(lam (aggregate_max full (parse_int (tokens $0)) zero))"},
          {{{"1", "x", "22"}}, {{"x"}}, {{"3", "4"}}, {{"5", "y", "6"}}});
}

TEST_CASE("Relaxed programs give what the table of primitives says") {
    for (const rasp::Primitive& primitive : rasp::primitives()) {
        CAPTURE(primitive.name);
        lambda::TermStore store;
        const lambda::TermId term = rasp::read_program(store, primitive.example.program);
        const Json json = parse_json(primitive.example.input);
        const std::vector<rasp::Input> inputs{{rasp::sequence_from_json(JsonCursor(json))}};
        CHECK(relaxed_difference(store, term, inputs) == "");
    }
}

TEST_CASE("Relaxed programs of the corpus give what the evaluator gives") {
    const auto entries = rasp::read_tasks(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"));
    std::size_t checked = 0;
    for (const rasp::TaskEntry& entry : entries) {
        if (!entry.program) {
            continue;
        }
        CAPTURE(entry.task.name, *entry.program);
        lambda::TermStore store;
        const lambda::TermId term = rasp::read_program(store, *entry.program);
        for (const std::vector<rasp::Input>& run : by_kind(rasp::inputs_of(entry.task))) {
            CHECK(relaxed_difference(store, term, run) == "");
        }
        ++checked;
    }
    CHECK(checked > 50);
}

TEST_CASE("Random relaxed programs give what the evaluator gives, whatever the padding") {
    rasp::RandomPrograms random(5);
    for (std::size_t k = 0; k < 1500; ++k) {
        random.with_lets = k % 2 == 0;
        const rasp::ValueKind tokens = random.kind();
        const std::string program = random.program(tokens);
        CAPTURE(program);
        lambda::TermStore store;
        const lambda::TermId term = lambda::parse(store, program);
        std::vector<rasp::Input> inputs;
        for (std::size_t i = 0; i < 4; ++i) {
            inputs.push_back(random.input(tokens));
        }
        if (random.below(20) == 0) {
            inputs[random.below(4)].tokens.clear();
        }
        CheckOptions options;
        options.batch.padded_length = random.below(30);
        options.relaxation.most_points = random.below(2) == 0 ? 64 : 8;
        CHECK(relaxed_difference(store, term, inputs, options) == "");
    }
}
