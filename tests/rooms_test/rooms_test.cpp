#include "tests/rooms_test/room_rules.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace rasp_stitch::rooms_test {

namespace {

using Problems = std::vector<std::string>;

const std::vector<Source>& repository() {
    static const std::vector<Source> sources = read_sources(RASP_STITCH_SOURCE_DIR);
    return sources;
}

template <typename Rule>
Problems find_everywhere(Rule rule) {
    Problems all;
    for (const Source& source : repository()) {
        std::ranges::copy(rule(source), std::back_inserter(all));
    }
    return all;
}

Problems include_problems(const std::string& path, const std::string& text) {
    return find_include_problems({path, text});
}

bool may_include(const std::string& path, const std::string& included) {
    return include_problems(path, "#include \"" + included + "\"\n").empty();
}

} // namespace

TEST_CASE("the sources of the repository are found") {
    for (const std::string path :
         {"CMakeLists.txt", "run", ".ci/run", "support/text/input_error.hpp",
          "lambda/terms/print.cpp", "tests/rooms_test/rooms_test.cpp"}) {
        INFO(path);
        CHECK(std::ranges::find(repository(), path, &Source::path) != repository().end());
    }
}

TEST_CASE("every room includes only rooms it may include") {
    CHECK(find_everywhere(find_include_problems) == Problems{});
}

TEST_CASE("every header begins with #pragma once") {
    CHECK(find_everywhere(find_header_problems) == Problems{});
}

TEST_CASE("every source includes its own header first") {
    CHECK(find_everywhere([](const Source& source) {
              return find_own_header_problems(source, repository());
          }) == Problems{});
}

TEST_CASE("no source names a folder of one machine") {
    CHECK(find_everywhere(find_path_problems) == Problems{});
}

TEST_CASE("a forbidden include is named with file and line") {
    CHECK(include_problems("lambda/terms/print.cpp",
                           "#include \"lambda/terms/print.hpp\"\n"
                           "\n"
                           "#include \"rasp/language/value.hpp\"\n"
                           "#include <vector>\n"
                           "  #  include <compressor/search/search.hpp> // hidden\n") ==
          Problems{"lambda/terms/print.cpp:3: includes rasp/language/value.hpp, but lambda/terms "
                   "may not include rasp/language",
                   "lambda/terms/print.cpp:5: includes compressor/search/search.hpp, but "
                   "lambda/terms may not include compressor/search"});
}

TEST_CASE("the rooms know only those above them") {
    CHECK(may_include("lambda/terms/print.cpp", "support/text/input_error.hpp"));
    CHECK_FALSE(may_include("support/files/file.cpp", "lambda/terms/print.hpp"));
    CHECK(may_include("rasp/language/value.cpp", "lambda/terms/print.hpp"));
    CHECK_FALSE(may_include("rasp/language/value.cpp", "enumerator/grammar/grammar.hpp"));
    CHECK_FALSE(may_include("enumerator/grammar/grammar.cpp", "compressor/search/search.hpp"));
    CHECK_FALSE(may_include("compressor/search/search.cpp", "enumerator/grammar/grammar.hpp"));
    CHECK_FALSE(may_include("recognition/dreams/dreams.cpp", "integration/loop/loop.hpp"));
    CHECK(may_include("integration/loop/loop.cpp", "recognition/dreams/dreams.hpp"));
    CHECK_FALSE(may_include("integration/loop/loop.cpp", "benchmarks/harness/report.hpp"));
    CHECK(may_include("benchmarks/enumerator/enumerate.cpp", "enumerator/solve/solve.hpp"));
    CHECK(may_include("tests/lambda/terms/print_test.cpp", "integration/loop/loop.hpp"));
}

TEST_CASE("the sub-rooms know only those before them") {
    CHECK(may_include("compressor/search/search.cpp", "compressor/search/bounds.hpp"));
    CHECK(may_include("compressor/search/search.cpp", "compressor/patterns/pattern.hpp"));
    CHECK_FALSE(may_include("compressor/patterns/pattern.cpp", "compressor/search/search.hpp"));
    CHECK_FALSE(may_include("support/text/utf8.cpp", "support/files/file.hpp"));
    CHECK_FALSE(may_include("integration/abstraction/score.cpp",
                            "integration/dreamcoder/compression_request.hpp"));
}

TEST_CASE("only the programs of the compressor know rasp") {
    CHECK_FALSE(may_include("compressor/search/search.cpp", "rasp/language/value.hpp"));
    CHECK_FALSE(may_include("compressor/output/summary.hpp", "rasp/language/value.hpp"));
    CHECK(may_include("compressor/program/rasp_compress.cpp", "rasp/language/value.hpp"));
}

TEST_CASE("grammars and derivations know no rasp") {
    CHECK_FALSE(may_include("enumerator/grammar/grammar.cpp", "rasp/language/primitives.hpp"));
    CHECK_FALSE(may_include("enumerator/top_down/top_down.cpp", "rasp/tasks/task.hpp"));
    CHECK(
        may_include("enumerator/rasp_language/rasp_language.cpp", "rasp/language/primitives.hpp"));
    CHECK_FALSE(may_include("enumerator/grammar/language.cpp",
                            "enumerator/rasp_language/rasp_language.hpp"));
}

