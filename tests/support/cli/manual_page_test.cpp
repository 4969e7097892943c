// tests/programs lets man and mandoc read the pages of all programs.

#include "support/cli/manual_page.hpp"

#include "support/cli/exit_codes.hpp"
#include "support/options/option_values.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

// The page from this heading to the next.
std::string section(const std::string& page, const std::string& name) {
    const std::size_t begin = page.find(".SH " + name + "\n");
    REQUIRE(begin != std::string::npos);
    return page.substr(begin, page.find("\n.SH ", begin) - begin + 1);
}

} // namespace

TEST_CASE("A manual page has the usual sections") {
    int count = 0;
    bool quiet = false;
    const std::string page =
        manual_page({.name = "rasp-example",
                     .version = {"1.2", "0123456789", "2026-11-28"},
                     .title = "do something",
                     .summary = "Does `-x` and more.\nThat's ^all~.",
                     .usage = {"FILE", "--count N"},
                     .examples = {"An example:", "    rasp-example \\", "        '.x'", "", ".end"},
                     .rows = {{"Search", "count", 'n', "N", whole(count, 0, 9), "3", "how many"},
                              {"Output", "quiet", 0, "", flag(quiet), "", "say nothing"},
                              {"", "hidden", 0, "", flag(quiet), "", "nobody sees it"}},
                     .subcommands = {{.name = "part"}}});
    CHECK(page.starts_with(".TH RASP\\-EXAMPLE 1 2026-11-28 \"rasp-stitch 1.2\" rasp-stitch\n"));
    CHECK(section(page, "NAME") == ".SH NAME\nrasp\\-example \\- do something\n");
    CHECK(section(page, "SYNOPSIS") == ".SH SYNOPSIS\n"
                                       "\\fBrasp\\-example\\fP FILE\n.br\n"
                                       "\\fBrasp\\-example\\fP \\-\\-count N\n");
    CHECK(section(page, "DESCRIPTION") == ".SH DESCRIPTION\n"
                                          "Does \\fB\\-x\\fP and more.\n.PP\n"
                                          "That\\(aqs \\(haall\\(ti.\n");
    CHECK(section(page, "OPTIONS") ==
          ".SH OPTIONS\n"
          ".SS Search\n.TP\n\\fB\\-n\\fP, \\fB\\-\\-count\\fP \\fIN\\fP\n"
          "how many (default: 3; 0 to 9)\n"
          ".SS Output\n.TP\n\\fB\\-\\-quiet\\fP\nsay nothing\n");
    CHECK(section(page, "EXAMPLES") == ".SH EXAMPLES\nAn example:\n.PP\n.RS 4\n.EX\n"
                                       "rasp\\-example \\e\n    \\(aq.x\\(aq\n"
                                       ".EE\n.RE\n.PP\n\\&.end\n");
    CHECK(section(page, "SEE ALSO") == ".SH SEE ALSO\n.BR rasp\\-example\\-part (1)\n");
}

TEST_CASE("A manual page tells every exit code") {
    const std::string text = section(manual_page({.name = "rasp-example"}), "EXIT STATUS");
    for (const ExitCodeRow& row : exit_codes()) {
        CHECK(text.find(".TP\n\\fB" + std::to_string(row.code) + "\\fP\n") != std::string::npos);
    }
}

TEST_CASE("The page of a subcommand has its name, and names the program") {
    const std::string page = manual_page({.name = "rasp-example part"});
    CHECK(page.starts_with(".TH RASP\\-EXAMPLE\\-PART 1 "));
    CHECK(section(page, "SEE ALSO") == ".SH SEE ALSO\n.BR rasp\\-example (1)\n");
}
