// The gradients of relaxed programs against finite differences, for every primitive and every form
// of its operands.

#include "lambda/terms/parse.hpp"
#include "rasp/language/primitives.hpp"
#include "tests/recognition/relaxed/soft_leaves.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

at::Tensor weighted(const at::Tensor& tensor, const at::Tensor& mask, double phase) {
    at::Tensor inside = mask;
    while (inside.dim() < tensor.dim()) {
        inside = inside.unsqueeze(-1);
    }
    const at::Tensor weights =
        at::sin(at::arange(tensor.numel(), at::kDouble) * 0.7 + phase).view(tensor.sizes());
    return (tensor * weights * inside).sum();
}

// A number that depends on everything in the result within the inputs.
at::Tensor summary(const RelaxedResult& result, const RelaxedBatch& batch) {
    const RelaxedValue& value = result.value;
    at::Tensor sum = at::zeros({}, at::kDouble);
    if (value.probabilities.defined()) {
        sum = sum + weighted(value.probabilities, batch.mask(), 0.3);
    }
    if (value.numbers.defined()) {
        sum = sum + weighted(value.numbers, batch.mask(), 1.1);
    }
    if (value.certainty.defined()) {
        sum = sum + weighted(value.certainty, batch.mask(), 2.3);
    }
    if (result.log_success.defined()) {
        sum = sum + result.log_success.sum() * 0.1;
    }
    return sum;
}

struct Setting {
    explicit Setting(const std::string& program)
        : programs(store),
          batch(std::vector<rasp::Input>{{rasp::characters("abca")}, {rasp::characters("cb")}}),
          leaves(store, programs, batch, 11) {
        root = *programs.add(lambda::parse(store, program));
    }

    at::Tensor value() {
        RelaxedEvaluator evaluator(programs, batch);
        return summary(evaluator.run(root, leaves.functions(), {.sharpness = 3}), batch);
    }

    lambda::TermStore store;
    RelaxedPrograms programs;
    RelaxedBatch batch;
    SoftLeaves leaves;
    NodeId root = 0;
};

