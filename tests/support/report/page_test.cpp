#include "support/report/page.hpp"

#include "support/report/command.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace rasp_stitch {

namespace {

using Data = nlohmann::ordered_json;

// Returns the text between the tags of the element that has the data.
std::string data_in(const std::string& page) {
    const std::string begin = R"(<script type="application/json" id="data">)";
    const std::size_t from = page.find(begin) + begin.size();
    return page.substr(from, page.find("</script>", from) - from);
}

} // namespace

TEST_CASE("A page gives its data back, whatever is in them") {
    const Data data = {{"title", "t"},
                       {"kind", "compression"},
                       {"odd", "</script><!-- <script> & \xE2\x80\xA8 \" \\ \xE2\x80\xAE"}};
    CHECK(Data::parse(data_in(report_page(data))) == data);
}

TEST_CASE("Nothing in the data can end their element or begin another") {
    const std::string inside = data_in(
        report_page({{"title", "</title></script><script>"}, {"a", "<!-- <script> </SCRIPT >"}}));
    CHECK(inside.find('<') == std::string::npos);
}

TEST_CASE("The title is text") {
    const std::string page = report_page({{"title", "<b> & </title>"}});
    CHECK(page.find("<title>&lt;b&gt; &amp; &lt;/title&gt;</title>") != std::string::npos);
}

TEST_CASE("Bytes that are no UTF-8 are mended") {
    const std::string page = report_page({{"title", "a\xFFz"}});
    CHECK(page.find("<title>a\xEF\xBF\xBDz</title>") != std::string::npos);
    CHECK(page.find('\xFF') == std::string::npos);
}

TEST_CASE("A page asks for nothing from anywhere") {
    const std::string page = report_page({{"title", "t"}});
    CHECK(page.find("default-src 'none'") != std::string::npos);
    CHECK(page.find("unsafe") == std::string::npos);
    for (const char* const reference : {"src=\"", "href=\"http", "@import", "url("}) {
        CHECK(page.find(reference) == std::string::npos);
    }
}

TEST_CASE("The licence of the charts is in the page") {
    const std::string page = report_page({{"title", "t"}});
    if (page.find("Chart.js v") == std::string::npos) {
        WARN("this build has no Chart.js");
        return;
    }
    CHECK(page.find("The above copyright notice and this permission notice") != std::string::npos);
}

TEST_CASE("A command can be run again as it is written") {
    const std::array arguments = {"/somewhere/rasp-eval", "(lam $0)", "-a3", "it's", ""};
    CHECK(repeatable_command("rasp-eval", static_cast<int>(arguments.size()), arguments.data()) ==
          "rasp-eval '(lam $0)' -a3 'it'\\''s' ''");
}

} // namespace rasp_stitch
