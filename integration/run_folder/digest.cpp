#include "integration/run_folder/digest.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace rasp_stitch::loop {

std::string digest_of(const Json& document) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : document.dump()) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return fmt::format("{:016x}", hash);
}

} // namespace rasp_stitch::loop
