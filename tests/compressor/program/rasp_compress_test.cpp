// The program rasp-compress, run as people run it: what it prints and writes.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

OutputJson json_of(const ChildResult& result) {
    return OutputJson::parse(result.output);
}

// A folder with a corpus in which (g a b c) occurs twice.
struct SmallCorpus {
    SmallCorpus() { write_output(path, R"j(["(f (g a b c) d)", "(h (g a b c))"])j"); }

    TemporaryFolder folder;
    std::string path = folder / "corpus.json";
};

} // namespace

TEST_CASE("Given only a corpus, it prints a summary and writes no file") {
    const SmallCorpus corpus;
    const ChildResult result = run_program({corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "2 programs of 2 tasks, cost 1,109 -> 503, ratio 2.20\n"));
    CHECK(holds(result.output, "fn_0  arity 0, 2 uses, utility 203, cost 1,109 -> 503\n"
                               "    (g a b c)\n"
                               "    in program 0: fn_0\n"
                               "    in program 1: fn_0\n"));
    CHECK(holds(result.output, "\nevery step proven optimal: "));
    CHECK(corpus.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("The RASP corpus is compressed, and each step proven optimal") {
    const ChildResult result = run_program({rasp_corpus, "--out", "-"});
    REQUIRE(result.exit_code == 0);
    const OutputJson json = json_of(result);
    CHECK(json["optimal"] == true);
    CHECK(json["gap"].is_null());
    CHECK(json["num_abstractions"] == 3);
    CHECK(json["original"].size() == 111);
    CHECK(json["tasks"].size() == 111);
    CHECK(json["final_cost"] < json["original_cost"]);
    CHECK(json["abstractions"][0]["body"] == "(select #0 #0)");
    CHECK(holds(result.errors, "111 programs of 78 tasks, cost "));
}

TEST_CASE("The result goes to a file, beside the summary") {
    const SmallCorpus corpus;
    const std::string out = corpus.folder / "out.json";
    const std::string dot = corpus.folder / "library.dot";
    const ChildResult result = run_program({corpus.path, "-o", out, "--dot=" + dot});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.output, "(g a b c)"));
    CHECK(corpus.folder.names() == Texts{"corpus.json", "library.dot", "out.json"});
    const OutputJson json = OutputJson::parse(read_input(out));
    CHECK(json["rewritten"] == OutputJson({"(f fn_0 d)", "(h fn_0)"}));
    CHECK(json["version"].is_string());
    CHECK(holds(read_input(dot), "label=\"fn_0 = (g a b c)\""));
}

TEST_CASE("On standard output the result is pure JSON, and the summary is on standard error") {
    const SmallCorpus corpus;
    const ChildResult json = run_program({corpus.path, "--out", "-"});
    CHECK(json.exit_code == 0);
    CHECK(json_of(json)["num_abstractions"] == 1);
    CHECK(json.output.ends_with("}\n"));
    CHECK(holds(json.errors, "cost 1,109 -> 503"));

    const ChildResult dot = run_program({corpus.path, "--dot", "-"});
    CHECK(dot.output.starts_with("digraph"));
    CHECK(holds(dot.errors, "cost 1,109 -> 503"));
}

