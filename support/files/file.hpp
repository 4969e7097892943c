#pragma once

// Whole files in, whole files out. "-" is standard input or standard output.
//
//     check_writable(output_path);                  // before hours of work, not after
//     const std::string text = read_input(path);
//     write_output(output_path, result + "\n");
//     // InputError: corpus.json: cannot be read (No such file or directory)
//
// Everything here throws InputError with the path as source and the system's reason.

#include "support/text/input_error.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch {

// What messages call the input: "standard input" for "-", else the path.
std::string source_name(const std::string& path);

std::string read_input(const std::string& path);

// What `make` gives; InputErrors that leave it name the file.
template <class Make>
auto naming(const std::string& path, Make&& make) {
    try {
        return make();
    } catch (InputError& error) {
        error.add_source(source_name(path));
        throw;
    }
}

// Puts the content in place of the file, or leaves the file as it was: it is written to a temporary
// file beside the target, brought to disk and renamed. Permissions of an existing file are kept,
// and its owner where the system lets us; a symbolic link stays and its target is replaced; other
// hard links to the file keep the old content. What is not a regular file (a pipe, /dev/null) is
// written to directly, and so is an open descriptor (/dev/stdout, /dev/fd/3), at its end.
void write_output(const std::string& path, std::string_view content);

// Throws what write_output would throw, as far as that can be known without content: the folder is
// missing, something cannot be written there. Leaves no trace.
void check_writable(const std::string& path);

} // namespace rasp_stitch
