// Reading libraries: the forms that there are, and what is refused.

#include "compressor/library/library.hpp"
#include "lambda/terms/print.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Lines = std::vector<std::string>;

// "NAME/ARITY BODY" for each abstraction.
Lines lines(const lambda::TermStore& store, const Library& library) {
    Lines lines;
    for (const lambda::Abstraction& abstraction : library) {
        lines.push_back(store.name(abstraction.name) + "/" + std::to_string(abstraction.arity) +
                        " " + lambda::print(store, abstraction.body));
    }
    return lines;
}

Lines read(const std::string& json) {
    lambda::TermStore store;
    return lines(store, read_library(store, json));
}

std::string complaint(const std::string& json) {
    return message_of([&] { read(json); });
}

// The library of these names and bodies.
std::string library_of(const std::vector<std::pair<std::string, std::string>>& abstractions) {
    Json json = Json::array();
    for (const auto& [name, body] : abstractions) {
        json.push_back({{"name", name}, {"body", body}});
    }
    return json.dump();
}

std::string one(const std::string& name, const std::string& body) {
    return library_of({{name, body}});
}

} // namespace

TEST_CASE("What rasp-compress and Stitch write is a library, and so is the list alone") {
    const std::string list = R"j([{"body": "(f #0)", "arity": 1, "name": "fn_0", "utility": 3},
                                 {"body": "(fn_0 (g #1 #0))", "arity": 2, "name": "fn_1"}])j";
    const Lines expected = {"fn_0/1 (f #0)", "fn_1/2 (fn_0 (g #1 #0))"};
    CHECK(read(list) == expected);
    CHECK(read(R"j({"cmd": "compress", "num_abstractions": 2, "abstractions": )j" + list + "}") ==
          expected);
    CHECK(read("[]").empty());
    CHECK(read(R"j({"abstractions": []})j").empty());
}

TEST_CASE("The arity may be omitted") {
    CHECK(read(one("twice", "(pair #0 #0)")) == Lines{"twice/1 (pair #0 #0)"});
    CHECK(read(R"j([{"name": "k", "body": "(f a)", "arity": null}])j") == Lines{"k/0 (f a)"});
}

TEST_CASE("Bodies may have lambdas, tags and names of all kinds") {
    CHECK(read(one("fn.\xc3\xa9", "(lam_2 (lambda ($0 $1_3 #0 #0)))")) ==
          Lines{"fn.\xc3\xa9/1 (lam_2 (lam ($0 $1_3 #0 #0)))"});
}

TEST_CASE("Anything but a library is refused with the place") {
    CHECK(complaint("7") ==
          "this is not a library\nexpected a result of rasp-compress or Stitch with "
          "\"abstractions\", or a list of objects with \"name\" and \"body\"");
    CHECK(complaint("{}").starts_with("this is not a library\n"));
    CHECK(complaint(R"j({"abstractions": 7})j") ==
          "at /abstractions: found the number 7\nexpected an array");
    CHECK(complaint(R"j(["(f a)"])j") == "at /0: found the string \"(f a)\"\nexpected an object "
                                         "with the member \"name\"");
    CHECK(complaint(R"j([{"name": "length/core", "program": "(f a)"}])j") ==
          "at /0: the member \"body\" is missing");
    CHECK(complaint(R"j({"abstractions": [{"body": "(f a)"}]})j") ==
          "at /abstractions/0: the member \"name\" is missing");
    CHECK(complaint("[").starts_with("line 1, column 2: the file ends too early"));
}

TEST_CASE("A name that no primitive could have is refused") {
    for (const std::string name :
         {"", "a b", "(f)", "$0", "#0", "#f", "lam", "lambda", "lam_3", ";f", "()", "f)"}) {
        CAPTURE(name);
        CHECK(complaint(one(name, "(f a)")).starts_with("at /0/name: \"" + name + "\" cannot be "));
    }
    CHECK(complaint(R"j([{"name": 7, "body": "(f a)"}])j") ==
          "at /0/name: found the number 7\nexpected a string");
}

TEST_CASE("A name that is given twice is refused") {
    CHECK(complaint(library_of({{"f", "(g a)"}, {"h", "(g b)"}, {"f", "(g c)"}})) ==
          "at /2/name: the name \"f\" is given twice, first to abstraction 0\n"
          "expected a name of its own for every abstraction");
}