TEST_CASE("only the soak of the benchmarks knows the tests") {
    CHECK(may_include("benchmarks/compressor/soak.cpp", "tests/compressor/judge/judge.hpp"));
    CHECK_FALSE(may_include("benchmarks/compressor/soak.cpp", "tests/support/message_of.hpp"));
    CHECK_FALSE(
        may_include("benchmarks/compressor/soak_options.hpp", "tests/compressor/judge/judge.hpp"));
    CHECK_FALSE(may_include("benchmarks/harness/report.cpp", "tests/compressor/judge/judge.hpp"));
    CHECK_FALSE(may_include("compressor/search/soak.cpp", "tests/compressor/judge/judge.hpp"));
}

TEST_CASE("a program includes every room, and only tests include it") {
    CHECK(may_include("enumerator/program/rasp_enumerate.cpp", "compressor/library/library.hpp"));
    CHECK(may_include("rasp/program/rasp_eval.cpp", "rasp/program/eval_options.hpp"));
    CHECK(may_include("tests/rasp/program/rasp_eval_test.cpp", "rasp/program/eval_options.hpp"));
    CHECK_FALSE(may_include("rasp/tasks/task.cpp", "rasp/program/eval_options.hpp"));
    CHECK_FALSE(
        may_include("enumerator/program/rasp_enumerate.cpp", "rasp/program/eval_options.hpp"));
    CHECK_FALSE(may_include("benchmarks/rasp/evaluate.cpp", "rasp/program/eval_options.hpp"));
}

TEST_CASE("only programs know the command line and the network") {
    CHECK(may_include("support/cli/program.cpp", "support/cli/options.hpp"));
    CHECK(may_include("support/cli/program.cpp", "support/files/file.hpp"));
    CHECK(may_include("compressor/program/rasp_compress.cpp", "support/cli/options.hpp"));
    CHECK(may_include("tests/support/cli/options_test.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("compressor/search/search.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("support/files/file.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("support/cli/program.cpp", "lambda/terms/print.hpp"));
    CHECK(may_include("integration/program/dream/torch_recognizer.cpp",
                      "recognition/network/network.hpp"));
    CHECK_FALSE(may_include("integration/loop/loop.cpp", "recognition/network/network.hpp"));
}

TEST_CASE("an include names its room") {
    CHECK_FALSE(may_include("lambda/terms/print.cpp", "print.hpp"));
    CHECK_FALSE(may_include("lambda/terms/print.cpp", "../support/files/file.hpp"));
    CHECK_FALSE(may_include("lambda/terms/print.cpp", "lambda/../rasp/language/value.hpp"));
    CHECK_FALSE(may_include("lambda/terms/print.cpp", "kitchen/knife.hpp"));
    CHECK_FALSE(may_include("lambda/terms/print.cpp", "lambda/print.hpp"));
    CHECK(include_problems("kitchen/knife.cpp", "").size() == 1);
    CHECK(include_problems("lambda/print.cpp", "").size() == 1);
    CHECK(include_problems("lambda/cellar/print.cpp", "").size() == 1);
}

TEST_CASE("a header without #pragma once is named") {
    CHECK(find_header_problems({"lambda/print.hpp", "#pragma once\n\n"}).empty());
    CHECK(find_header_problems({"lambda/print.cpp", ""}).empty());
    CHECK(find_header_problems({"lambda/print.hpp", "// Prints.\n#pragma once\n"}) ==
          Problems{"lambda/print.hpp:1: a header begins with the line \"#pragma once\""});
}

TEST_CASE("a source that includes something before its own header is named") {
    const std::vector<Source> all = {{"lambda/print.hpp", "#pragma once\n"}};
    const auto problems = [&](const std::string& path, const std::string& text) {
        return find_own_header_problems({path, text}, all);
    };
    const std::string own = "#include \"lambda/print.hpp\"\n";
    CHECK(problems("lambda/print.cpp", "// Prints.\n" + own + "#include <vector>\n").empty());
    CHECK(problems("lambda/parse.cpp", "#include <vector>\n").empty());
    CHECK(problems("lambda/print.hpp", "#include <vector>\n").empty());
    CHECK(problems("lambda/print.cpp", "\n#include <vector>\n" + own) ==
          Problems{"lambda/print.cpp:2: the first include is to be lambda/print.hpp"});
    CHECK(problems("lambda/print.cpp", "").size() == 1);
}

TEST_CASE("a folder of one machine is named") {
    const std::string folder = std::string("/") + "home/";
    CHECK(find_path_problems({"lambda/print.cpp", "\nopen(\"" + folder + "ada/x\")\n"}) ==
          Problems{"lambda/print.cpp:2: names " + folder + ", a folder of one machine"});
    CHECK(find_path_problems({"run", folder}).size() == 1);
    CHECK(find_path_problems({"run", "build" + folder + " ${x}" + folder}).empty());
}

} // namespace rasp_stitch::rooms_test
