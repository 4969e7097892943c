#pragma once

// Finds out what a path names, and writes there without ever leaving half a file. See
// support/files/file.hpp for the guarantees.
//
//     const OutputTarget target("results/library.json");
//     target.check();        // the folder is there, and a file can be made in it
//     target.write(content); // all or nothing

#include <optional>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace rasp_stitch {

class OutputTarget {
public:
    // Throws InputError if the path is that of a folder.
    explicit OutputTarget(const std::string& path);

    // See check_writable() and write_output().
    void check() const;
    void write(std::string_view content) const;

private:
    enum class Kind { standard_output, in_place, replaced };

    void write_in_place(std::string_view content) const;
    void replace(std::string_view content) const;

    std::string name_; // for messages
    std::string path_; // with symbolic links resolved if the file will be replaced
    Kind kind_ = Kind::replaced;
    std::optional<struct stat> existing_;
};

} // namespace rasp_stitch
