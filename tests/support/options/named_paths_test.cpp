#include "support/options/named_paths.hpp"

#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

std::string complaint(const std::vector<NamedPath>& inputs, const std::vector<NamedPath>& outputs) {
    try {
        check_paths(inputs, outputs);
    } catch (const InputError& error) {
        const std::string text = error.what();
        return text.substr(0, text.find('\n'));
    }
    return "";
}

} // namespace

TEST_CASE("Files that are not given, or differ, can be used together") {
    CHECK(complaint({}, {}).empty());
    CHECK(complaint({{"corpus", "a"}, {"library", std::nullopt}},
                    {{"--out", "b"}, {"--dot", std::nullopt}, {"--json", printed_path(false)}})
              .empty());
    CHECK(complaint({{"corpus", "-"}}, {{"--out", "-"}}).empty());
    CHECK(complaint({{"corpus", "a"}, {"library", "a"}}, {}).empty());
}

TEST_CASE("Only one input can come from standard input") {
    CHECK(complaint({{"corpus", "-"}, {"weights", "w"}, {"library", "-"}}, {}) ==
          "the corpus and the library are both to come from standard input");
}

TEST_CASE("Only one output can go to standard output, or to a file") {
    CHECK(complaint({}, {{"--out", "a"}, {"--dot", "b"}, {"--report", "a"}}) ==
          "--out and --report name the same file, \"a\"");
    CHECK(complaint({}, {{"--out", "-"}, {"--json", printed_path(true)}}) ==
          "--out and --json both go to standard output");
    CHECK(complaint({}, {{"--dot", "/dev/stdout"}, {"--print", printed_path(true)}}) ==
          "--dot and --print both go to standard output");
}

TEST_CASE("An output does not overwrite an input, by whatever path it is called") {
    const TemporaryFolder folder;
    const std::string path = folder / "corpus.json";
    write_output(path, "[]");
    CHECK(complaint({{"corpus", path}}, {{"--out", folder / "other.json"}}).empty());
    const std::string same = folder / "./corpus.json";
    CHECK(complaint({{"corpus", path}}, {{"--out", same}}) ==
          "--out names the corpus itself, \"" + same + "\"");
}
