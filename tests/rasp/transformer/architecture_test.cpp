#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluator.hpp"
#include "rasp/evaluator/expression.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/core_form.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"
#include "tests/rasp/evaluator/random_program.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

Bytecode compiled(lambda::TermStore& store, const std::string& program, std::size_t arity = 1) {
    const lambda::TermId term = read_program(store, program);
    return compile(store, term, {.arity = arity}).code.value();
}

Architecture layout_of(const std::string& program, std::size_t arity = 1) {
    lambda::TermStore store;
    return layout(compiled(store, program, arity));
}

std::vector<std::size_t> heads_by_layer(const Architecture& architecture) {
    std::vector<std::size_t> heads;
    for (const Layer& layer : architecture.layers) {
        heads.push_back(layer.heads.size());
    }
    return heads;
}

Json read_json(const std::string& name) {
    return parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/" + name));
}

// Programs for which the reference counts more heads, since it counts a selector that is written
// twice as two.
const std::map<std::string, std::vector<std::size_t>> fewer_heads = {
    {"hist2_nobos", {3, 2}},
    {"is_sorted", {1, 1}},
    {"pair_balance_count", {1}},
    {"pair_balance_fraction", {1}},
};

} // namespace

TEST_CASE("Layers and heads are those that the reference's compiler lays out") {
    const Json golden = read_json("golden.json");
    std::map<std::string, JsonCursor> entries;
    for (const JsonCursor entry : JsonCursor(golden).elements()) {
        entries.emplace(entry.member("name").string(), entry);
    }
    const Json reference = read_json("architecture.json");
    std::size_t functions = 0;
    std::set<std::string> others;
    for (const JsonCursor expected : JsonCursor(reference).elements()) {
        const std::string name = expected.member("name").string();
        std::vector<std::size_t> heads;
        for (const JsonCursor count : expected.member("heads_per_layer").elements()) {
            heads.push_back(static_cast<std::size_t>(count.integer()));
        }
        REQUIRE(heads.size() == static_cast<std::size_t>(expected.member("layers").integer()));
        const JsonCursor entry = entries.at(name);
        const auto arity = static_cast<std::size_t>(entry.member("arity").integer());
        for (const JsonCursor program : entry.member("programs").elements()) {
            CAPTURE(name, program.member("program").string());
            const Architecture architecture = layout_of(program.member("program").string(), arity);
            const auto fewer = fewer_heads.find(name);
            if (fewer != fewer_heads.end()) {
                CHECK(heads != fewer->second);
                others.insert(name);
            }
            CHECK(heads_by_layer(architecture) ==
                  (fewer != fewer_heads.end() ? fewer->second : heads));
        }
        ++functions;
    }
    CHECK(functions == 69);
    CHECK(others.size() == fewer_heads.size());
}

TEST_CASE("Aggregations of one layer with the same selector share a head") {
    const Architecture architecture =
        layout_of("(lam (add (aggregate (select (indices $0) (indices $0) at_most) (indices $0)) "
                  "(aggregate (select (indices $0) (indices $0) at_most) (length $0))))");
    // The length is there after the first layer, so it is aggregated in the second.
    CHECK(heads_by_layer(architecture) == std::vector<std::size_t>{2, 1});
    const Architecture shared =
        layout_of("(lam (add (aggregate (select (indices $0) (indices $0) at_most) (indices $0)) "
                  "(aggregate (select (indices $0) (indices $0) at_most) (neg (indices $0)))))");
    REQUIRE(heads_by_layer(shared) == std::vector<std::size_t>{1});
    CHECK(shared.layers[0].heads[0].aggregates.size() == 2);
    CHECK(shared.embedding.size() == 1); // (neg (indices $0))
    CHECK(shared.head_count() == 1);
}

TEST_CASE("A late default is put in after its layer, and does not move the head") {
    const Architecture architecture = layout_of(
        "(lam (aggregate_default (select (indices $0) zero eq) (indices $0) (length $0)))");
    CHECK(heads_by_layer(architecture) == std::vector<std::size_t>{2});
    const Architecture later =
        layout_of("(lam (aggregate_default (select (indices $0) zero eq) (indices $0) "
                  "(aggregate (select (indices $0) (length $0) eq) one)))");
    CHECK(heads_by_layer(later) == std::vector<std::size_t>{2, 1});
}

TEST_CASE("Without attention there are no layers") {
    const Architecture architecture = layout_of("(lam (add (indices $0) one))");
    CHECK(architecture.layers.empty());
    CHECK(architecture.embedding.size() == 1);
    CHECK(layout_of("(lam (lam $0))", 2).layers.empty());
}

TEST_CASE("A selector has no architecture of its own") {
    CHECK_THROWS_AS(layout_of("(lam (select (indices $0) (indices $0) eq))"), InputError);
}

TEST_CASE("The core form means the same") {
    RandomPrograms random(3);
    std::size_t outputs = 0;
    std::size_t changed = 0;
    for (int i = 0; i < 2000; ++i) {
        const ValueKind tokens = random.kind();
        const std::string program = random.program(tokens);
        const std::vector<Input> inputs{random.input(tokens), random.input(tokens)};
        CAPTURE(program);
        lambda::TermStore store;
        const Bytecode code = compiled(store, program);
        const Bytecode core = core_form(code);
        for (const Instruction& instruction : core.instructions) {
            REQUIRE(instruction.opcode != Opcode::length);
            REQUIRE(instruction.opcode != Opcode::selector_width);
            REQUIRE(instruction.opcode != Opcode::full);
        }
        changed += core.instructions.size() == code.instructions.size() ? 0U : 1U;
        Evaluator as_written{Batch(inputs)};
        Evaluator in_core{Batch(inputs)};
        as_written.run(code);
        in_core.run(core);
        for (std::size_t input = 0; input < inputs.size(); ++input) {
            const Failure& failure = as_written.failures()[input];
            REQUIRE(in_core.failures()[input].failure == failure.failure);
            if (!failure) {
                REQUIRE(in_core.output(input) == as_written.output(input));
                ++outputs;
            }
        }
    }
    CHECK(outputs > 1000);
    CHECK(changed > 300);
}

TEST_CASE("A compiled program is read back as what it is") {
    lambda::TermStore store;
    const Bytecode code = compiled(
        store, "(lam ((lam (sub $0 (add $0 one))) (aggregate (select (tokens $0) (tokens $0) ==) "
               "(length $0))))");
    Expressions expressions(code);
    const auto last = static_cast<Register>(code.instructions.size() - 1);
    CHECK(expressions.text(last) ==
          "(sub (aggregate (select (tokens $0) (tokens $0) equals_to) (length $0)) "
          "(add (aggregate (select (tokens $0) (tokens $0) equals_to) (length $0)) one))");
    for (Register i = 0; i < last; ++i) {
        if (code.instructions[i].opcode == Opcode::aggregate) {
            expressions.name(i, "mean");
        }
    }
    CHECK(expressions.text(last) == "(sub mean (add mean one))");
    CHECK(expressions.text(last, 8) == "(sub mean...");
}
