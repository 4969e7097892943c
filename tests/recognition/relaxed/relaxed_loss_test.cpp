// The loss of relaxed values.

#include "lambda/terms/parse.hpp"
#include "recognition/relaxed/relaxed_loss.hpp"
#include "tests/recognition/relaxed/soft_leaves.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

using Outputs = std::vector<std::optional<rasp::Output>>;

const std::vector<rasp::Input> words = {{rasp::characters("abca")}, {rasp::characters("cb")}};

at::Tensor loss_of(const std::string& program, const std::vector<rasp::Input>& inputs,
                   const Outputs& outputs, const LossOptions& options = {}) {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const NodeId root = *programs.add(lambda::parse(store, program));
    RelaxedEvaluator evaluator(programs, RelaxedBatch(inputs));
    return nats(evaluator.run(root), wanted_outputs(evaluator.batch(), outputs), options);
}

rasp::Sequence whole(const std::vector<std::int64_t>& numbers) {
    return {numbers.begin(), numbers.end()};
}

} // namespace

TEST_CASE("What is right has no loss, and each wrong cell has that of its improbability") {
    const LossOptions options{.wrong_cells = 0.01};
    const double right = -std::log(0.99 + 0.01 / 3);
    const double wrong = -std::log(0.01 / 3);
    const at::Tensor strings =
        loss_of("(lam (tokens $0))", words, Outputs{rasp::characters("abcb"), {}}, options);
    CHECK(strings[0].item<double>() == Approx(3 * right + wrong));
    CHECK(strings[1].item<double>() == 0); // nothing is known of it

    const at::Tensor booleans = loss_of(
        "(lam (eq (tokens $0) str.a))", words,
        Outputs{rasp::Sequence{true, false, false, true}, rasp::Sequence{true, false}}, options);
    CHECK(booleans[0].item<double>() == Approx(-4 * std::log(0.995)));
    CHECK(booleans[1].item<double>() == Approx(-std::log(0.005) - std::log(0.995)));

    const at::Tensor selectors =
        loss_of("(lam (select (indices $0) (indices $0) less_than))", words,
                Outputs{std::nullopt, rasp::Matrix{{false, false}, {true, true}}}, options);
    CHECK(selectors[0].item<double>() == 0);
    CHECK(selectors[1].item<double>() == Approx(-std::log(0.005) - 3 * std::log(0.995)));

    const at::Tensor numbers =
        loss_of("(lam (indices $0))", words, Outputs{whole({0, 1, 2, 3}), whole({0, 1})},
                {.wrong_cells = 0});
    CHECK(numbers.abs().max().item<double>() == 0);
}

TEST_CASE("The loss of scalars is that of a Gaussian, relative to the best one") {
    const Outputs outputs{rasp::Sequence{0.5, 1.5, 2.5, 3.5}, rasp::Sequence{0.5, 1.75}};
    const at::Tensor fixed =
        loss_of("(lam (add (indices $0) 0.5))", words, outputs, {.wrong_cells = 0, .scale = 0.1});
    CHECK(fixed[0].item<double>() == Approx(0).margin(1e-12));
    CHECK(fixed[1].item<double>() == Approx(0.25 * 0.25 / 2 / 0.01));
    const at::Tensor learnt = loss_of("(lam (add (indices $0) 0.5))", words, outputs,
                                      {.wrong_cells = 0,
                                       .log_scale = at::full({1}, std::log(0.5), at::kDouble),
                                       .least_scale = 0.1});
    CHECK(learnt[0].item<double>() == Approx(4 * std::log(5.0)));
    CHECK(learnt[1].item<double>() == Approx(2 * std::log(5.0) + 0.25 * 0.25 / 2 / 0.25));
}

TEST_CASE("Numbers far away have a finite loss with a slope") {
    lambda::TermStore store;
    RelaxedPrograms programs(store);
    const lambda::TermId leaf = store.primitive("?c");
    programs.add_leaf(leaf, {.arity = 0, .arguments = {}, .result = rasp::Sort::sequence});
    const NodeId root = *programs.add(lambda::parse(store, "(lam (add (indices $0) ?c))"));
    const at::Tensor constant = at::full({1, 1}, 1e4, at::kDouble).requires_grad_(true);
    RelaxedEvaluator evaluator(programs, RelaxedBatch(words));
    const RelaxedResult result =
        evaluator.run(root, {{leaf, [&](const RelaxedBatch&, std::span<const RelaxedValue>) {
                                  return RelaxedValue::scalars(constant);
                              }}});
    const at::Tensor loss =
        nats(result, wanted_outputs(evaluator.batch(), Outputs{whole({0, 1, 2, 3}), {}})).sum();
    loss.backward();
    CHECK(loss.item<double>() < 4 * 40);
    CHECK(constant.grad().item<double>() > 1e-4);
}

