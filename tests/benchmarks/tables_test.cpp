// Tests the parts around measuring: command lines, files, tables.

#include "benchmarks/harness/corpus_files.hpp"
#include "benchmarks/harness/report.hpp"
#include "benchmarks/harness/shell_command.hpp"
#include "benchmarks/harness/text_table.hpp"
#include "support/files/file.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

namespace {

using Texts = std::vector<std::string>;

Texts names_of(const std::vector<CorpusFile>& files) {
    Texts names;
    for (const CorpusFile& file : files) {
        names.push_back(file.name);
    }
    return names;
}

MeasuredTable small_table() {
    CompressorRun done;
    done.child.exit_code = 0;
    done.child.used = {
        .user_seconds = 2, .wall_seconds = 1, .peak_bytes = 10'000'000, .instructions = 3'000'000};
    done.facts = CompressorFacts{.programs = 1000,
                                 .subterms = 2000,
                                 .abstractions = 1,
                                 .patterns_expanded = 1234,
                                 .open_pattern_bytes = 96,
                                 .cost_before = 5000,
                                 .cost_after = 4000};
    ChildRun other;
    other.exit_code = 0;
    other.used = {
        .user_seconds = 5, .wall_seconds = 5, .peak_bytes = 40'000'000, .instructions = {}};
    CompressorRun dead;
    dead.child.signal = 9;
    dead.child.used.peak_bytes = 1'000'000;
    ChildRun failed;
    failed.exit_code = 101;
    return {.arguments = {},
            .seed = 7,
            .corpora = {{.name = "a.json", .own = done, .other = other},
                        {.name = "b.json", .own = dead, .other = failed}}};
}

} // namespace

TEST_CASE("A command line is filled in for a corpus") {
    const CommandValues values = {.corpus = "a b.json", .max_arity = 3, .iterations = 10};
    CHECK(fill_in("x {} -a{arity} -i {iterations} {}", values) ==
          "x 'a b.json' -a3 -i 10 'a b.json'");
    CHECK(fill_in("x", values) == "x 'a b.json'");
    CHECK(fill_in("x {arity} {other}", values) == "x 3 {other} 'a b.json'");
    CHECK(fill_in("x", {.corpus = "it's {}"}) == R"(x 'it'\''s {}')");
}

TEST_CASE("A folder stands for the JSON files in it and below, sorted") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "more");
    for (const char* name : {"b.json", "a.json", "more/c.json", "notes.txt"}) {
        write_output(folder / name, "[]");
    }
    const Texts paths = {folder.path(), folder / "b.json"};
    const std::vector<CorpusFile> files = find_corpora(paths);
    CHECK(names_of(files) == Texts{"a.json", "b.json", "more/c.json", "b.json"});
    CHECK_FALSE(files.front().is_certain);
    CHECK(files.back().is_certain);
    CHECK(files.back().path == folder / "b.json");
}

TEST_CASE("A missing file, and a folder without corpora, are reported") {
    const TemporaryFolder folder;
    const Texts missing = {folder / "no.json"};
    CHECK(message_of([&] { find_corpora(missing); }) ==
          folder / "no.json: cannot be read (No such file or directory)");
    const Texts empty = {folder.path()};
    CHECK(message_of([&] { find_corpora(empty); }) ==
          folder.path() + ": has no corpus\nexpected a folder with files *.json");
}

TEST_CASE("A table is aligned, or in Markdown") {
    TextTable table({"corpus", "time", ""});
    table.add_row({"ä", "0.05", ""});
    CHECK(table.plain() == "corpus  time\n"
                           "ä       0.05\n");
    CHECK(table.markdown() == "| corpus | time |  |\n"
                              "| --- | ---: | ---: |\n"
                              "| ä | 0.05 |  |\n");
}

TEST_CASE("Results are a table") {
    const MeasuredTable table = small_table();
    CHECK(title(table) == "Generated corpora of seed 7: arity 3, 10 iterations, 1 thread");
    CHECK(text_table(table, {}).markdown() ==
          "| corpus | programs | sub-terms | user s | wall s | peak MB | patterns | bytes/open | "
          "cost before -> after |\n"
          "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
          "| a.json | 1,000 | 2,000 | 2.000 | 1.000 | 10.0 | 1,234 | 96 | 5,000 -> 4,000 |\n"
          "| b.json | - | - | killed (Killed) | - | 1.0 | - | - | - |\n");
}

TEST_CASE("The results of another command follow") {
    const TextTable table = text_table(small_table(), {.instructions = true, .against = true});
    CHECK(table.markdown() ==
          "| corpus | programs | sub-terms | user s | wall s | peak MB | M instr. | patterns | "
          "bytes/open | "
          "cost before -> after | other s | other MB | time x | memory x | other M instr. | "
          "instr. x |\n"
          "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | "
          "---: | ---: | ---: | ---: |\n"
          "| a.json | 1,000 | 2,000 | 2.000 | 1.000 | 10.0 | 3.0 | 1,234 | 96 | 5,000 -> 4,000 | "
          "5.000 | "
          "40.0 | 2.50 | 4.00 | - | - |\n"
          "| b.json | - | - | killed (Killed) | - | 1.0 | - | - | - | - | failed (exit 101) | 0.0 "
          "| - "
          "| - | - | - |\n");
}

TEST_CASE("Results are JSON") {
    const OutputJson result = json(small_table());
    CHECK(result["seed"] == 7);
    CHECK(result["max_arity"] == 3);
    CHECK(
        result["corpora"][0].dump() ==
        R"({"corpus":"a.json","user_seconds":2.0,"wall_seconds":1.0,"peak_bytes":10000000,"instructions":3000000,)"
        R"("programs":1000,"subterms":2000,"abstractions":1,"patterns_expanded":1234,)"
        R"("open_pattern_bytes":96,"cost_before":5000,"cost_after":4000,)"
        R"("against":{"user_seconds":5.0,"wall_seconds":5.0,"peak_bytes":40000000}})");
    CHECK(
        result["corpora"][1].dump() ==
        R"j({"corpus":"b.json","failure":"killed (Killed)","user_seconds":0.0,"wall_seconds":0.0,)j"
        R"j("peak_bytes":1000000,"against":{"failure":"failed (exit 101)",)j"
        R"j("user_seconds":0.0,"wall_seconds":0.0,"peak_bytes":0}})j");
}
