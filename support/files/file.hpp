#pragma once

// Door of support/files.
//
// Reads and writes whole files. "-" is standard input or standard output.
//
// ```cpp
// #include <filesystem>
// const std::string path = std::filesystem::temp_directory_path() / "rasp_stitch_file_example";
// check_writable(path); // before hours of work rather than after
// write_output(path, "a result\n");
// CHECK(read_input(path) == "a result\n");
// std::filesystem::remove(path);
// CHECK_THROWS_AS(read_input(path), InputError); // cannot be read (No such file or directory)
// ```
//
// All functions that read or write throw InputError with the path as source and the system's
// reason.

#include "support/text/input_error.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the name of an input in messages: "standard input" for "-", and otherwise the path.
std::string source_name(const std::string& path);

// Returns the content of a file.
std::string read_input(const std::string& path);

// Returns what `make` returns. If it throws an InputError, the file is added to it as the source.
template <class Make>
auto naming(const std::string& path, Make&& make) {
    try {
        return make();
    } catch (InputError& error) {
        error.add_source(source_name(path));
        throw;
    }
}

// Replaces the content of the file, or leaves the file as it was: the content is written to a
// temporary file beside the target, brought to disk and renamed. An existing file keeps its
// permissions, and its owner if the system allows it. A symbolic link stays, and its target is
// replaced. Other hard links to the file keep the old content. What is not a regular file (a pipe,
// /dev/null) is written to directly; to an open descriptor (/dev/stdout, /dev/fd/3), the content is
// appended.
void write_output(const std::string& path, std::string_view content);

// Throws what write_output would throw, as far as that can be known without writing, such as for a
// missing folder. Leaves no file behind.
void check_writable(const std::string& path);

} // namespace rasp_stitch
