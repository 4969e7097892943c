#include "support/cli/help_text.hpp"

#include "support/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <sstream>
#include <string>

using namespace rasp_stitch;

namespace {

constexpr std::array rows = {
    OptionRow{"Search", "max-arity", 'a', "N", "2", "most arguments of an abstraction"},
    OptionRow{"Output", "out", 'o', "FILE", "", "where to write"},
    OptionRow{"Search", "threads", 0, "N", "", "how many threads search"},
    OptionRow{"Output", "quiet", 'q', "", "", "no progress"},
    OptionRow{"Output", "also", 0, "FILE", "", "more places", true},
};

constexpr std::array<std::string_view, 2> usage = {"[options] CORPUS", "--help"};
constexpr std::array<std::string_view, 1> examples = {"rasp-compress corpus.json"};

} // namespace

TEST_CASE("A help page shows usage, options by group and examples") {
    const HelpPage page = {"rasp-compress", "Finds abstractions.", usage, examples};
    CHECK(help_text(page, rows) ==
          "Usage: rasp-compress [options] CORPUS\n"
          "       rasp-compress --help\n"
          "\n"
          "Finds abstractions.\n"
          "\n"
          "Search:\n"
          "  -a, --max-arity N  most arguments of an abstraction (default: 2)\n"
          "      --threads N    how many threads search\n"
          "\n"
          "Output:\n"
          "  -o, --out FILE     where to write\n"
          "  -q, --quiet        no progress\n"
          "      --also FILE    more places (may be repeated)\n"
          "\n"
          "Examples:\n"
          "  rasp-compress corpus.json\n");
}

TEST_CASE("Parts of a help page that are empty are left out") {
    CHECK(help_text({"rasp-eval", "", {}, {}}, {}) == "");
}

TEST_CASE("Long help is wrapped within 80 columns and stays in its column") {
    std::string help;
    for (int i = 0; i < 60; ++i) {
        help += "wörds ";
    }
    const OptionRow row = {"Search", "name", 'n', "TEXT", "none", help};
    std::istringstream text(help_text({"p", help, {}, {}}, std::array{row}));
    std::string line;
    std::size_t lines_in_column = 0;
    while (std::getline(text, line)) {
        CHECK(count_characters(line) <= 80);
        if (line.starts_with(std::string(19, ' ') + "wörds")) {
            ++lines_in_column;
        }
    }
    CHECK(lines_in_column >= 4);
}

TEST_CASE("Help for a name that is too wide begins on the next line") {
    const std::array table = {
        OptionRow{"Search", "a", 0, "", "", "short"},
        OptionRow{"Search", "an-option-with-a-very-long-name", 0, "VALUE", "", "long"},
    };
    CHECK(help_text({"p", "", {}, {}}, table) == "\nSearch:\n"
                                                 "      --a  short\n"
                                                 "      --an-option-with-a-very-long-name VALUE\n"
                                                 "           long\n");
}

TEST_CASE("A line break in help begins another line") {
    const std::array table = {OptionRow{"Search", "a", 0, "", "", "one\ntwo"}};
    CHECK(help_text({"p", "", {}, {}}, table) == "\nSearch:\n"
                                                 "      --a  one\n"
                                                 "           two\n");
}
