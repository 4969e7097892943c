// The tests of the reference interpreter that evaluate programs (tech-srl/RASP, tests/in and
// tests/tgt, MIT): the prompt says the same to the same lines. Where it says something else, the
// file says so, and why.

#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

using Lines = std::vector<std::string>;

Lines strings_of(const JsonCursor& json) {
    Lines lines;
    for (const JsonCursor line : json.elements()) {
        lines.push_back(line.string());
    }
    return lines;
}

// Returns "NAME = VALUE" for constants and "NAME: VALUES" for s-ops, in the order of the output.
Lines values_in(const std::string& output) {
    Lines values;
    std::istringstream stream(output);
    std::string name;
    for (std::string line; std::getline(stream, line);) {
        const std::size_t colon = line.find(" : ");
        if (line.starts_with("    ") && !name.empty()) {
            values.push_back(name + ": " + line.substr(4));
            name.clear();
        } else if (colon != std::string::npos && !line.starts_with(' ')) {
            name = line.ends_with("sel") ? "" : line.substr(0, colon);
        } else if (line.find(" = ") != std::string::npos) {
            values.push_back(line);
        }
    }
    return values;
}

} // namespace

TEST_CASE("The reference's own tests give the reference's values") {
    const Json document =
        parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/reference_tests.json"));
    std::size_t values = 0;
    for (const JsonCursor test : JsonCursor(document).elements()) {
        CAPTURE(test.member("name").string());
        const TemporaryFolder folder;
        std::string text = ":syntax rasp\n";
        for (const std::string& line : strings_of(test.member("lines"))) {
            text += line + "\n";
        }
        write_output(folder / "lines", text);
        const ChildResult result = run_program({"--repl"}, {.input = folder / "lines"});
        const auto other = test.optional_member("here");
        CHECK(values_in(result.output) == strings_of(other ? *other : test.member("outputs")));
        CHECK(other.has_value() == test.optional_member("reason").has_value());
        values += test.member("outputs").elements().size();
    }
    CHECK(values > 40);
}
