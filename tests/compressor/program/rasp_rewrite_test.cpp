// The program rasp-rewrite, run as people run it: what it prints and writes, and what it refuses.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/search/random_rows.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

ChildResult run_rewrite(const Words& arguments, const std::string& input = "/dev/null",
                        const std::vector<int>& signals = {}) {
    return run_program(arguments,
                       {.input = input, .signals = signals, .program = RASP_REWRITE_PATH});
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// A corpus, and a library for it.
struct Place {
    Place() {
        write_output(corpus, R"j(["(k (f (g a) (g a)))", "(f (g b c) (g b c))"])j");
        write_output(library, R"j([{"name": "double", "body": "(f #0 #0)"},
                                   {"name": "unused", "body": "(h #1 #0)", "arity": 2}])j");
    }

    OutputJson json(const std::string& path) const { return OutputJson::parse(read_input(path)); }

    // The one message about these words, without the name of the program and the last newline.
    std::string complaint(const Words& arguments) const {
        const ChildResult result = run_rewrite(arguments);
        CHECK(result.exit_code == 2);
        CHECK(result.output.empty());
        CHECK(folder.names() == Texts{"corpus.json", "library.json"});
        const std::string start = "rasp-rewrite: ";
        REQUIRE(result.errors.starts_with(start));
        return result.errors.substr(start.size(), result.errors.size() - start.size() - 1);
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string library = folder / "library.json";
    std::string out = folder / "out.json";
};

} // namespace

TEST_CASE("Without further options, it prints what the library does for the corpus") {
    const Place place;
    const ChildResult result = run_rewrite({"--library", place.library, place.corpus});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "2 programs of 2 tasks, cost 1,311 -> 806, ratio 1.63\n"));
    CHECK(holds(result.output, "double  arity 1, 2 uses, utility 403, cost 1,311 -> 806\n"
                               "    (f #0 #0)\n"
                               "    in program 0: (double (g a))\n"));
    CHECK(holds(result.output, "unused  arity 2, 0 uses, utility -102, cost 806 -> 806\n"
                               "    (h #1 #0)\n"));
    CHECK(holds(result.output, "\nevery program inlined and compared with what it was: "));
    CHECK(place.folder.names() == Texts{"corpus.json", "library.json"});
}

TEST_CASE("The result is JSON with Stitch's names, and the programs alone a corpus") {
    const Place place;
    const std::string programs = place.folder / "programs.json";
    const ChildResult result =
        run_rewrite({"-l", place.library, place.corpus, "-o", place.out, "--save-rewritten",
                     programs, "--rewritten-dreamcoder", "--rewritten-intermediates", "-q"});
    CHECK(result.exit_code == 0);
    CHECK(result.output.empty());
    CHECK(result.errors.empty());
    const OutputJson json = place.json(place.out);
    const OutputJson rewritten = {"(k (double (g a)))", "(double (g b c))"};
    CHECK(json["original_cost"] == 1311);
    CHECK(json["final_cost"] == 806);
    CHECK(json["original"] == OutputJson({"(k (f (g a) (g a)))", "(f (g b c) (g b c))"}));
    CHECK(json["rewritten"] == rewritten);
    CHECK(json["rewritten_dreamcoder"] ==
          OutputJson({"(k (#(lambda (f $0 $0)) (g a)))", "(#(lambda (f $0 $0)) (g b c))"}));
    CHECK(json["num_abstractions"] == 2);
    const OutputJson& first = json["abstractions"][0];
    CHECK(first["name"] == "double");
    CHECK(first["body"] == "(f #0 #0)");
    CHECK(first["arity"] == 1);
    CHECK(first["num_uses"] == 2);
    CHECK(first["final_cost"] == 806);
    CHECK(first["rewritten"] == rewritten);
    CHECK(json["abstractions"][1]["num_uses"] == 0);
    CHECK(json["complete"] == true);
    CHECK_FALSE(json.contains("optimal"));
    CHECK_FALSE(json.contains("patterns_expanded"));
    CHECK(json["args"]["library"] == place.library);
    CHECK(place.json(programs) == rewritten);
}