TEST_CASE("A body that is not a term is refused with the place in it") {
    CHECK(complaint(one("f", "(g (h #0)")) == "at /0/body: this \"(\" is never closed\n"
                                              "    (g (h #0)\n"
                                              "    ^\n"
                                              "expected a \")\" for every \"(\"");
    CHECK(complaint(one("f", "")).starts_with("at /0/body: an empty program"));
    CHECK(complaint(one("f", "(g #(lambda $0))"))
              .starts_with("at /0/body: an abstraction written out, #(...)\n"));
}

TEST_CASE("A body that cannot be an abstraction's is refused with the place in it") {
    CHECK(complaint(one("f", "#0")) ==
          "at /0/body: a body that consists of a metavariable alone\n    #0\n    ^\n"
          "expected more than that: a use of it would be longer than what it replaces");
    CHECK(complaint(one("f", "((#0))"))
              .starts_with("at /0/body: a body that consists of a metavariable "));
    CHECK(complaint(one("f", "(lam (g $0 $1))")) ==
          "at /0/body: a body with a free variable\n    (lam (g $0 $1))\n    ^\n"
          "expected a lambda of the body for each of its variables; what comes from outside is a "
          "metavariable such as #0");
    CHECK(complaint(one("f", "(g #2 #0)")) ==
          "at /0/body: the metavariable #2, but no #1\n    (g #2 #0)\n       ^\n"
          "expected metavariables numbered #0, #1, ..., without a gap");
    CHECK(
        complaint(one("f", "(g #10 #1)")).starts_with("at /0/body: the metavariable #1, but no "));
    CHECK(complaint(one("f", "(g #2147483647)"))
              .starts_with("at /0/body: the metavariable #2147483647, but no #0\n"));
}

TEST_CASE("More metavariables than a pattern can hold are refused") {
    std::string body = "(f";
    for (int i = 0; i <= 65'536; ++i) {
        body += " #" + std::to_string(i);
    }
    CHECK(complaint(one("f", body + ")")).starts_with("at /0/body: too many metavariables\n"));
}

TEST_CASE("An arity that is not that of the body is refused") {
    const auto with_arity = [](const Json& arity) {
        return complaint(Json({{{"name", "f"}, {"body", "(g #0 #0)"}, {"arity", arity}}}).dump());
    };
    CHECK(with_arity(1).empty());
    CHECK(with_arity(2) == "at /0/arity: the arity 2 where the body has 1 metavariable\n"
                           "expected the arity 1: every argument occurs in the body");
    CHECK(with_arity(0).starts_with("at /0/arity: the arity 0 where "));
    CHECK(with_arity(-1).starts_with("at /0/arity: found the number -1\n"));
    CHECK(with_arity("1").starts_with("at /0/arity: found the string \"1\"\n"));
}

TEST_CASE("A body uses only abstractions before it") {
    CHECK(complaint(library_of({{"f", "(h a)"}, {"g", "(f b)"}})).empty());
    CHECK(complaint(library_of({{"f", "(h (f a))"}})) ==
          "at /0/body: the body of \"f\" uses \"f\" itself\n    (h (f a))\n        ^\n"
          "expected a body that uses only abstractions before it");
    CHECK(complaint(library_of({{"f", "(h (g a))"}, {"g", "(h b)"}})) ==
          "at /0/body: the body uses \"g\", an abstraction that comes later in the library\n"
          "    (h (g a))\n        ^\nexpected a body that uses only abstractions before it");
}

TEST_CASE("Other names are given to all abstractions at once") {
    lambda::TermStore store;
    const Library library =
        read_library(store, library_of({{"f", "(h #0)"}, {"g", "(lam (f (f (h $0))))"}}));
    CHECK(lines(store, renamed(store, library, Lines{"x", "y"})) ==
          Lines{"x/1 (h #0)", "y/0 (lam (x (x (h $0))))"});
    CHECK(lines(store, renamed(store, library, Lines{"g", "f"})) ==
          Lines{"g/1 (h #0)", "f/0 (lam (g (g (h $0))))"});
}

TEST_CASE("As DreamCoder writes them, abstractions are written out in those after them") {
    lambda::TermStore store;
    const Library library =
        read_library(store, library_of({{"f", "(h #0)"}, {"g", "(lam (f (f $0)))"}}));
    CHECK(dreamcoder_texts(store, library) ==
          Lines{"#(lambda (h $0))", "#(lambda (#(lambda (h $0)) (#(lambda (h $0)) $0)))"});
}
