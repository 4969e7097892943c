// What is printed reads well, and is read back as the same program: for the corpus, for thousands
// of random programs, and for libraries with every kind of argument.

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/print/print_source.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "tests/rasp/evaluator/random_program.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;
using lambda::TermId;
using lambda::TermStore;
using lambda::TypeStore;

namespace {

TermId normal(TermStore& store, TermId term) {
    return lambda::normal_form(store, term).value();
}

// Prints the program, reads the text, and compares.
void check_round_trip(const std::string& program) {
    TermStore store;
    TypeStore types;
    const TypedProgram typed = read_typed(store, types, program);
    const std::array programs = {SourceDefinition{.name = "program", .term = typed.term}};
    const PrintedSource printed = print_source(store, types, {.programs = programs});
    CAPTURE(program, lambda::print_type(types, typed.type), printed.text);
    SourceReader reader(store, types);
    reader.read(printed.text, "printed.rasp");
    const TypedProgram back = reader.program(*reader.find(printed.programs.at(0)));
    CHECK(lambda::print(store, normal(store, back.term)) ==
          lambda::print(store, normal(store, typed.term)));
}

std::string printed(const std::string& program) {
    TermStore store;
    TypeStore types;
    const std::array programs = {
        SourceDefinition{.name = "it", .term = read_typed(store, types, program).term}};
    return print_source(store, types, {.programs = programs}).text;
}

} // namespace

TEST_CASE("Programs are printed as people write them") {
    CHECK(printed("(lam (aggregate (select (indices $0) (indices $0) less_than) "
                  "(indicator (eq (tokens $0) str.a))))") ==
          "# it : input(str) -> seq(num)\n"
          "it = aggregate(select(indices, indices, <), indicator(tokens == \"a\"));\n");
    CHECK(printed("(lam (not (and (eq (tokens $0) str.a) (gt (indices $0) zero))))") ==
          "# it : input(str) -> seq(bool)\n"
          "it = not (tokens == \"a\" and indices > 0);\n");
}

TEST_CASE("What is used more than once has a name, and so have arguments") {
    CHECK(printed("(lam (lam (if (eq (tokens $1) $0) (sub (length $1) (add (indices $1) one)) "
                  "(mul (add (indices $1) one) (add (indices $1) one)))))") ==
          "# it : input(t0) -> seq(t0) -> seq(num)\n"
          "def it(x) {\n"
          "    sum_indices = indices + 1;\n"
          "    return length - sum_indices if tokens_asis == x else sum_indices * sum_indices;\n"
          "}\n");
}

TEST_CASE("An operation on constants stays one") {
    CHECK(printed("(lam (mul (add one two) (indices $0)))") ==
          "def constant(x) {\n"
          "    return x if indices == indices else x;\n"
          "}\n"
          "\n"
          "# it : input(t0) -> seq(num)\n"
          "it = (constant(1) + 2) * indices;\n");
}

TEST_CASE("The corpus is read back") {
    std::size_t count = 0;
    for (const TaskEntry& entry :
         read_tasks(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"))) {
        CAPTURE(entry.task.name);
        if (entry.program) {
            check_round_trip(*entry.program);
            ++count;
        }
    }
    CHECK(count > 100);
}

TEST_CASE("Random programs are read back") {
    RandomPrograms random(19);
    for (int i = 0; i < 4000; ++i) {
        random.with_lets = i % 2 == 1;
        random.with_extensions = i % 4 >= 2;
        check_round_trip(random.program(random.kind()));
    }
}

TEST_CASE("Libraries are read back") {
    TermStore store;
    TypeStore types;
    const auto parsed = [&](const char* text) { return lambda::parse(store, text); };
    const std::array library = {
        // Of an input alone, of numbers, of a selector, of a predicate, of a function.
        SourceDefinition{.name = "fn_0", .term = parsed("(lam (sub (length $0) one))")},
        SourceDefinition{.name = "fn_1", .term = parsed("(lam (lam (add $0 (fn_0 $1))))")},
        SourceDefinition{.name = "fn_2", .term = parsed("(lam (lam (gt (aggregate $0 $1) zero)))")},
        SourceDefinition{.name = "fn_3",
                         .term = parsed("(lam (lam (select (indices $1) (indices $1) $0)))")},
        SourceDefinition{.name = "fn_4",
                         .term = parsed("(lam (lam (aggregate ($0 (indices $1)) (tokens $1))))")},
        SourceDefinition{.name = "fn_5", .term = parsed("(lam (lam ($1 $0)))")},
        SourceDefinition{.name = "fn_6", .term = parsed("(lam (add $0 one))")},
        SourceDefinition{.name = "fn_7", .term = parsed("(lam (concat $0 $0))")},
    };
    const std::array programs = {
        SourceDefinition{.name = "a", .term = parsed("(lam (fn_1 $0 (fn_0 $0)))")},
        SourceDefinition{.name = "b",
                         .term = parsed("(lam (fn_2 (indices $0) (fn_3 $0 less_than)))")},
        SourceDefinition{.name = "c",
                         .term = parsed("(lam (fn_4 $0 (lam (select $0 (fn_0 $1) equals_to))))")},
        SourceDefinition{.name = "d", .term = parsed("(lam (fn_5 fn_0 $0))")},
        SourceDefinition{.name = "e", .term = parsed("(lam (mul (fn_6 two) (fn_6 (indices $0))))")},
        SourceDefinition{.name = "f", .term = parsed("(lam (lam (fn_7 $0)))")},
        SourceDefinition{.name = "g", .term = parsed("(lam (fn_7 (fn_7 (tokens $0))))")},
    };
    const PrintedSource text =
        print_source(store, types, {.library = library, .programs = programs});
    CAPTURE(text.text);
    Library known;
    for (const SourceDefinition& each : library) {
        known.add(store.primitive(each.name), each.term);
    }
    SourceReader reader(store, types);
    reader.read(text.text, "library.rasp");
    for (std::size_t i = 0; i < programs.size(); ++i) {
        TermId term = programs[i].term;
        for (std::size_t k = library.size(); k-- > 0;) {
            term = lambda::inline_uses(
                store, std::array{term},
                {.name = store.primitive(library[k].name), .arity = 0, .body = library[k].term})[0];
        }
        const TypedProgram back = reader.program(*reader.find(text.programs[i]));
        CHECK(lambda::print(store, normal(store, back.term)) ==
              lambda::print(store, normal(store, term)));
    }
    CHECK(text.library[5].empty()); // its arguments can be of any sort
    // A definition is a program of the input, whether it uses it or not, and of its arguments.
    for (std::size_t i = 0; i < 5; ++i) {
        TermId term = library[i].term;
        for (std::size_t k = i; k-- > 0;) {
            term = lambda::inline_uses(
                store, std::array{term},
                {.name = store.primitive(library[k].name), .arity = 0, .body = library[k].term})[0];
        }
        term = i == 2 ? store.lambda(term) : term;
        const TypedProgram back = reader.program(*reader.find(text.library[i]));
        CHECK(lambda::print(store, normal(store, back.term)) ==
              lambda::print(store, normal(store, term)));
    }
}