TEST_CASE("Two results cannot go to the same place") {
    const SmallCorpus corpus;
    const auto refused = [&](const std::string& place, const std::string& message) {
        const ChildResult result = run_program({corpus.path, "--out", place, "--dot", place});
        CHECK(result.exit_code == 2);
        CHECK(result.output.empty());
        CHECK(result.errors.starts_with("rasp-compress: --out and --dot " + message));
    };
    refused("-", "both go to standard output");
    refused(corpus.folder / "result", "name the same file");
    CHECK(corpus.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("Quiet means no summary, but warnings are still given") {
    const SmallCorpus corpus;
    for (const std::string option : {"-q", "--quiet"}) {
        const ChildResult result = run_program({corpus.path, option});
        CHECK(result.exit_code == 0);
        CHECK(result.output.empty());
        CHECK(result.errors.empty());
    }
    const ChildResult json = run_program({corpus.path, "-qo", "-"});
    CHECK(json_of(json)["args"]["quiet"] == nullptr);
    CHECK(json_of(json)["args"]["step"]["quiet"] == true);
    CHECK(json.errors.empty());

    write_output(corpus.path, R"j(["(f $0)"])j");
    CHECK(run_program({corpus.path, "-q"}).errors ==
          "rasp-compress: warning: 1 of 1 programs had free variables and were closed with "
          "lambdas around them (the first: program 0, (f $0))\n");
}

TEST_CASE("A dash reads the corpus from standard input") {
    const SmallCorpus corpus;
    const ChildResult result = run_program({"-", "--out=-"}, {.input = corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(json_of(result)["num_abstractions"] == 1);
}

TEST_CASE("A corpus in which nothing compresses is a success without abstractions") {
    const SmallCorpus corpus;
    write_output(corpus.path, R"j(["(f a)", "(g b)"])j");
    const ChildResult result = run_program({corpus.path, "-o-"});
    CHECK(result.exit_code == 0);
    CHECK(json_of(result)["num_abstractions"] == 0);
    CHECK(json_of(result)["optimal"] == true);
    CHECK(holds(result.errors, "no abstraction makes them shorter"));
}

TEST_CASE("The result contains the command and, under Stitch's names, the configuration") {
    const SmallCorpus corpus;
    const OutputJson json = json_of(run_program({corpus.path,
                                                 "-o-",
                                                 "-a1",
                                                 "-i",
                                                 "7",
                                                 "-t2",
                                                 "--structure-penalty=0.5",
                                                 "--cost-lam=2",
                                                 "--cost-app=3",
                                                 "--cost-var=4",
                                                 "--cost-prim-default=5",
                                                 "--cost-prim",
                                                 R"({"g": 6})",
                                                 "--allow-single-task",
                                                 "--abstraction-prefix",
                                                 "abs",
                                                 "--rewritten-dreamcoder",
                                                 "--rewritten-intermediates",
                                                 "--disable",
                                                 "upper-bound"}));
    CHECK(json["cmd"].get<std::string>().ends_with(" --disable upper-bound"));
    const OutputJson& args = json["args"];
    CHECK(args["iterations"] == 7);
    CHECK(args["abstraction_prefix"] == "abs");
    const OutputJson& step = args["step"];
    CHECK(step["max_arity"] == 1);
    CHECK(step["threads"] == 2);
    CHECK(step["structure_penalty"] == 0.5);
    CHECK(step["allow_single_task"] == true);
    CHECK(step["rewritten_dreamcoder"] == true);
    CHECK(step["rewritten_intermediates"] == true);
    CHECK(step["no_opt_upper_bound"] == true);
    CHECK(step["no_opt_arity_zero"] == false);
    CHECK(step["cost"]["cost_lam"] == 2);
    CHECK(step["cost"]["cost_app"] == 3);
    CHECK(step["cost"]["cost_var"] == 4);
    CHECK(step["cost"]["cost_prim_default"] == 5);
    CHECK(step["cost"]["cost_prim"] == R"({"g": 6})");
    CHECK(json["original_cost"] == (5 * 5 + 6 + 3 * 5) + (4 * 5 + 6 + 3 * 4));
    CHECK(json["rewritten_dreamcoder"].is_array());
}

TEST_CASE("The form of the corpus can be forced") {
    const SmallCorpus corpus;
    CHECK(run_program({corpus.path, "--fmt", "programs-list"}).exit_code == 0);
    const ChildResult result = run_program({corpus.path, "--fmt=rasp"});
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, "corpus.json, at /0: found the string"));
}

TEST_CASE("Help shows every option, and the version is one line") {
    const ChildResult help = run_program({"--help"});
    CHECK(help.exit_code == 0);
    CHECK(help.errors.empty());
    for (const std::string option : {"-a, --max-arity",
                                     "-i, --iterations",
                                     "-t, --threads",
                                     "--fmt",
                                     "--allow-single-task",
                                     "--structure-penalty",
                                     "--cost-lam",
                                     "--cost-app",
                                     "--cost-var",
                                     "--cost-prim-default",
                                     "--cost-prim",
                                     "--cost-ivar",
                                     "-l, --library",
                                     "--rename",
                                     "--named-variables",
                                     "--abstraction-prefix",
                                     "--rewritten-intermediates",
                                     "--rewritten-dreamcoder",
                                     "--time-limit",
                                     "--memory-limit",
                                     "--candidates",
                                     "--disable",
                                     "--allow-constant-arguments",
                                     "--eta-long",
                                     "--no-curried-metavars",
                                     "--no-curried-bodies",
                                     "--no-other-util",
                                     "--weights",
                                     "--shuffle",
                                     "--seed",
                                     "--truncate",
                                     "--previous-abstractions",
                                     "--save-rewritten",
                                     "-o, --out",
                                     "--dot",
                                     "--quiet",
                                     "--help",
                                     "--version"}) {
        CAPTURE(option);
        CHECK((holds(help.output, option + " ") || holds(help.output, option + "\n")));
    }
    CHECK(holds(help.output, "Examples:"));
    CHECK(run_program({"-h"}).output == help.output);

    const ChildResult version = run_program({"--version"});
    CHECK(version.exit_code == 0);
    CHECK(version.output.starts_with("rasp-compress "));
    CHECK(version.output.find('\n') == version.output.size() - 1);
}

TEST_CASE("The rules that can be disabled are listed, each of them can be, and changes nothing") {
    const ChildResult list = run_program({"--disable", "list"});
    CHECK(list.exit_code == 0);
    const SmallCorpus corpus;
    const OutputJson expected = json_of(run_program({corpus.path, "-o-"}))["abstractions"];
    for (const RuleRow& row : rule_table) {
        const std::string rule(row.name);
        CAPTURE(rule);
        CHECK(holds(list.output, "\n  " + rule + " "));
        const ChildResult result = run_program({corpus.path, "-o-", "--disable", rule});
        CHECK(result.exit_code == 0);
        CHECK(json_of(result)["abstractions"] == expected);
    }
}
