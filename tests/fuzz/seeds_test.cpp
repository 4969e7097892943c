// Every seed of the fuzz targets, tried as libFuzzer would.

#include "support/files/file.hpp"
#include "tests/fuzz/properties.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

using namespace rasp_stitch;

TEST_CASE("Every seed is read, or refused with a message, and nothing else") {
    for (const fuzz::Target& target : fuzz::targets) {
        std::size_t count = 0;
        const std::string folder =
            RASP_STITCH_SOURCE_DIR "/tests/fuzz/seeds/" + std::string(target.name);
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            CAPTURE(entry.path().string());
            const std::string text = read_input(entry.path().string());
            CHECK_NOTHROW(target.attempt(text));
            ++count;
        }
        CHECK(count >= 5);
    }
}

TEST_CASE("The folders of seeds are those of the targets") {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(RASP_STITCH_SOURCE_DIR "/tests/fuzz/seeds")) {
        CAPTURE(entry.path().string());
        CHECK(entry.is_directory());
        ++count;
    }
    CHECK(count == fuzz::targets.size());
}
