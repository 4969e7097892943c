#include "support/cli/help_text.hpp"

#include "support/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;

namespace {

OptionRow row(std::string_view group, std::string_view name, char letter,
              std::string_view value_name, const std::string& default_text,
              const std::string& help) {
    return {.group = group,
            .name = name,
            .letter = letter,
            .value_name = value_name,
            .value = {.store = {}, .is_flag = value_name.empty()},
            .default_text = default_text,
            .help = help};
}

std::string options_help(const std::vector<OptionRow>& rows) {
    return help_text({.name = "p", .rows = rows});
}

} // namespace

TEST_CASE("A help page shows usage, options by group and examples") {
    Command command = {
        .name = "rasp-compress",
        .summary = "Finds abstractions.",
        .usage = {"[options] CORPUS", "--help"},
        .examples = {"rasp-compress corpus.json"},
        .rows = {row("Search", "max-arity", 'a', "N", "2", "most arguments of an abstraction"),
                 row("Output", "out", 'o', "FILE", "", "where to write"),
                 row("Search", "threads", 0, "N", "", "how many threads search"),
                 row("Output", "quiet", 'q', "", "", "no progress"),
                 row("Output", "also", 0, "FILE", "", "more places")}};
    command.rows.back().value.is_repeatable = true;
    CHECK(help_text(command) ==
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
    CHECK(help_text({.name = "rasp-eval"}) == "");
}

TEST_CASE("Long help is wrapped within 80 columns and stays in its column") {
    std::string help;
    for (int i = 0; i < 60; ++i) {
        help += "wörds ";
    }
    std::istringstream text(
        help_text({.name = "p",
                   .summary = help,
                   .rows = {row("Search", "name", 'n', "TEXT", "none", help)}}));
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
    CHECK(options_help({row("Search", "a", 0, "", "", "short"),
                        row("Search", "an-option-with-a-very-long-name", 0, "VALUE", "",
                            "long")}) == "\nSearch:\n"
                                         "      --a  short\n"
                                         "      --an-option-with-a-very-long-name VALUE\n"
                                         "           long\n");
}

TEST_CASE("A line break in help begins another line") {
    CHECK(options_help({row("Search", "a", 0, "", "", "one\ntwo")}) == "\nSearch:\n"
                                                                       "      --a  one\n"
                                                                       "           two\n");
}

TEST_CASE("Limits stand beside the default, and old names nowhere") {
    OptionRow limited = row("Search", "time-limit", 0, "N", "2", "when to stop");
    limited.value.limits = "0 to 64";
    limited.old_names = {"seconds"};
    CHECK(options_help({limited}) == "\nSearch:\n"
                                     "      --time-limit N  when to stop (default: 2; 0 to 64)\n");
}

TEST_CASE("A note can stand for a default that depends on other options") {
    CHECK(options_help({with_default_note(row("Search", "seconds", 0, "X", "0", "time"),
                                          "300, or no limit with --steps")}) ==
          "\nSearch:\n"
          "      --seconds X  time (default: 300, or no limit with --steps)\n");
}

TEST_CASE("A row without a group is not shown") {
    CHECK(options_help({row("", "completion", 0, "SHELL", "", "for bash")}).empty());
}
