// What rasp-enumerate finds, printed as RASP and read back: with a library, by every search, and
// programs with every extension.

#include "support/files/file.hpp"
#include "tests/enumerator/program/extension_cases.hpp"
#include "tests/enumerator/program/run_enumerate.hpp"
#include "tests/support/printed_source.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// Of a predicate, of one within another, of a selector, of values, of the input alone.
constexpr const char* library_text = R"j([
    {"name": "fn_0", "body": "(select #0 #0 #1)"},
    {"name": "fn_1", "body": "(aggregate (fn_0 #0 equals_to) #1)"},
    {"name": "fn_2", "body": "(aggregate #0 (tokens #1))"},
    {"name": "fn_3", "body": "(select (indices #0) #1 equals_to)"},
    {"name": "fn_4", "body": "(sub (length #0) one)"},
    {"name": "fn_5", "body": "(selector_and #0 (select #1 #2 #3))"}])j";

// Returns what is printed, twice: the same answer in both forms.
PrintedCounts check(Words words) {
    const auto printed = [&](const std::string& form) {
        Words all = words;
        all.insert(all.end(), {"--print", form});
        const ChildResult result = run_program(all);
        CHECK(result.exit_code == 0);
        return result.output;
    };
    return check_printed(printed("rasp"), printed("lambda"));
}

} // namespace

TEST_CASE("Programs of a window are read back, with those of a library") {
    const TemporaryFolder folder;
    write_output(folder / "library.json", library_text);
    std::size_t programs = 0;
    for (const std::string request :
         {"input(str) -> seq(str)", "input(num) -> sel", "input(num) -> seq(num) -> seq(num)"}) {
        programs += check({"--list", "--request", request, "--upper", "10", "--library",
                           folder / "library.json"})
                        .programs;
    }
    CHECK(programs > 500);
}

TEST_CASE("Programs that were found for tasks are read back, and so is the library they use") {
    const TemporaryFolder folder;
    write_output(folder / "library.json", library_text);
    for (const std::vector<std::string>& search : std::vector<std::vector<std::string>>{
             {}, {"--no-few-examples"}, {"--search", "top-down"}}) {
        Words words = {"--tasks",
                       RASP_STITCH_SOURCE_DIR "/corpora/tasks.json",
                       "--max-programs",
                       "20000",
                       "-k",
                       "3",
                       "--library",
                       folder / "library.json"};
        words.insert(words.end(), search.begin(), search.end());
        const PrintedCounts counts = check(words);
        CHECK(counts.programs > 50);
        CHECK(counts.abstractions >= 3);
    }
}

TEST_CASE("Programs with extensions are read back") {
    for (const ExtensionCase& each : extension_cases) {
        CAPTURE(each.primitives);
        CHECK(check({"-e", each.example, "-p", each.primitives, "-k", "5", "--literals", "none"})
                  .programs > 0);
    }
}
