#include "support/cli/resident_memory.hpp"

#include "support/files/file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <unistd.h>

using namespace rasp_stitch;

TEST_CASE("Memory that is written to is resident") {
    constexpr std::size_t size = 64 << 20;
    const auto before = resident_memory();
    REQUIRE(before);
    const std::vector<char> memory(size, 'x');
    const auto after = resident_memory();
    REQUIRE(after);
    CHECK(*after >= size);
    CHECK(*after > *before);
    CHECK(memory[size / 2] == 'x');
}

TEST_CASE("The second number is the resident pages, and anything else is no answer") {
    const TemporaryFolder folder;
    const std::string path = folder / "statm";
    write_output(path, "1000 20 3 4 0 5 0\n");
    CHECK(resident_memory(path.c_str()) ==
          20 * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
    for (const std::string text : {"", "1000", "1000 ", "1000 x"}) {
        CAPTURE(text);
        write_output(path, text);
        CHECK_FALSE(resident_memory(path.c_str()));
    }
    CHECK_FALSE(resident_memory((folder / "missing").c_str()));
    CHECK_FALSE(resident_memory(folder.path().c_str()));
}
