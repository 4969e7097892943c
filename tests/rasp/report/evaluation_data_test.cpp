#include "rasp/report/evaluation_data.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/trace.hpp"
#include "rasp/language/typing.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;
using Data = nlohmann::ordered_json;

namespace {

struct Rasp {
    Bytecode code(const std::string& text, std::size_t arity = 1) {
        return *compile(store, read_typed(store, types, text).term, {.arity = arity}).code;
    }

    lambda::TermStore store;
    lambda::TypeStore types;
};

const std::string reverse = "(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices "
                            "$0)) one) eq) (tokens $0)))";

} // namespace

TEST_CASE("A run has each value once, with those that it was computed from") {
    Rasp rasp;
    const Data run = run_data(rasp.store, rasp.code(reverse), {.tokens = characters("abc")});
    CHECK(run["input"] == Data({"a", "b", "c"}));
    CHECK_FALSE(run.contains("failure"));
    const Data& values = run["values"];
    const Data& result = values.back();
    CHECK(result["op"] == "aggregate");
    CHECK(result["v"] == Data({"c", "b", "a"}));
    const Data& selector = values[result["of"][0].get<std::size_t>()];
    CHECK(selector["op"] == "select");
    CHECK(selector["s"] == Data({"001", "010", "100"}));
    const Data& read = values[result["of"][1].get<std::size_t>()];
    CHECK(read["e"] == "(tokens $0)");
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (const Data& from : values[i]["of"]) {
            CHECK(from.get<std::size_t>() < i);
        }
    }
}

TEST_CASE("A run has the same values as the trace in text") {
    Rasp rasp;
    const Bytecode code = rasp.code(reverse);
    const Input input{.tokens = characters("ab")};
    const Trace text = trace(code, input);
    for (const Data& value : run_data(rasp.store, code, input)["values"]) {
        CHECK(text.text.find(value["e"].get<std::string>() + "\n") != std::string::npos);
    }
}

TEST_CASE("Values are truth values, numbers and strings as they are, and an atom is told") {
    Rasp rasp;
    const Data run = run_data(rasp.store, rasp.code("(lam (lam (eq (tokens $1) $0)))", 2),
                              {.tokens = characters("ab"), .atom = Value(std::string("b"))});
    CHECK(run["atom"] == "b");
    CHECK(run["values"].back()["v"] == Data({false, true}));
    CHECK(run_data(rasp.store, rasp.code("(lam (div (indices $0) 2))"),
                   {.tokens = characters("ab")})["values"]
              .back()["v"] == Data({0.0, 0.5}));
}

TEST_CASE("A run that fails ends there and says why") {
    Rasp rasp;
    const Data run = run_data(rasp.store, rasp.code("(lam (div one (indices $0)))"),
                              {.tokens = characters("ab")});
    CHECK(run["failure"].get<std::string>().find("zero") != std::string::npos);
    CHECK(run["values"].back()["e"] == "(indices $0)");
}

TEST_CASE("A transformer has its layers, heads and values by name") {
    Rasp rasp;
    const Data transformer = transformer_data(rasp.code(reverse));
    CHECK(transformer["layers"].size() == 2);
    CHECK(transformer["layers"][1]["heads"][0]["selects"] == "(select (indices $0) x2 equals_to)");
    CHECK(transformer["layers"][1]["heads"][0]["values"][0] ==
          Data({"h2", "(aggregate (tokens $0))"}));
    CHECK(transformer["result"] == "h2");
    CHECK_THROWS_AS(transformer_data(rasp.code("(lam (select (tokens $0) (tokens $0) ==))")),
                    InputError);
}

TEST_CASE("The transformer of a part is that of the part alone, of a selector that of its width") {
    lambda::TermStore store;
    lambda::TypeStore types;
    const Library library;
    const lambda::TypeOf type_of = rasp_types(store, types, &library);
    const KnownNames names{.types = types, .type_of = type_of, .library = library};
    const auto shown = [&](const char* part) {
        const auto made = part_transformer(store, names, lambda::parse(store, part));
        return made ? (*made)["program"].get<std::string>() : "none";
    };
    CHECK(shown("(length $0)") == "(lam (length $0))");
    CHECK(shown("(select (tokens $0) (tokens $0) equals_to)") ==
          "(lam (selector_width (select (tokens $0) (tokens $0) equals_to)))");
    CHECK(shown("(add $0 $1)") == "none");
    CHECK(shown("(unknown $0)") == "none");
}

TEST_CASE("The example that is shown is the first of some tokens, else the longest") {
    const auto example = [](const char* word) {
        return Example{.input = {.tokens = characters(word)}, .output = characters(word)};
    };
    Task task;
    CHECK(shown_example(task) == nullptr);
    task.examples = {example("a"), example("abc"), example("ab")};
    CHECK(shown_example(task) == &task.examples[1]);
    task.examples.push_back(example("abcd"));
    task.examples.push_back(example("abcdef"));
    CHECK(shown_example(task) == &task.examples[3]);
    task.examples = {example("abcdefghijklmnopqrstuvwxyz")};
    CHECK(shown_example(task) == nullptr);
}
