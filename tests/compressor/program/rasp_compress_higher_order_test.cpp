// The program rasp-compress with --higher-order.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

constexpr std::string_view recursion =
    R"j(["(lam (fix $0 (lam (lam (if (empty $0) nil (cons (mul 2 (add (car $0) 1)) ($1 (cdr $0))))))))",
         "(lam (fix $0 (lam (lam (if (empty $0) nil (cons (sub (car $0) (car $0)) ($1 (cdr $0))))))))"])j";

} // namespace

TEST_CASE("With --higher-order, rasp-compress finds the function that is mapped over a list") {
    const TemporaryFolder folder;
    write_output(folder / "corpus.json", std::string(recursion));
    const auto compressed = [&](const Words& more) {
        Words words = {folder / "corpus.json", "-o", folder / "out.json"};
        words.insert(words.end(), more.begin(), more.end());
        const ChildResult done = run_program(words);
        CAPTURE(done.errors);
        REQUIRE(done.exit_code == 0);
        return done.output;
    };
    const auto result = [&] { return OutputJson::parse(read_input(folder / "out.json")); };
    compressed({});
    const OutputJson plain = result();
    CHECK_FALSE(plain["abstractions"][0].contains("by_refactoring"));
    const std::string summary = compressed({"--higher-order", "-t1"});
    const OutputJson other = result();
    CHECK(summary.find("fn_0  by refactoring, arity 1, 2 uses") != std::string::npos);
    CHECK(summary.find("no step has a better abstraction by matching") != std::string::npos);
    CHECK(other["final_cost"] < plain["final_cost"]);
    CHECK(other["optimal"] == false);
    CHECK(other["abstractions"][0]["by_refactoring"] == true);
    CHECK(other["rewritten"][1] == "(fn_0 (lam (sub $0 $0)))");
    CHECK(compressed({"--higher-order", "-t2", "--report", folder / "page.html"}).substr(0, 200) ==
          summary.substr(0, 200));

    // Where nothing is gained, the result is that of matching.
    write_output(folder / "corpus.json", R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
    compressed({});
    const OutputJson matched = result();
    compressed({"--higher-order"});
    CHECK(result()["rewritten"] == matched["rewritten"]);
    CHECK(result()["abstractions"][0]["by_refactoring"] == false);
}

TEST_CASE("The option --higher-order refuses what restricts matching, in one message") {
    const TemporaryFolder folder;
    write_output(folder / "corpus.json", std::string(recursion));
    for (const std::string option : {"--joint", "--totals-without", "--allow-single-task",
                                     "--eta-long", "--no-curried-bodies", "--symvar-prefix=&"}) {
        CAPTURE(option);
        const ChildResult done = run_program({folder / "corpus.json", "--higher-order", option});
        CHECK(done.exit_code == 2);
        CHECK(done.errors.find("--higher-order and " + option.substr(0, option.find('=')) +
                               " contradict each other") != std::string::npos);
    }
}

TEST_CASE("A search with --higher-order that is out of time says so, and holds what matching has "
          "proven") {
    const TemporaryFolder folder;
    write_output(folder / "corpus.json", std::string(recursion));
    const ChildResult done =
        run_program({folder / "corpus.json", "--higher-order", "--time-limit", "0"});
    CHECK(done.exit_code == 0);
    CHECK(done.output.find("stopped by the time limit") != std::string::npos);
}
