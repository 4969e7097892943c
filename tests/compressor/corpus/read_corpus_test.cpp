#include "compressor/corpus/read_corpus.hpp"

#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using TaskOfProgram = std::vector<std::uint32_t>;

TaskOfProgram tasks_of(const Corpus& corpus) {
    TaskOfProgram tasks;
    for (const Program& program : corpus.programs) {
        tasks.push_back(program.task);
    }
    return tasks;
}

Texts names_of(const Corpus& corpus) {
    Texts names;
    for (const Program& program : corpus.programs) {
        names.push_back(program.name);
    }
    return names;
}

} // namespace

TEST_CASE("A list of strings is read as programs, each a task of its own") {
    const Corpus corpus = read_corpus(R"j(["(f a)", "(lam (g $0))", "(f a)"])j");
    CHECK(printed_programs(corpus) == Texts{"(f a)", "(lam (g $0))", "(f a)"});
    CHECK(corpus.tasks == Texts{"0", "1", "2"});
    CHECK(tasks_of(corpus) == TaskOfProgram{0, 1, 2});
    CHECK(names_of(corpus) == Texts{"program 0", "program 1", "program 2"});
    CHECK(corpus.known_abstractions.empty());
    CHECK(corpus.warnings.empty());
}

TEST_CASE("A list of programs can have tasks and weights") {
    const Corpus corpus = read_corpus(R"j({"programs": ["(f a)", "(g b)", "(f c)"],
                                          "tasks": ["t", "u", "t"], "weights": [1, 2.5, 0]})j");
    CHECK(printed_programs(corpus) == Texts{"(f a)", "(g b)", "(f c)"});
    CHECK(corpus.tasks == Texts{"t", "u"});
    CHECK(tasks_of(corpus) == TaskOfProgram{0, 1, 0});
    CHECK(names_of(corpus) == Texts{"program 0", "program 1", "program 2"});
    CHECK(corpus.weight_scale == 2);
    CHECK(corpus.programs[1].weight == 5);
    CHECK(corpus.has_tasks);
    CHECK(corpus.has_weights);
    const Corpus plain = read_corpus(R"j({"programs": ["a", "b"], "tasks": null})j");
    CHECK(plain.tasks == Texts{"0", "1"});
    CHECK(plain.weight_scale == 1);
    CHECK_FALSE(plain.has_tasks);
    CHECK_FALSE(plain.has_weights);
    CHECK(read_corpus(R"j({"programs": ["a"]})j", {.format = CorpusFormat::programs_list})
              .programs.size() == 1);
}

TEST_CASE("A list of objects is read as named programs, whose task is the name up to the slash") {
    const Corpus corpus = read_corpus(R"j([
        {"name": "length/core", "type": "input -> seq(int)", "program": "(f a)", "examples": []},
        {"name": "hist", "program": "(f b)"},
        {"name": "length/a/b", "program": "(f c)"},
        {"name": "length", "program": "(f d)"},
        {"name": "/odd", "program": "(f e)"}
    ])j");
    CHECK(printed_programs(corpus) == Texts{"(f a)", "(f b)", "(f c)", "(f d)", "(f e)"});
    CHECK(corpus.tasks == Texts{"length", "hist", ""});
    CHECK(tasks_of(corpus) == TaskOfProgram{0, 1, 0, 0, 2});
    CHECK(names_of(corpus) == Texts{"length/core", "hist", "length/a/b", "length", "/odd"});
}

TEST_CASE("An object with frontiers is read as DreamCoder's request") {
    const Corpus corpus = read_corpus(R"j({
        "arity": 3, "topK": 2, "pseudoCounts": 30.0, "aic": NaN, "structurePenalty": 1.5, "CPUs": 4,
        "DSL": {"logVariable": 0, "productions": [{"logProbability": 0, "expression": "map"}]},
        "frontiers": [
            {"request": {}, "task": "inc", "programs": [
                {"program": "(lambda (map f $0))", "logLikelihood": 0.0},
                {"program": "(lambda (map g $0))", "logLikelihood": 0.0}]},
            {"task": "dec", "programs": [{"program": "(lambda (map h $0))"}]}
        ]
    })j");
    CHECK(printed_programs(corpus) ==
          Texts{"(lam (map f $0))", "(lam (map g $0))", "(lam (map h $0))"});
    CHECK(corpus.tasks == Texts{"inc", "dec"});
    CHECK(tasks_of(corpus) == TaskOfProgram{0, 0, 1});
    CHECK(names_of(corpus) == Texts{"inc", "inc #2", "dec"});
}

