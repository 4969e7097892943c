#pragma once

// Makes a temporary folder for generated corpora; its destructor removes it with its content.

#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

class ScratchFolder {
public:
    ScratchFolder(); // throws InputError if the folder cannot be made
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
