#include "integration/run_folder/digest.hpp"

#include "support/hashing/hash.hpp"
#include "support/json/json_input.hpp"

#include <fmt/format.h>

namespace rasp_stitch::loop {

std::string digest_of(const Json& document) {
    return fmt::format("{:016x}", fnv1a(document.dump()));
}

} // namespace rasp_stitch::loop
