// Terms as graphs of nodes, and what holds of every relaxed program: padding, sharing, sharpness.

#include "lambda/terms/parse.hpp"
#include "recognition/relaxed/relaxed_programs.hpp"
#include "tests/recognition/relaxed/relaxed_check.hpp"
#include "tests/recognition/relaxed/soft_leaves.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

const std::vector<rasp::Input> words = {
    {rasp::characters("abcabc")}, {rasp::characters("cb")}, {rasp::characters("bacb")}};

// Values of all kinds of results, of leaves of all kinds, with the positions mixed.
const std::vector<std::string> mixed_programs = {
    "(lam (aggregate (select ?s (tokens $0) equals_to) ?s))",
    "(lam (aggregate (selector_not ?m) (add ?g (indices $0))))",
    "(lam (selector_width (selector_or (selector_not ?m) (select ?x ?c less_than))))",
    "(lam (aggregate_default (select ?x ?X ?p) ?x ?g))",
    "(lam (select (aggregate ?m ?g) (length $0) at_most))",
    "(lam (concat (aggregate ?m ?s) (tokens $0)))",
    "(lam (round (aggregate ?m ?x)))",
    "(lam (if (aggregate ?m ?b) (sub (length $0) (indices $0)) (round ?x)))",
};

} // namespace

TEST_CASE("What a relaxed program gives does not depend on the padding") {
    for (const std::string& program : mixed_programs) {
        CAPTURE(program);
        lambda::TermStore store;
        RelaxedPrograms programs(store);
        const RelaxedBatch batch(words);
        const RelaxedBatch padded(words, {.padded_length = 11});
        SoftLeaves leaves(store, programs, batch, 3);
        const NodeId root = *programs.add(lambda::parse(store, program));
        RelaxedEvaluator plain(programs, batch);
        RelaxedEvaluator other(programs, padded);
        const RelaxedResult a = plain.run(root, leaves.functions(), {.sharpness = 4});
        const RelaxedResult b = other.run(root, leaves.functions(), {.sharpness = 4});
        CHECK(a.log_success.defined() == b.log_success.defined());
        if (a.log_success.defined()) {
            CHECK(at::allclose(a.log_success, b.log_success, 0, 1e-12));
        }
        const auto check_same = [&](const at::Tensor& left, const at::Tensor& right) {
            REQUIRE(left.defined() == right.defined());
            if (!left.defined()) {
                return;
            }
            at::Tensor narrow = right.size(1) == 1 ? right : right.narrow(1, 0, 6);
            at::Tensor mask = batch.mask();
            if (a.value.kind == RelaxedKind::selector) {
                CHECK(narrow.narrow(2, 6, 5).abs().max().item<double>() == 0);
                narrow = narrow.narrow(2, 0, 6);
            }
            while (mask.dim() < left.dim()) {
                mask = mask.unsqueeze(-1);
            }
            CHECK(at::allclose(left * mask, narrow * mask, 0, 1e-12));
        };
        CHECK(a.value.kind == b.value.kind);
        if (a.value.has_grid()) {
            CHECK(*a.value.grid == *b.value.grid);
        }
        check_same(a.value.probabilities, b.value.probabilities);
        check_same(a.value.numbers, b.value.numbers);
        check_same(a.value.certainty, b.value.certainty);
    }
}

TEST_CASE("Equal parts of programs are one node") {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const auto parsed = [&store](const char* text) { return lambda::parse(store, text); };
    const auto first =
        programs.add(parsed("(lam ((lam (add $0 $0)) (sub (length $0) (indices $0))))"));
    const std::size_t nodes = programs.nodes().size();
    const auto second = programs.add(
        parsed("(lam (add (sub (length $0) (indices $0)) (sub (length $0) (indices $0))))"));
    REQUIRE(first);
    CHECK(first == second);
    CHECK(programs.nodes().size() == nodes);
    CHECK(programs.needed(*first).size() == 4);
    CHECK(programs.needed(*first).back() == *first);
}

TEST_CASE("Abstractions of a library and functions passed to functions are unfolded") {
    lambda::TermStore store;
    rasp::Library library;
    library.add(store.primitive("fn_0"), lambda::parse(store, "(lam (lam ($0 ($0 $1))))"));
    const lambda::TermId term =
        lambda::parse(store, "(lam (fn_0 (indices $0) (lam (mul $0 (fn_0 two (add one))))))");
    CheckOptions options;
    options.library = &library;
    CHECK(relaxed_difference(store, term, words, options) == "");
    RelaxedPrograms programs(store);
    CHECK(!programs.add(term));
    CHECK(programs.failure().failure == rasp::FailureClass::unknown_name);
}

