#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/type_names.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "tests/rasp/evaluator/random_program.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::lambda;
using namespace rasp_stitch::rasp;

namespace {

struct Reader {
    TermStore store;
    TypeStore types;
    Library library;

    std::string type_of(const std::string& text) {
        return print_type(types, read_typed(store, types, text, {.library = &library}).type);
    }
    std::string term_of(const std::string& text) {
        return print(store, read_typed(store, types, text, {.library = &library}).term);
    }
    std::string message_of(const std::string& text, std::optional<TypeId> request = {}) {
        try {
            read_typed(store, types, text, {.library = &library, .request = request});
        } catch (const InputError& error) {
            return error.what();
        }
        return "none";
    }
};

} // namespace

TEST_CASE("Abstractions that are written out are read as what is in them") {
    Reader reader;
    CHECK(reader.type_of("(lambda (#(lambda (add $0 one)) (indices $0)))") ==
          "input(t0) -> seq(num)");
    CHECK(reader.term_of("(lam (#(lam (#(lam (add $0 one)) $0)) (indices $0)))") ==
          reader.term_of("(lam ((lam ((lam (add $0 one)) $0)) (indices $0)))"));
    CHECK(reader.message_of("(lam (#(lam (add $0 $1)) (indices $0)))")
              .starts_with("an abstraction that leaves a variable free"));
    CHECK(reader.message_of("(lam (#(lam (add $0 true)) (indices $0)))")
              .starts_with("\"true\" is seq(bool)"));
    CHECK(reader.message_of("(lam (#(lam (ad $0 one)) (indices $0)))")
              .starts_with("the unknown name \"ad\""));
}

TEST_CASE("The names of types are those that primitives have") {
    Reader reader;
    std::set<std::string> used = {"str"}; // strings are what tokens can be
    for (const Primitive& primitive : primitives()) {
        CHECK_NOTHROW(parse_task_type(reader.types, primitive.type));
        for (const NamedType& name : type_names) {
            if (std::string(primitive.type).find(name.name) != std::string::npos) {
                used.emplace(name.name);
            }
        }
    }
    CHECK(used.size() == type_names.size());
}