const std::vector<std::string> smooth_programs = {
    "(lam (select (tokens $0) ?s equals_to))",
    "(lam (select ?s ?S not_equals_to))",
    "(lam (select ?s (tokens $0) less_than))",
    "(lam (select ?g ?G at_most))",
    "(lam (select ?g ?x greater_than))",
    "(lam (select ?x ?g at_least))",
    "(lam (select ?x ?X equals_to))",
    "(lam (select ?x ?c less_than))",
    "(lam (select ?b ?B at_most))",
    "(lam (select ?g ?G ?p))",
    "(lam (select ?x ?X ?p))",
    "(lam (select (indices $0) (sub (length $0) ?g) equals_to))",
    "(lam (selector_and ?m ?M))",
    "(lam (selector_or ?m (select (indices $0) one equals_to)))",
    "(lam (selector_or ?m ?M))",
    "(lam (selector_not ?m))",
    "(lam (selector_width ?m))",
    "(lam (aggregate ?m ?s))",
    "(lam (aggregate_default ?m ?s ?S))",
    "(lam (aggregate ?m ?g))",
    "(lam (aggregate_default ?m ?g ?G))",
    "(lam (aggregate ?m ?x))",
    "(lam (aggregate_default ?m ?x ?g))",
    "(lam (aggregate_default ?m ?b ?B))",
    "(lam (aggregate ?m ?b))",
    "(lam (aggregate ?m (aggregate ?M ?g)))",
    "(lam (select (aggregate ?m ?g) (aggregate ?M ?G) at_most))",
    "(lam (eq (aggregate ?m ?g) ?x))",
    "(lam (add ?g ?G))",
    "(lam (add ?g ?x))",
    "(lam (add (aggregate ?m ?g) ?G))",
    "(lam (sub ?g ?G))",
    "(lam (sub (indices $0) (mul ?c (length $0))))",
    "(lam (mul ?g ?G))",
    "(lam (mul ?x ?X))",
    "(lam (div ?x ?X))",
    "(lam (div ?g ?G))",
    "(lam (div ?x (add ?b_ 3)))",
    "(lam (mod ?g ?G))",
    "(lam (mod ?x 3))",
    "(lam (pow ?g two))",
    "(lam (pow ?x two))",
    "(lam (pow (pow ?x two) ?X))",
    "(lam (neg ?g))",
    "(lam (neg (aggregate ?m ?g)))",
    "(lam (indicator ?b))",
    "(lam (eq ?s ?S))",
    "(lam (eq ?g ?G))",
    "(lam (ne ?x ?X))",
    "(lam (lt ?x ?c))",
    "(lam (le ?s ?S))",
    "(lam (gt ?g ?x))",
    "(lam (ge ?b ?B))",
    "(lam (and ?b ?B))",
    "(lam (or ?b ?B))",
    "(lam (not ?b))",
    "(lam (if ?b ?s ?S))",
    "(lam (if ?b ?g ?G))",
    "(lam (if ?b ?g ?x))",
    "(lam (if ?b (aggregate ?m ?g) ?G))",
    "(lam (if ?b ?B (not ?b)))",
    "(lam (concat ?s ?S))",
    "(lam (concat (concat ?s (tokens $0)) ?S))",
    "(lam (parse_int (if ?b str.12 (if ?B str.3 ?s))))",
    "(lam (aggregate (select ?x ?X ?p) (tokens $0)))",
    "(lam (abs ?g))",
    "(lam (abs ?x))",
    "(lam (abs (aggregate ?m ?g)))",
    "(lam (exp ?g))",
    "(lam (exp ?x))",
    "(lam (exp (aggregate ?m ?g)))",
    "(lam (log (add ?g two)))",
    "(lam (log (add (pow ?x two) one)))",
    "(lam (log ?g))",
    "(lam (sqrt (add ?g one)))",
    "(lam (sqrt (pow ?x two)))",
    "(lam (sqrt (aggregate ?m ?g)))",
    "(lam (max ?g ?G))",
    "(lam (max ?x ?g))",
    "(lam (min ?g ?G))",
    "(lam (min ?x ?c))",
    "(lam (print_int ?g))",
    "(lam (repeat ?s ?g))",
    "(lam (if_lazy ?b ?s ?S))",
    "(lam (if_lazy ?b (log ?g) (sqrt ?G)))",
    "(lam (if_lazy ?b (aggregate ?m (log ?g)) ?x))",
    "(lam (aggregate_max ?m ?g ?G))",
    "(lam (aggregate_max ?m ?x ?g))",
    "(lam (aggregate_min ?m ?g ?G))",
    "(lam (aggregate_min ?m ?x ?X))",
    "(lam (causal ?m))",
    "(lam (aggregate (causal full) ?x))",
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("Gradients of relaxed programs are those of finite differences") {
    constexpr double step = 1e-5;
    std::set<std::string> seen;
    for (const std::string& written : smooth_programs) {
        const std::string program = replaced(written, "?b_", "(indicator ?b)");
        CAPTURE(program);
        Setting setting(program);
        for (const RelaxedNode& node : setting.programs.nodes()) {
            for (const rasp::Primitive& primitive : rasp::primitives()) {
                if (!node.leaf && primitive.opcode == node.opcode &&
                    primitive.comparison == node.comparison) {
                    seen.insert(std::string(primitive.name));
                }
            }
        }
        const at::Tensor value = setting.value();
        REQUIRE(value.isfinite().item<bool>());
        value.backward();
        double most = 0;
        for (const at::Tensor& parameter : setting.leaves.parameters()) {
            if (!parameter.grad().defined()) {
                continue;
            }
            for (std::int64_t i = 0; i < parameter.numel(); ++i) {
                double& number = parameter.data_ptr<double>()[i];
                const double before = number;
                number = before + step;
                const double above = setting.value().item<double>();
                number = before - step;
                const double below = setting.value().item<double>();
                number = before;
                const double slope = (above - below) / (2 * step);
                const double given = parameter.grad().contiguous().data_ptr<double>()[i];
                most = std::max(most, std::abs(given));
                CHECK(std::abs(slope - given) < 1e-6 * std::max(1.0, std::abs(slope)));
            }
        }
        CHECK(most > 1e-3);
    }
    // Those that have no gradient, or another one on purpose.
    const std::set<std::string> others = {"tokens", "indices", "length", "full",
                                          "round",  "floor",   "ceil",   "sign"};
    for (const rasp::Primitive& primitive : rasp::primitives()) {
        CAPTURE(primitive.name);
        CHECK((seen.contains(std::string(primitive.name)) ||
               others.contains(std::string(primitive.name)) ||
               primitive.opcode == rasp::Opcode::constant));
    }
}

TEST_CASE("round, floor and ceil pass gradients on as if they were not there") {
    for (const std::string program :
         {"(lam (add (round ?x) 0.5))", "(lam (round (mul ?x 1000)))", "(lam (add (floor ?x) 0.5))",
          "(lam (floor (mul ?x 1000)))", "(lam (ceil ?x))", "(lam (ceil (mul ?x 1000)))"}) {
        CAPTURE(program);
        Setting setting(program);
        RelaxedEvaluator evaluator(setting.programs, setting.batch);
        const RelaxedResult result = evaluator.run(setting.root, setting.leaves.functions());
        scalars_of(result.value).mul(setting.batch.mask()).sum().backward();
        const double slope = program.find("mul") == std::string::npos ? 1 : 1000;
        for (const at::Tensor& parameter : setting.leaves.parameters()) {
            if (parameter.grad().defined()) {
                CHECK(at::allclose(parameter.grad(), setting.batch.mask() * slope));
            }
        }
    }
}

TEST_CASE("sign passes gradients on between -1 and 1") {
    Setting setting("(lam (sign ?x))");
    RelaxedEvaluator evaluator(setting.programs, setting.batch);
    const RelaxedResult result = evaluator.run(setting.root, setting.leaves.functions());
    scalars_of(result.value).mul(setting.batch.mask()).sum().backward();
    std::size_t found = 0;
    for (const at::Tensor& parameter : setting.leaves.parameters()) {
        if (parameter.grad().defined()) {
            const at::Tensor inside = parameter.detach().abs().le(1).to(at::kDouble);
            CHECK(at::allclose(parameter.grad(), setting.batch.mask() * inside));
            CHECK((inside.sum().item<double>() > 0 && inside.min().item<double>() == 0));
            ++found;
        }
    }
    CHECK(found == 1);
}

TEST_CASE("A rounded number that is compared has a gradient") {
    Setting setting("(lam (select (indices $0) (round ?x) equals_to))");
    RelaxedEvaluator evaluator(setting.programs, setting.batch);
    const RelaxedResult result = evaluator.run(setting.root, setting.leaves.functions());
    (result.value.probabilities * setting.batch.positions().unsqueeze(1)).sum().backward();
    double most = 0;
    for (const at::Tensor& parameter : setting.leaves.parameters()) {
        if (parameter.grad().defined()) {
            most = std::max(most, parameter.grad().abs().max().item<double>());
        }
    }
    CHECK(most > 0.1);
}