TEST_CASE("Terms that are no programs have no node, and say why") {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const auto failure_of = [&](const char* text) {
        CHECK(!programs.add(lambda::parse(store, text)));
        return programs.failure().failure;
    };
    CHECK(failure_of("(lam (add (indices $0)))") == rasp::FailureClass::arity);
    CHECK(failure_of("(lam $0)") == rasp::FailureClass::type);
    CHECK(failure_of("(lam (add full one))") == rasp::FailureClass::type);
    CHECK(failure_of("(lam $1)") == rasp::FailureClass::free_variable);
    CHECK(failure_of("((lam ($0 $0)) (lam ($0 $0)))") == rasp::FailureClass::limit);
    CHECK(programs.add(lambda::parse(store, "(lam (indices $0))")));
}

TEST_CASE("A leaf with arguments gets them, and is asked once in each run") {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const lambda::TermId leaf = store.primitive("?f");
    programs.add_leaf(leaf, {.arity = 2,
                             .arguments = {rasp::Sort::input, rasp::Sort::sequence},
                             .result = rasp::Sort::sequence});
    const NodeId root = *programs.add(
        lambda::parse(store, "(lam (add (?f $0 (indices $0)) (?f $0 (indices $0))))"));
    std::size_t asked = 0;
    const LeafFunctions functions = {
        {leaf, [&asked](const RelaxedBatch& batch, std::span<const RelaxedValue> arguments) {
             ++asked;
             CHECK(arguments.size() == 1);
             RelaxedContext context{.batch = &batch};
             return relaxed_negate(context, arguments[0]);
         }}};
    RelaxedEvaluator evaluator(programs, RelaxedBatch(words));
    const RelaxedResult result = evaluator.run(root, functions);
    CHECK(crisp_output(result, evaluator.batch(), 1) ==
          rasp::Output(rasp::Sequence{std::int64_t{0}, std::int64_t{-2}}));
    CHECK(asked == 1);
    evaluator.run(root, functions);
    CHECK(asked == 2);
    CHECK_THROWS_AS(evaluator.run(root), std::invalid_argument);
}

TEST_CASE("Comparisons of scalars come near to what the evaluator gives as they are sharpened") {
    lambda::TermStore store;
    const std::vector<rasp::Input> inputs = {
        {{0.25, 1.5, -2.0, 1.5, 7.25}}, {{0.5, 0.75}}, {{-0.5, -1.25, 0.0}}};
    for (const std::string program :
         {"(lam (select (tokens $0) (tokens $0) equals_to))",
          "(lam (select (tokens $0) (tokens $0) less_than))",
          "(lam (select (tokens $0) (indices $0) at_most))", "(lam (ge (tokens $0) 0.5))"}) {
        CAPTURE(program);
        RelaxedPrograms programs(store);
        const NodeId root = *programs.add(lambda::parse(store, program));
        RelaxedEvaluator evaluator(programs, RelaxedBatch(inputs));
        const at::Tensor exact = evaluator.run(root).value.probabilities;
        double before = 1;
        for (const double sharpness : {4.0, 16.0, 64.0, 256.0}) {
            const at::Tensor soft =
                evaluator.run(root, {}, {.sharpness = sharpness}).value.probabilities;
            const double error = (soft - exact).abs().max().item<double>();
            CHECK(error < before);
            before = error;
        }
        CHECK(before < 0.004);
    }
}

TEST_CASE("A number that may be the mean of several keeps the distribution of one") {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const lambda::TermId hole = store.primitive("?m");
    programs.add_leaf(hole, {.arity = 0, .arguments = {}, .result = rasp::Sort::selector});
    const NodeId root = *programs.add(lambda::parse(store, "(lam (aggregate ?m (indices $0)))"));
    const std::vector<rasp::Input> inputs = {{rasp::characters("abc")}};
    RelaxedEvaluator evaluator(programs, RelaxedBatch(inputs));
    const auto value_of = [&](double first, double second) {
        const at::Tensor row = at::zeros({1, 1, 3}, at::kDouble);
        row[0][0][0] = first;
        row[0][0][2] = second;
        const LeafFunctions functions = {
            {hole, [row](const RelaxedBatch&, std::span<const RelaxedValue>) {
                 return RelaxedValue::selector(row);
             }}};
        return evaluator.run(root, functions).value;
    };
    const RelaxedValue one = value_of(0, 1);
    CHECK(!one.has_scalars());
    CHECK(one.probabilities[0][0][2].item<double>() == 1);
    const RelaxedValue both = value_of(1, 1);
    CHECK(!both.has_grid());
    CHECK(both.numbers.item<double>() == 1);
    const RelaxedValue either = value_of(0.5, 0.5);
    CHECK(either.certainty.item<double>() == Approx(0.75));
    CHECK(either.probabilities[0][0][2].item<double>() == Approx(0.375)); // 0 is the default, too
    CHECK(either.numbers.item<double>() == Approx(0.75));
}
