#include "benchmarks/harness/scratch_folder.hpp"

#include "support/files/descriptor.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace rasp_stitch::benchmarks {

ScratchFolder::ScratchFolder()
    : path_(std::filesystem::temp_directory_path() / "rasp-benchmark-XXXXXX") {
    if (::mkdtemp(path_.data()) == nullptr) {
        throw cannot(path_, "be made", errno);
    }
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace rasp_stitch::benchmarks