TEST_CASE("Programs of the corpus have the types that are written with them") {
    Reader reader;
    std::size_t count = 0;
    for (const TaskEntry& entry :
         read_tasks(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"))) {
        CAPTURE(entry.task.name);
        const TypeId request = parse_task_type(reader.types, entry.task.type);
        const TypedProgram program =
            read_typed(reader.store, reader.types, *entry.program, {.request = request});
        // The written type is the inferred one or an instance of it.
        CHECK(program.type == request);
        CHECK(program_arity(reader.types, request) == entry.task.arity);
        ++count;
    }
    CHECK(count == 111);
}

TEST_CASE("Each primitive has the type of the table, its example as well") {
    Reader reader;
    for (const Primitive& primitive : primitives()) {
        CAPTURE(primitive.name);
        CHECK(reader.type_of(std::string(primitive.name)) == primitive.type);
        const TypeId type =
            parse_type(reader.types, reader.type_of(std::string(primitive.example.program)));
        CHECK(program_arity(reader.types, type).has_value());
    }
}

TEST_CASE("Literals have the type of their value") {
    Reader reader;
    CHECK(reader.type_of("7") == "seq(num)");
    CHECK(reader.type_of("-0.5") == "seq(num)");
    CHECK(reader.type_of("str.a") == "seq(str)");
    CHECK(reader.type_of("false") == "seq(bool)");
}

TEST_CASE("Random programs type, and what types does not fail for its types") {
    RandomPrograms random(5);
    random.with_lets = true;
    for (int i = 0; i < 3000; ++i) {
        const ValueKind tokens = random.kind();
        const std::string text = random.program(tokens);
        const Input input = random.input(tokens);
        CAPTURE(text);
        Reader reader;
        const TypeId request =
            parse_type(reader.types, "input(" + std::string(name_of(tokens)) + ") -> t0");
        const TypedProgram program =
            read_typed(reader.store, reader.types, text, {.request = request});
        REQUIRE(program_arity(reader.types, program.type) == 1);
        const Evaluation evaluation = evaluate(reader.store, program.term, input);
        REQUIRE(evaluation.failure.failure != FailureClass::type);
    }
}

TEST_CASE("The types around + say whether it adds or concatenates") {
    Reader reader;
    CHECK(reader.term_of("(lam (+ (indices $0) 1))") == "(lam (add (indices $0) one))");
    CHECK(reader.term_of("(lam (+ (tokens $0) str.a))") == "(lam (concat (tokens $0) str.a))");
    CHECK(reader.term_of("(lam (+ (tokens $0) (tokens $0)))") ==
          "(lam (add (tokens $0) (tokens $0)))");
    CHECK(reader.term_of("(lam (if (eq (+ (indices $0) 1) 2) (+ str.a (+ str.b str.c)) str.d))") ==
          "(lam (if (eq (add (indices $0) one) two) (concat str.a (concat str.b str.c)) str.d))");
    CHECK(reader.type_of("(lam (+ (tokens $0) (tokens $0)))") == "input(num) -> seq(num)");
    CHECK(reader.message_of("(lam (+ true false))") ==
          "\"true\" is seq(bool)\n"
          "    (lam (+ true false))\n"
          "            ^\n"
          "expected seq(num), as argument 1 of \"add\"");
}

TEST_CASE("The types around a comparison that is passed on say what it is") {
    Reader reader;
    reader.library.add(reader.store.primitive("same"),
                       parse(reader.store, "(lam (lam (select $1 $1 $0)))"));
    CHECK(reader.term_of("(lam (same (tokens $0) ==))") == "(lam (same (tokens $0) equals_to))");
    CHECK(reader.term_of("(lam ((lam (select (indices $1) (indices $1) $0)) <))") ==
          "(lam ((lam (select (indices $1) (indices $1) $0)) less_than))");
    CHECK(reader.term_of("(lam ((lam ($0 (indices $1) one)) <))") ==
          "(lam ((lam ($0 (indices $1) one)) lt))");
    CHECK(reader.type_of("eq") == "seq(t0) -> seq(t0) -> seq(bool)");
    // Running it without types does the same.
    const TermId raw = parse(reader.store, "(lam (same (tokens $0) eq))");
    const Evaluation evaluation =
        evaluate(reader.store, raw, {.tokens = characters("ab")}, {.library = &reader.library});
    CHECK(evaluation.output == Output(Matrix{{true, false}, {false, true}}));
}

TEST_CASE("Names of a library have the types of their bodies, in whatever order they stand") {
    Reader reader;
    const auto add = [&](const char* name, const char* meaning) {
        reader.library.add(reader.store.primitive(name), parse(reader.store, meaning));
    };
    add("shifted_twice", "(lam (shifted (shifted $0)))");
    add("shifted", "(lam (add $0 one))");
    add("wrong", "(add true)");
    CHECK(reader.type_of("(lam (shifted_twice (indices $0)))") == "input(t0) -> seq(num)");
    CHECK(reader.message_of("(lam (wrong (indices $0)))") ==
          "\"wrong\" has no type\n"
          "    (lam (wrong (indices $0)))\n"
          "          ^\n"
          "expected a library whose bodies type under RASP");
}

TEST_CASE("What does not type is reported with its place") {
    Reader reader;
    CHECK(reader.message_of("(lam (add (tokens $0) true))") ==
          "\"true\" is seq(bool)\n"
          "    (lam (add (tokens $0) true))\n"
          "                          ^\n"
          "expected seq(num), as argument 2 of \"add\"");
    // The founding report's samples.
    CHECK(reader.message_of("(length $0)").starts_with("the variable \"$0\" is free"));
    CHECK(reader.message_of("(aggregate (select indices indices <) tokens);")
              .starts_with("\"indices\" is input(t0) -> seq(num)"));
    CHECK(reader.message_of("(lam (round div one (aggregate (select one one ==) one)))")
              .starts_with("\"div\" is seq(num) -> seq(num) -> seq(num)"));
    CHECK(reader.message_of("(lam (indices $0))",
                            parse_task_type(reader.types, "input(str) -> seq(str)")) ==
          "the program is input(t0) -> seq(num)\n"
          "    (lam (indices $0))\n"
          "    ^\n"
          "expected input(str) -> seq(str)");
}

TEST_CASE("A type of tasks has one kind of numbers") {
    TypeStore types;
    CHECK(print_type(types, parse_task_type(types, "input(int) -> seq(float) -> seq(int)")) ==
          "input(num) -> seq(num) -> seq(num)");
    CHECK(program_arity(types, parse_type(types, "input(t0) -> sel")) == 1);
    CHECK(program_arity(types, parse_type(types, "input(t0) -> seq(num) -> seq(t0)")) == 2);
    CHECK(program_arity(types, parse_type(types, "t0 -> seq(num)")) == 1);
    CHECK_FALSE(program_arity(types, parse_type(types, "t0 -> t0")));
    CHECK_FALSE(program_arity(types, parse_type(types, "seq(num)")));
    CHECK_FALSE(program_arity(types, parse_type(types, "seq(num) -> seq(num)")));
    CHECK_FALSE(program_arity(types, parse_type(types, "input(t0) -> pred(t0)")));
    CHECK_FALSE(program_arity(types, parse_type(types, "input(t0) -> seq(a) -> seq(b) -> sel")));
}
