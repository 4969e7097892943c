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
    for (const std::string path : {"CMakeLists.txt", "run", ".ci/run", "support/input_error.hpp",
                                   "lambda/print.cpp", "tests/rooms_test/rooms_test.cpp"}) {
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
    CHECK(include_problems("lambda/print.cpp",
                           "#include \"lambda/print.hpp\"\n"
                           "\n"
                           "#include \"rasp/value.hpp\"\n"
                           "#include <vector>\n"
                           "  #  include <compressor/search.hpp> // hidden\n") ==
          Problems{"lambda/print.cpp:3: includes rasp/value.hpp, but lambda may not include rasp",
                   "lambda/print.cpp:5: includes compressor/search.hpp, but lambda may not include "
                   "compressor"});
}

TEST_CASE("the rooms know only those below them") {
    CHECK(may_include("lambda/print.cpp", "support/input_error.hpp"));
    CHECK_FALSE(may_include("support/file.cpp", "lambda/print.hpp"));
    CHECK(may_include("rasp/value.cpp", "lambda/print.hpp"));
    CHECK_FALSE(may_include("rasp/value.cpp", "enumerator/grammar.hpp"));
    CHECK_FALSE(may_include("enumerator/grammar.cpp", "compressor/search.hpp"));
    CHECK_FALSE(may_include("compressor/search.cpp", "enumerator/grammar.hpp"));
    CHECK(may_include("recognition/torch/network.cpp", "compressor/search.hpp"));
    CHECK_FALSE(may_include("recognition/dream.cpp", "integration/loop/loop.hpp"));
    CHECK(may_include("integration/loop/loop.cpp", "recognition/dream.hpp"));
    CHECK_FALSE(may_include("integration/loop/loop.cpp", "benchmarks/corpus.hpp"));
    CHECK(may_include("tests/lambda/print_test.cpp", "integration/loop/loop.hpp"));
}

TEST_CASE("only the program of the compressor knows rasp") {
    CHECK_FALSE(may_include("compressor/search.cpp", "rasp/value.hpp"));
    CHECK_FALSE(may_include("compressor/rasp_rewrite.cpp", "rasp/value.hpp"));
    CHECK_FALSE(may_include("compressor/rasp_compress_options.hpp", "rasp/value.hpp"));
    CHECK(may_include("compressor/rasp_compress.cpp", "rasp/value.hpp"));
    CHECK(may_include("compressor/rasp_compress_meaning.cpp", "rasp/value.hpp"));
}

TEST_CASE("only the soak of the benchmarks knows the tests") {
    CHECK(may_include("benchmarks/soak.cpp", "tests/compressor/judge.hpp"));
    CHECK_FALSE(may_include("benchmarks/soak_options.hpp", "tests/compressor/judge.hpp"));
    CHECK_FALSE(may_include("benchmarks/report.cpp", "tests/compressor/judge.hpp"));
    CHECK_FALSE(may_include("compressor/soak.cpp", "tests/compressor/judge.hpp"));
}

TEST_CASE("only programs know the command line") {
    CHECK(may_include("support/cli/program.cpp", "support/cli/options.hpp"));
    CHECK(may_include("support/cli/program.cpp", "support/file.hpp"));
    CHECK(may_include("compressor/rasp_compress.cpp", "support/cli/options.hpp"));
    CHECK(may_include("tests/support/options_test.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("compressor/search.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("support/file.cpp", "support/cli/options.hpp"));
    CHECK_FALSE(may_include("support/cli/program.cpp", "lambda/print.hpp"));
}

TEST_CASE("an include names its room") {
    CHECK_FALSE(may_include("lambda/print.cpp", "print.hpp"));
    CHECK_FALSE(may_include("lambda/print.cpp", "../support/file.hpp"));
    CHECK_FALSE(may_include("lambda/print.cpp", "lambda/../rasp/value.hpp"));
    CHECK_FALSE(may_include("lambda/print.cpp", "kitchen/knife.hpp"));
    CHECK(include_problems("kitchen/knife.cpp", "").size() == 1);
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
