// What a build without a network says; the test is one, whatever the program is.

#include "integration/program/dream/open_run.hpp"
#include "support/files/file.hpp"
#include "tests/integration/program/dream/small_run.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

TEST_CASE("Where the build has no network, a run that wants one is refused before any work") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts settings = small_settings();
    settings.erase("no-recognition");
    RaspDreamOptions options;
    options.tasks = folder / "tasks.json";
    options.run = folder / "run";
    options.settings = settings;
    const std::string message = message_of([&] { open_run(options); });
    CHECK(message.find("this build has no network") != std::string::npos);
    CHECK(message.find("--no-recognition") != std::string::npos);
    CHECK(!std::filesystem::exists(folder / "run"));
}
