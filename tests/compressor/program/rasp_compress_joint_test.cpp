// The program rasp-compress --joint with what restricts matches, and after a library. Each corpus
// is one in which the greedy abstractions are not the best ones.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

struct Place {
    explicit Place(const Texts& programs) { write_output(corpus, OutputJson(programs).dump()); }

    OutputJson result(Words options) const {
        options.insert(options.end(), {"-j", "-i2", "-q", corpus, "-o", out});
        const ChildResult done = run_program(options);
        INFO(done.errors);
        REQUIRE(done.exit_code == 0);
        return OutputJson::parse(read_input(out));
    }

    std::string write(const std::string& name, const std::string& text) const {
        write_output(folder / name, text);
        return folder / name;
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string out = folder / "out.json";
};

void check_totals(const OutputJson& result, int joint, int greedy) {
    CHECK(result["joint"]["total"] == joint);
    CHECK(result["joint"]["greedy_total"] == greedy);
}

const Texts additions = {
    "(do (Set &y two) (Set &z one))",
    "(do (Set &x (mul (add one (Get &x)) (Get &x))) (Set &x one))",
    "(do (Set &z (add (Get &z) (Get &x))) (Set &x (add (Get &x) (Get &x))))",
    "(do (Set &x (add (Get &x) (Get &x))) (Set &x (add (add (Get &x) one) two)))"};

const Texts products = {"(do (Set &z one) (Set &x (mul (add one one) one)))",
                        "(do (Set &y (mul (Get &x) (mul one (Get &z)))) (Set &y (Get &y)))",
                        "(do (Set &y (add (Get &y) one)) (Set &z one))",
                        "(do (Set &z (mul (add one (Get &y)) one)) (Set &x (add (Get &x) two)))"};

const Texts sums = {"(do (Set &x (mul (add one one) two)) (Set &y (mul (add one two) two)))",
                    "(do (Set &x one) (Set &z (Get &x)))",
                    "(do (Set &z two) (Set &y (add (Get &y) (Get &x))))",
                    "(do (Set &x (add (Get &x) (Get &y))) (Set &y (mul (add one two) two)))"};

} // namespace

TEST_CASE("The joint search keeps to symbols and to the states of an automaton") {
    const Place place(additions);
    const std::string automaton =
        place.write("automaton.json", R"j({"Ss": {"do": []}, "S": {"Set": ["N", "E"]},
            "E": {"add": ["E", "E"], "mul": ["E", "E"], "Get": ["N"]}})j");
    const OutputJson json =
        place.result({"--symvar-prefix", "&", "--tdfa-json-path", automaton, "--tdfa-root", "Ss",
                      "--valid-metavars", R"j(["E", "S"])j", "--valid-roots", R"j(["E", "S"])j",
                      "--tdfa-non-eta-long-states", R"j({"Ss": "S"})j"});
    check_totals(json, 4443, 4543);
    const OutputJson& found = json["abstractions"];
    CHECK(found[0]["body"] == "(add (Get #0) #1)");
    CHECK(found[0]["variable_types"] == OutputJson({"S", "M"}));
    CHECK(found[0]["tdfa_annotation"]["root_state"] == "E");
    CHECK(found[0]["tdfa_annotation"]["metavariable_states"] == OutputJson({"N", "E"}));
    CHECK(found[1]["body"] == "(Set #0 (fn_0 #0 (Get #0)))");
    CHECK(found[1]["variable_types"] == OutputJson({"S"}));
    CHECK(found[1]["tdfa_annotation"]["root_state"] == "S");
    CHECK(found[1]["tdfa_annotation"]["metavariable_states"] == OutputJson({"N"}));
}

TEST_CASE("The joint search finds abstractions with a type, and tells it") {
    const Place place(products);
    const std::string types =
        place.write("types.json", R"j({"do": "t0 -> t0 -> t0", "Set": "name -> int -> statement",
            "Get": "name -> int", "add": "int -> int -> int", "mul": "int -> int -> int",
            "one": "int", "two": "int", "&x": "name", "&y": "name", "&z": "name"})j");
    const OutputJson json = place.result({"--types", types});
    check_totals(json, 4443, 4542);
    CHECK(json["abstractions"][0]["body"] == "(Set #0 (mul (add one #1) one))");
    CHECK(json["abstractions"][0]["type"] == "name -> int -> statement");
    CHECK(json["abstractions"][1]["body"] == "(Set #0 (add (Get #0) #1))");
    CHECK(json["abstractions"][1]["type"] == "name -> int -> statement");
}

TEST_CASE("The joint search splits no function of fixed arity") {
    const OutputJson json = Place(products).result({"--fixed-arity", "all"});
    check_totals(json, 4443, 4542);
    CHECK(json["abstractions"][0]["body"] == "(Set #0 (mul (add one #1) one))");
    CHECK(json["abstractions"][1]["body"] == "(Set #0 (add (Get #0) #1))");
}

TEST_CASE("The joint search keeps a library as it is, and finds as many more as are asked for") {
    const Place place(sums);
    const std::string library = place.write(
        "library.json",
        R"j([{"name": "useless", "body": "(nowhere #0)"}, {"name": "get_y", "body": "(Get &y)"}])j");
    const OutputJson json = place.result({"--library", library});
    check_totals(json, 4035, 4135);
    const OutputJson& found = json["abstractions"];
    REQUIRE(found.size() == 4);
    CHECK(found[0]["name"] == "useless");
    CHECK(found[0]["utility"] == -101);
    CHECK(found[1]["name"] == "get_y");
    CHECK(found[1]["body"] == "(Get &y)");
    CHECK(found[1]["from_library"] == true);
    CHECK(found[2]["name"] == "fn_0");
    CHECK(found[2]["from_library"] == false);
    CHECK(found[3]["name"] == "fn_1");
    // A corpus that begins with the library written into it has the same abstractions.
    Texts rewritten = sums;
    for (std::string& program : rewritten) {
        for (std::size_t at = 0; (at = program.find("(Get &y)", at)) != std::string::npos;) {
            program.replace(at, 8, "get_y");
        }
    }
    const OutputJson other = Place(rewritten).result({});
    CHECK(other["abstractions"][0]["body"] == found[2]["body"]);
    CHECK(other["abstractions"][1]["body"] == found[3]["body"]);
    CHECK(other["rewritten"] == json["rewritten"]);
    constexpr int given = 101 + 201; // what the bodies of the library cost
    check_totals(other, 4035 - given, 4135 - given);
}

TEST_CASE("What is told of single steps does not go with the joint search") {
    const Place place(products);
    for (const Words& options : {Words{"--candidates", "2"}, Words{"--follow", "(add #0 one)"}}) {
        Words words = options;
        words.insert(words.end(), {"-j", place.corpus});
        const ChildResult done = run_program(words);
        CHECK(done.exit_code == 2);
        CHECK(done.errors.find("--joint and " + options[0] + " contradict each other") !=
              std::string::npos);
    }
}
