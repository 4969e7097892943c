// The program rasp-compress with the options that restrict what matches.

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

    ChildResult run(Words options) const {
        options.insert(options.end(), {corpus, "-o", out});
        return run_program(options);
    }

    OutputJson result(const Words& options) const {
        const ChildResult done = run(options);
        INFO(done.errors);
        REQUIRE(done.exit_code == 0);
        return OutputJson::parse(read_input(out));
    }

    // The one message, without the name of the program and of the corpus.
    std::string complaint(const Words& options) const {
        const ChildResult done = run(options);
        CHECK(done.exit_code == 2);
        const std::string start = "rasp-compress: ";
        REQUIRE(done.errors.starts_with(start));
        return done.errors.substr(start.size(), done.errors.size() - start.size() - 1);
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string out = folder / "out.json";
    std::string automaton = folder / "automaton.json";
    std::string types = folder / "types.json";
};

const Texts assignments = {"(do (Set &x (add (Get &x) one)))", "(do (Set &y (add (Get &y) one)))"};

const std::string language = R"j({"Ss": {"do": []}, "S": {"Set": ["N", "E"]},
                                  "E": {"add": ["E", "E"], "Get": ["N"]}})j";

Words with_automaton(const Place& place, Words more = {}) {
    write_output(place.automaton, language);
    more.insert(more.end(), {"--tdfa-json-path", place.automaton, "--tdfa-root", "Ss",
                             "--valid-metavars", R"j(["E", "S"])j", "--valid-roots",
                             R"j(["E", "S"])j", "--tdfa-non-eta-long-states", R"j({"Ss": "S"})j"});
    return more;
}

} // namespace

TEST_CASE("The states and the kinds of arguments are written as Stitch writes them") {
    const Place place(assignments);
    const OutputJson json =
        place.result(with_automaton(place, {"-i1", "-a1", "--symvar-prefix", "&"}));
    const OutputJson& abstraction = json["abstractions"][0];
    CHECK(abstraction["body"] == "(Set #0 (add (Get #0) one))");
    CHECK(abstraction["variable_types"] == OutputJson({"S"}));
    CHECK(abstraction["tdfa_annotation"]["root_state"] == "S");
    CHECK(abstraction["tdfa_annotation"]["metavariable_states"] == OutputJson({"N"}));
    const OutputJson& step = json["args"]["step"];
    CHECK(step["tdfa"]["tdfa_root"] == "Ss");
    CHECK(step["symvar"]["symvar_prefix"] == "&");
}

TEST_CASE("Without these options the fields are there, and empty") {
    const Place place(assignments);
    const OutputJson json = place.result({"-i1", "-a1"});
    CHECK(json["abstractions"][0]["tdfa_annotation"].is_null());
    CHECK(json["abstractions"][0]["variable_types"] == OutputJson({"M"}));
    CHECK(json["args"]["step"]["fused_lambda_tags"]["tags"].is_null());
}

TEST_CASE("Lists of tags are read") {
    const Place place({"(f (lam_3 (g g g $0)))", "(h (lam_3 (g g g $0)))"});
    const OutputJson json = place.result({"--fused-lambda-tags", "7,3", "-i1"});
    CHECK(json["abstractions"][0]["body"] == "(#0 (lam_3 (g g g $0)))");
    CHECK(json["args"]["step"]["fused_lambda_tags"]["tags"] == OutputJson({7, 3}));
    CHECK(place.complaint({"--fused-lambda-tags", "7,x"}).starts_with("--fused-lambda-tags"));
}

TEST_CASE("Types are told in the summary and in the result") {
    const Place place({"(len (cons one nil))", "(len (cons one xs))"});
    write_output(place.types, R"j({"len": "list(t0) -> int", "cons": "t0 -> list(t0) -> list(t0)",
                                   "one": "int", "nil": "list(t0)", "xs": "list(int)"})j");
    const ChildResult done = place.run({"--types", place.types, "-i1"});
    CHECK(done.output.find("    type: list(int) -> int\n") != std::string::npos);
    const OutputJson json = OutputJson::parse(read_input(place.out));
    CHECK(json["abstractions"][0]["body"] == "(len (cons one #0))");
    CHECK(json["abstractions"][0]["type"] == "list(int) -> int");
    write_output(place.types, R"j({"len": "list(t0) -> int"})j");
    CHECK(place.complaint({"--types", place.types}).starts_with(place.types + ": the program "));
}

TEST_CASE("Functions of several arguments stay whole, as far as the corpus has them whole") {
    const Place place({"(p (f k k a))", "(q (f k k b))"});
    CHECK(place.result({"-i1"})["abstractions"][0]["body"] == "(f k k)");
    CHECK(place.result({"-i1", "--fixed-arity", R"j({"f": 3})j"})["abstractions"][0]["body"] ==
          "(f k k #0)");
    CHECK(place.result({"-i1", "--fixed-arity", "all"})["abstractions"][0]["body"] == "(f k k #0)");
    CHECK(place.complaint({"--fixed-arity", "many"}).starts_with("--fixed-arity:1:1: "));
}

TEST_CASE("An abstraction with symbol variables can be followed") {
    const Place place(assignments);
    const Words options = {"-i1", "-a0",      "--symvar-prefix",
                           "&",   "--follow", "(do (Set #0 (add (Get #0) one)))"};
    Words as_symbols = options;
    as_symbols.insert(as_symbols.end(), {"--follow-types", "S"});
    CHECK(place.result(as_symbols)["follow"]["steps"][0]["outcome"] == "won");
    CHECK(place.result(options)["follow"]["steps"][0]["outcome"] == "too-many-arguments");
    CHECK(place.complaint({"--follow-types", "S"}).starts_with("--follow-types is given, but"));
}

TEST_CASE("What contradicts itself in these options is said before the search") {
    const Place place(assignments);
    CHECK(place.complaint({"--tdfa-root", "Ss"}) ==
          "--tdfa-root is given, but no automaton\nexpected --tdfa-json-path with it");
    CHECK(place.complaint({"--tdfa-json-path", place.automaton})
              .starts_with("--tdfa-json-path is given, but not --tdfa-root\n"));
    CHECK(place.complaint(with_automaton(place, {"--tdfa-root", "Nowhere"})) ==
          "--tdfa-root is given twice");
    CHECK(place.complaint({"--symvar-prefix", "f"})
              .starts_with("the names of abstractions, \"fn_0\" and so on, would be symbols\n"));
    write_output(place.automaton, language);
    CHECK(place
              .complaint({"--tdfa-json-path", place.automaton, "--tdfa-root", "Nowhere",
                          "--valid-metavars", "[]", "--valid-roots", "[]"})
              .starts_with(place.automaton + ": the automaton has no state \"Nowhere\"\n"));
}
