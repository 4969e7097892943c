#pragma once

// A folder for generated corpora, removed with all that is in it.

#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

class ScratchFolder {
public:
    ScratchFolder(); // throws InputError where none can be made
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    std::string operator/(std::string_view name) const { return path_ + '/' + std::string(name); }

private:
    std::string path_;
};

} // namespace rasp_stitch::benchmarks
