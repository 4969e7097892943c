// The pages that rasp-compress and rasp-rewrite write with --report.

#include "compressor/output/output_json.hpp"
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

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

OutputJson data_of(const std::string& page) {
    const std::string begin = "id=\"data\">";
    const std::size_t from = page.find(begin) + begin.size();
    return OutputJson::parse(page.substr(from, page.find("</script>", from) - from));
}

OutputJson run_and_read(Words words, const std::string& page, const std::string& program) {
    words.insert(words.end(), {"-q", "--report", page});
    const ChildResult result = run_program(words, {.program = program});
    CAPTURE(result.errors);
    REQUIRE(result.exit_code == 0);
    CHECK(result.output.empty());
    CHECK(result.errors.empty());
    return data_of(read_input(page));
}

std::string complaint(const Words& words) {
    const ChildResult result = run_program(words);
    CHECK(result.exit_code == 2);
    return result.errors;
}

bool holds(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("A page of a corpus of RASP has types, transformers, runs and totals") {
    const TemporaryFolder folder;
    const OutputJson data =
        run_and_read({rasp_corpus, "-a3", "-i4"}, folder / "page.html", RASP_COMPRESS_PATH);
    CHECK(data["title"] == "rasp.json");
    CHECK(data["kind"] == "compression");
    holds(data["command"], "rasp-compress ");
    holds(data["command"], "rasp.json -a3 -i4 -q --report ");
    std::size_t transformers = 0;
    for (const OutputJson& abstraction : data["abstractions"]) {
        CHECK(abstraction.contains("type"));
        CHECK(abstraction["without"] > data["cost"]["total"]);
        transformers += abstraction.contains("transformer") ? 1U : 0U;
    }
    CHECK(transformers > 0);
    const OutputJson& runs = data["programs"]["runs"];
    CHECK(runs.size() > 50);
    CHECK(runs[0]["program"] == 0);
    CHECK_FALSE(runs[0]["values"].empty());
}

TEST_CASE("A page of other programs has nothing of RASP") {
    const TemporaryFolder folder;
    write_output(folder / "corpus.json", R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
    const OutputJson data =
        run_and_read({folder / "corpus.json"}, folder / "page.html", RASP_COMPRESS_PATH);
    CHECK_FALSE(data["programs"].contains("runs"));
    CHECK_FALSE(data["abstractions"][0].contains("type"));
    CHECK_FALSE(data["abstractions"][0].contains("transformer"));
}

TEST_CASE("Neither the JSON nor the summary depends on whether there is a page") {
    const TemporaryFolder folder;
    write_output(folder / "corpus.json", R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
    const auto json = [&](const Words& more) {
        Words words = {folder / "corpus.json", "-q", "--out", folder / "out.json"};
        words.insert(words.end(), more.begin(), more.end());
        REQUIRE(run_program(words).exit_code == 0);
        OutputJson out = OutputJson::parse(read_input(folder / "out.json"));
        out.erase("cmd");
        out.erase("seconds");
        return out;
    };
    CHECK(json({}) == json({"--report", folder / "page.html"}));
}

TEST_CASE("rasp-rewrite writes a page of the library that it was given") {
    const TemporaryFolder folder;
    REQUIRE(run_program({rasp_corpus, "-i2", "-q", "--out", folder / "library.json"}).exit_code ==
            0);
    const OutputJson data = run_and_read({rasp_corpus, "--library", folder / "library.json"},
                                         folder / "page.html", RASP_REWRITE_PATH);
    CHECK(data["program"] == "rasp-rewrite");
    CHECK(data["complete"] == true);
    CHECK(data["abstractions"].size() == 2);
    CHECK(data["abstractions"][0]["type"] == "seq(t0) -> pred(t0) -> sel");
    CHECK(data["abstractions"][0].contains("without"));
}

TEST_CASE("Plain names come from a file, and those of no abstraction are told") {
    const TemporaryFolder folder;
    write_output(folder / "names.json", R"({"fn_0": "same <token>"})");
    OutputJson data = run_and_read({rasp_corpus, "-i1", "--names", folder / "names.json"},
                                   folder / "page.html", RASP_COMPRESS_PATH);
    CHECK(data["abstractions"][0]["plain"] == "same <token>");
    write_output(folder / "names.json", R"({"fn_7": "x"})");
    const ChildResult result =
        run_program({rasp_corpus, "-i1", "-q", "--names", folder / "names.json", "--report",
                     folder / "page.html"});
    CHECK(result.exit_code == 0);
    holds(result.errors, "fn_7");
}

TEST_CASE("What is wrong with --names and --report is told before the work") {
    const TemporaryFolder folder;
    write_output(folder / "names.json", R"(["fn_0"])");
    holds(complaint({rasp_corpus, "--names", folder / "names.json"}),
          "--report or --print rasp with it");
    holds(complaint(
              {rasp_corpus, "--names", folder / "names.json", "--report", folder / "page.html"}),
          "names.json");
    write_output(folder / "names.json", R"({"fn_0": 1})");
    holds(complaint(
              {rasp_corpus, "--names", folder / "names.json", "--report", folder / "page.html"}),
          "/fn_0");
    holds(complaint({rasp_corpus, "--report", folder / "no/such/folder/page.html"}), "page.html");
    holds(complaint({rasp_corpus, "--report", folder / "a", "--out", folder / "a"}), "--report");
}