TEST_CASE("What rasp-compress found in the RASP corpus gives the same programs again") {
    const Place place;
    REQUIRE(run_program({rasp_corpus, "-a3", "-i5", "-q", "-o", place.library}).exit_code == 0);
    REQUIRE(run_rewrite({"-l", place.library, rasp_corpus, "-q", "-o", place.out}).exit_code == 0);
    const OutputJson found = place.json(place.library);
    const OutputJson again = place.json(place.out);
    CHECK(again["rewritten"] == found["rewritten"]);
    CHECK(again["final_cost"] == found["final_cost"]);
    for (std::size_t i = 0; i < found["abstractions"].size(); ++i) {
        OutputJson expected = found["abstractions"][i];
        REQUIRE(expected.erase("type") == 1); // only rasp-compress knows RASP
        CHECK(again["abstractions"][i] == expected);
    }
}

TEST_CASE("The same costs give the same programs again") {
    const Place place;
    const Words costs = {"--cost-lam=3",           "--cost-app=5", "--cost-var=60",
                         "--cost-prim-default=90", "--cost-prim",  R"({"g": 1000})"};
    const auto with_costs = [&](Words words) {
        words.insert(words.end(), costs.begin(), costs.end());
        return words;
    };
    REQUIRE(run_program(with_costs({rasp_corpus, "-q", "-o", place.library})).exit_code == 0);
    REQUIRE(run_rewrite(with_costs({"-l", place.library, rasp_corpus, "-q", "-o", place.out}))
                .exit_code == 0);
    CHECK(place.json(place.out)["rewritten"] == place.json(place.library)["rewritten"]);
    CHECK(place.json(place.out)["args"]["cost"]["cost_app"] == 5);
}

TEST_CASE("Either file can come from standard input, and the result go to standard output") {
    const Place place;
    const ChildResult corpus = run_rewrite({"-l", place.library, "-", "-o-"}, place.corpus);
    const ChildResult library =
        run_rewrite({"-l-", place.corpus, "--save-rewritten", "-"}, place.library);
    CHECK(OutputJson::parse(corpus.output)["final_cost"] == 806);
    CHECK(holds(corpus.errors, "cost 1,311 -> 806"));
    CHECK(OutputJson::parse(library.output).size() == 2);
    CHECK(place.complaint({"-l-", "-"}) == "the library and the corpus are both to come from "
                                           "standard input\nexpected a file for one of them");
}

TEST_CASE("A corpus that is already rewritten is refused, unless the library gets other names") {
    const Place place;
    write_output(place.corpus, R"j([{"name": "t/one", "program": "(double (f a a))"}])j");
    CHECK(place.complaint({"-l", place.library, place.corpus, "-o", place.out}) ==
          place.corpus + ": t/one uses \"double\" already, which is the name of an abstraction of "
                         "the library\nexpected programs that are not rewritten yet, or other "
                         "names for the abstractions (--rename)");
    const ChildResult result =
        run_rewrite({"-l", place.library, place.corpus, "--rename", "x", "--save-rewritten", "-"});
    CHECK(result.exit_code == 0);
    const OutputJson entry = {{"name", "t/one"}, {"program", "(double (x0 a))"}};
    CHECK(OutputJson::parse(result.output) == OutputJson::array({entry}));
}

