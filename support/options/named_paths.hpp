#pragma once

// The files that a program reads and writes, and what is wrong with several at once.
//
//     check_paths(std::array{NamedPath{"corpus", options.corpus}},
//                 std::array{NamedPath{"--out", options.out},
//                            NamedPath{"--json", printed_path(options.as_json)}});

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch {

// As messages call it: {"corpus", path}, {"--out", path}. Without a path it is not given.
struct NamedPath {
    std::string_view name;
    std::optional<std::string> path;
};

// Returns where an option such as --json prints, if it is given: standard output.
std::optional<std::string> printed_path(bool is_given);

// Throws InputError if an output would overwrite an input, if two outputs have the same path, or if
// two inputs are standard input.
void check_paths(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs);

} // namespace rasp_stitch