TEST_CASE("Frontiers with the same task are one task, and frontiers without one have their index") {
    const Corpus corpus = read_corpus(R"j({"frontiers": [
        {"task": "a", "programs": [{"program": "p"}]},
        {"programs": [{"program": "q"}]},
        {"task": 7, "programs": [{"program": "r"}]},
        {"task": null, "programs": [{"program": "s"}]},
        {"task": "a", "programs": [{"program": "t"}]},
        {"task": "1", "programs": [{"program": "u"}]},
        {"task": "empty", "programs": []}
    ]})j");
    // The second frontier is not the task that another calls "1".
    CHECK(corpus.tasks == Texts{"a", "frontier 1 (without a name)", "2", "3", "1"});
    CHECK(tasks_of(corpus) == TaskOfProgram{0, 1, 2, 3, 0, 4});
}

TEST_CASE("A request needs no DSL, and productions that are not abstractions are ignored") {
    CHECK(read_corpus(R"j({"frontiers": [{"programs": [{"program": "a"}]}]})j").programs.size() ==
          1);
    CHECK(read_corpus(R"j({"DSL": {}, "frontiers": [{"programs": [{"program": "a"}]}]})j")
              .programs.size() == 1);
    const Corpus corpus =
        read_corpus(R"j({"DSL": {"productions": [{"expression": "not even ( a term"}]},
                        "frontiers": [{"programs": [{"program": "a"}]}]})j");
    CHECK(corpus.known_abstractions.empty());
}

TEST_CASE("The corpus is read in the form that is asked for") {
    CHECK(read_corpus(R"j(["a"])j", {.format = CorpusFormat::programs_list}).programs.size() == 1);
    CHECK(
        read_corpus(R"j([{"name": "n", "program": "a"}])j", {.format = CorpusFormat::rasp}).tasks ==
        Texts{"n"});
    CHECK(read_corpus(R"j({"frontiers": [{"programs": [{"program": "a"}]}]})j",
                      {.format = CorpusFormat::dreamcoder})
              .tasks == Texts{"0"});
}

TEST_CASE("The table of formats names each of them") {
    Texts names;
    for (const CorpusFormatRow& row : corpus_formats) {
        names.emplace_back(row.name);
    }
    CHECK(names == Texts{"programs-list", "dreamcoder", "rasp"});
}

TEST_CASE("A program with free variables is closed by lambdas around it, with a warning") {
    const Corpus corpus =
        read_corpus(R"j(["(f a)", "; Length\n(length $0)", "(lam (g $0 $3))", "(lam $0)"])j");
    CHECK(printed_programs(corpus) ==
          Texts{"(f a)", "(lam (length $0))", "(lam (lam (lam (lam (g $0 $3)))))", "(lam $0)"});
    CHECK(corpus.warnings ==
          Texts{"2 of 4 programs had free variables and were closed with lambdas around them (the "
                "first: program 1, ; Length\\n(length $0))"});
}

TEST_CASE("Terms side by side are read as one application, with a warning") {
    const Corpus corpus = read_corpus(R"j(["f a b", "(f a a) (g b)", "((f a) b)", "(f a) b"])j");
    CHECK(printed_programs(corpus) == Texts{"(f a b)", "(f a a (g b))", "(f a b)", "(f a b)"});
    CHECK(corpus.warnings ==
          Texts{"2 of 4 programs had several terms side by side and were read as one application, "
                "of the first term to the others; parentheses around them all say that this is "
                "meant (the first: program 1, (f a a) (g b))"});
}

TEST_CASE(
    "Comments, the word lambda, tags and needless parentheses are read as Stitch reads them") {
    const Corpus corpus = read_corpus(
        R"j(["; a comment\n(lambda (f $0)) ; another", "((f (a)) b)", "f a b", "(lam_3 (f $0_1))",
            "(f a);", "lam (f $0)"])j");
    CHECK(printed_programs(corpus) ==
          Texts{"(lam (f $0))", "(f a b)", "(f a b)", "(lam_3 (f $0_1))", "(f a)", "(lam (f $0))"});
    CHECK(corpus.programs[1].root == corpus.programs[2].root);
    CHECK(corpus.programs[0].root == corpus.programs[5].root);
    CHECK(corpus.warnings.empty());
}

TEST_CASE("A byte order mark and Python's words for numbers are accepted") {
    CHECK(read_corpus("\xEF\xBB\xBF[\"a\"]").programs.size() == 1);
    CHECK(read_corpus(R"j([{"name": "n", "program": "a", "score": -Infinity}])j").tasks ==
          Texts{"n"});
}

TEST_CASE("The document of a corpus is kept if that is asked for") {
    const std::string text = R"j([{"name": "t", "program": "a", "examples": [1, 2]}])j";
    CHECK(read_corpus(text).document == nullptr);
    const Corpus corpus = read_corpus(text, {.keep_document = true});
    REQUIRE(corpus.document != nullptr);
    CHECK((*corpus.document)[0]["examples"].size() == 2);
}
