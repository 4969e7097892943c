// One target of libFuzzer, chosen by RASP_STITCH_FUZZ_TARGET. What leaves the property as an
// exception is what libFuzzer calls a crash.

#include "tests/fuzz/properties.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rasp_stitch::fuzz::RASP_STITCH_FUZZ_TARGET(
        std::string_view(reinterpret_cast<const char*>(data), size));
    return 0;
}