TEST_CASE("Booleans count as numbers where numbers are wanted") {
    const at::Tensor loss =
        loss_of("(lam (eq (tokens $0) str.a))", words, Outputs{whole({1, 0, 0, 1}), whole({0, 0})},
                {.wrong_cells = 0});
    CHECK(loss.abs().max().item<double>() == Approx(0).margin(1e-12));
    CHECK_THROWS_AS(loss_of("(lam (tokens $0))", words, Outputs{whole({1, 0, 0, 1}), {}}),
                    std::invalid_argument);
}

TEST_CASE("A program that fails has the loss of failing, unless failures do not count") {
    const Outputs outputs{rasp::characters("abca"), rasp::characters("cb")};
    const std::string program =
        "(lam (aggregate (select (tokens $0) (tokens $0) equals_to) (tokens $0)))";
    const at::Tensor counted = loss_of(program, words, outputs);
    CHECK(counted[0].item<double>() > 20); // there are two a
    CHECK(counted[1].item<double>() < 0.01);
    const at::Tensor ignored = loss_of(program, words, outputs, {.counts_failures = false});
    CHECK(ignored[0].item<double>() < 0.01);
}

TEST_CASE("Soft targets have no loss for the same distribution only") {
    const RelaxedBatch batch(words);
    WantedOutputs wanted = wanted_outputs(batch, Outputs{rasp::characters("abca"), {}});
    const at::Tensor soft = at::softmax(at::arange(24, at::kDouble).sin().view({2, 4, 3}), -1);
    wanted.probabilities = soft;
    const RelaxedValue same = RelaxedValue::on_grid(wanted.grid, soft);
    CHECK(nats_by_cell(same, wanted, {.wrong_cells = 0}).abs().max().item<double>() < 1e-12);
    const RelaxedValue other = RelaxedValue::on_grid(wanted.grid, soft.flip(-1));
    CHECK(nats_by_cell(other, wanted, {.wrong_cells = 0}).sum().item<double>() > 0.1);
}

TEST_CASE("The gradient of the loss is that of finite differences") {
    constexpr double step = 1e-5;
    const std::vector<std::pair<std::string, Outputs>> cases = {
        {"(lam (aggregate ?m (tokens $0)))", {rasp::characters("bcaa"), rasp::characters("bb")}},
        {"(lam (aggregate ?m (indices $0)))", {whole({3, 2, 1, 0}), whole({1, 0})}},
        {"(lam (aggregate ?m ?x))", {rasp::Sequence{0.5, 1.0, -0.5, 2.0}, {}}},
        {"(lam (lt ?x ?c))", {rasp::Sequence{true, false, true, true}, {}}},
        {"(lam ?m)", {std::nullopt, rasp::Matrix{{true, false}, {true, true}}}}};
    for (const auto& [program, outputs] : cases) {
        CAPTURE(program);
        lambda::TermStore store;
        RelaxedPrograms programs(store);
        const RelaxedBatch batch(words);
        SoftLeaves leaves(store, programs, batch, 5);
        const NodeId root = *programs.add(lambda::parse(store, program));
        const WantedOutputs wanted = wanted_outputs(batch, outputs);
        const auto loss = [&] {
            RelaxedEvaluator evaluator(programs, batch);
            return nats(evaluator.run(root, leaves.functions(), {.sharpness = 3}), wanted,
                        {.wrong_cells = 0.05, .scale = 0.5})
                .sum();
        };
        loss().backward();
        for (const at::Tensor& parameter : leaves.parameters()) {
            for (std::int64_t i = 0; parameter.grad().defined() && i < parameter.numel(); ++i) {
                double& number = parameter.data_ptr<double>()[i];
                const double before = number;
                number = before + step;
                const double above = loss().item<double>();
                number = before - step;
                const double below = loss().item<double>();
                number = before;
                const double slope = (above - below) / (2 * step);
                CHECK(slope ==
                      Approx(parameter.grad().contiguous().data_ptr<double>()[i]).margin(1e-6));
            }
        }
    }
}

TEST_CASE("Wanted outputs that do not fit the inputs are rejected") {
    const RelaxedBatch batch(words);
    CHECK_THROWS_AS(wanted_outputs(batch, Outputs{rasp::characters("ab"), {}}),
                    std::invalid_argument);
    CHECK_THROWS_AS(wanted_outputs(batch, Outputs{rasp::characters("abca")}),
                    std::invalid_argument);
    CHECK_THROWS_AS(wanted_outputs(batch, Outputs{rasp::characters("abca"), whole({1, 2})}),
                    std::invalid_argument);
}