TEST_CASE("Bad input is refused with file and place, and nothing is written") {
    const Place place;
    const auto about_library = [&](const std::string& content) {
        write_output(place.library, content);
        return place.complaint({"-l", place.library, place.corpus, "-o", place.out});
    };
    CHECK(about_library("") == place.library + ": the file is empty\nexpected JSON");
    CHECK(about_library(R"j([{"name": "f", "body": "(g #1)"}])j") ==
          place.library + ", at /0/body: the metavariable #1, but no #0\n    (g #1)\n       ^\n"
                          "expected metavariables numbered #0, #1, ..., without a gap");
    CHECK(about_library(R"j(["(f a)"])j").starts_with(place.library + ", at /0: "));
    CHECK(place.complaint({"-l", place.folder / "missing", place.corpus}) ==
          place.folder / "missing: cannot be read (No such file or directory)");
    write_output(place.library, "[]");
    write_output(place.corpus, "[\"(\"]");
    CHECK(place.complaint({"-l", place.library, place.corpus})
              .starts_with(place.corpus + ", at /0: this \"(\" is never closed\n"));
}

TEST_CASE("Options that make no sense are refused") {
    const Place place;
    CHECK(place.complaint({place.corpus}) ==
          "no library was named\nexpected rasp-rewrite --library LIBRARY.json CORPUS.json (--help "
          "explains more)");
    CHECK(place.complaint({"-l", place.library}).starts_with("no corpus was named\n"));
    CHECK(place.complaint({"-l", place.library, place.corpus, "other"}) ==
          "several corpora\nexpected one corpus, or files of RASP, FILE.rasp");
    const auto with = [&](const Words& more) {
        Words words = {"-l", place.library, place.corpus};
        words.insert(words.end(), more.begin(), more.end());
        return place.complaint(words);
    };
    CHECK(with({"--rename", "a b"}).starts_with("--rename \"a b\" does not make names of "));
    CHECK(with({"--fmt", "yaml"}).starts_with("--fmt does not know \"yaml\"\n"));
    CHECK(with({"--cost-lam", "-1"}).starts_with("--cost-lam takes a whole number from 0 "));
    CHECK(with({"--cost-prim", R"({"double": 7})"}).starts_with("--cost-prim: a cost of its own "));
    CHECK(with({"-o", place.library}).starts_with("--out names the library itself, "));
    CHECK(with({"--save-rewritten", place.corpus})
              .starts_with("--save-rewritten names the corpus itself, "));
    CHECK(with({"-o-", "--save-rewritten", "-"})
              .starts_with("--out and --save-rewritten both go to standard output\n"));
    CHECK(with({"-o", place.folder / "no/such/file"}).find("cannot be written") !=
          std::string::npos);
    CHECK(with({"--iterations", "3"}).starts_with("unknown option --iterations"));
}

TEST_CASE("A signal ends the work after the abstraction at hand, and what is done is written") {
    const Place place;
    // Long enough for the signal to be seen before the end.
    write_output(place.corpus, OutputJson(random_rows(300, 80, 2)).dump());
    OutputJson library = OutputJson::array();
    for (int i = 0; i < 2000; ++i) {
        library.push_back({{"name", "fn_" + std::to_string(i)}, {"body", "(f #0 #1 #2)"}});
    }
    write_output(place.library, library.dump());
    const ChildResult result =
        run_rewrite({"-l", place.library, place.corpus, "-o", place.out}, "/dev/null", {SIGINT});
    CHECK(result.exit_code == 130);
    CHECK(holds(result.output, "\nstopped by a signal: "));
    CHECK(holds(result.output, " of 2,000 abstractions used, "));
    const OutputJson json = place.json(place.out);
    CHECK(json["complete"] == false);
    CHECK(json["rewritten"].size() == 300);
    CHECK(json["abstractions"].size() < 2000);
}

TEST_CASE("Help shows every option of rasp-rewrite, and the version is one line") {
    const ChildResult help = run_rewrite({"--help"});
    CHECK(help.exit_code == 0);
    for (const std::string option :
         {"-l, --library", "--rename", "--fmt", "--cost-lam", "--cost-app", "--cost-var",
          "--cost-ivar", "--cost-prim-default", "--cost-prim", "-o, --out", "--save-rewritten",
          "--eta-long", "--named-variables", "--rewritten-intermediates", "--rewritten-dreamcoder",
          "--quiet", "--help", "--version"}) {
        CAPTURE(option);
        CHECK((holds(help.output, option + " ") || holds(help.output, option + "\n")));
    }
    CHECK(run_rewrite({"--version"}).output.starts_with("rasp-rewrite "));
}

TEST_CASE("Files of RASP are rewritten with a library of RASP, and printed so") {
    const Place place;
    write_output(place.folder / "library.rasp",
                 "def share_before(x) {\n"
                 "    return aggregate(select(indices, indices, <), indicator(x));\n"
                 "}\n"
                 "empty = [];\n");
    write_output(place.folder / "new.rasp",
                 "a = aggregate(select(indices, indices, <), indicator(tokens == \"a\"));\n"
                 "b = 1 - aggregate(select(indices, indices, <), indicator(tokens == \"b\"));\n");
    const ChildResult result = run_rewrite(
        {"--library", place.folder / "library.rasp", place.folder / "new.rasp", "--print", "rasp"});
    CHECK(result.exit_code == 0);
    CHECK(result.output == "# share_before : input(t0) -> seq(bool) -> seq(num)\n"
                           "def share_before(x) {\n"
                           "    return aggregate(select(indices, indices, <), indicator(x));\n"
                           "}\n"
                           "\n"
                           "# a : input(str) -> seq(num)\n"
                           "a = share_before(tokens == \"a\");\n"
                           "\n"
                           "# b : input(str) -> seq(num)\n"
                           "b = 1 - share_before(tokens == \"b\");\n");
    CHECK(holds(result.errors, "share_before  arity 2, 2 uses"));
    const ChildResult lambda = run_rewrite({"--library", place.folder / "library.rasp",
                                            place.folder / "new.rasp", "--print", "lambda", "-q"});
    CHECK(lambda.output ==
          "let share_before = (lam (lam (aggregate (select (indices $1) (indices $1) less_than) "
          "(indicator $0))))\n"
          "(lam (share_before $0 (eq (tokens $0) str.a)))\n"
          "(lam (sub one (share_before $0 (eq (tokens $0) str.b))))\n");
    CHECK(run_rewrite({"--library", place.library, place.corpus, "--print", "rasp", "-o", "-"})
              .exit_code == 2);
}

TEST_CASE("Symbols of a library stay symbols, and a library without a word on them is warned of") {
    const Place place;
    write_output(place.corpus, R"j(["(let &a (call f &a) one)", "(let b (call f b) one)"])j");
    write_output(place.library, R"j([{"name": "n", "body": "(let #0 (call f #0) one)",
                                      "variable_types": ["S"]}])j");
    const Words words = {"-l", place.library, place.corpus, "-q", "--save-rewritten=-"};
    Words with_symbols = words;
    with_symbols.insert(with_symbols.end(), {"--symvar-prefix", "&", "-o", place.out});
    const ChildResult result = run_rewrite(with_symbols);
    CHECK(result.errors.empty());
    CHECK(OutputJson::parse(result.output) == OutputJson({"(n &a)", "(let b (call f b) one)"}));
    CHECK(place.json(place.out)["abstractions"][0]["variable_types"] == OutputJson({"S"}));
    CHECK(place.json(place.out)["args"]["symvar"]["symvar_prefix"] == "&");
    const ChildResult plain = run_rewrite(words);
    CHECK(OutputJson::parse(plain.output) == OutputJson({"(n &a)", "(n b)"}));
    CHECK(plain.errors == "rasp-rewrite: warning: " + place.library +
                              ": \"n\" has arguments that are symbols; without --symvar-prefix it "
                              "is used with any others, too\n");
}

TEST_CASE("A page shows an abstraction that saves nothing, too") {
    const Place place;
    const std::string page = place.folder / "page.html";
    const ChildResult result =
        run_rewrite({"-l", place.library, place.corpus, "-q", "--report", page});
    CHECK(result.errors.empty());
    CHECK(result.exit_code == 0);
    CHECK(holds(read_input(page), "unused"));
}
