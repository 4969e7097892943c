#pragma once

// The rules of the house: which room may include which, and what every source keeps to.
//
//     find_include_problems({"lambda/print.cpp", "#include \"rasp/value.hpp\"\n"})
//     // {"lambda/print.cpp:1: includes rasp/value.hpp, but lambda may not include rasp"}

#include <algorithm>
#include <array>
#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rooms_test {

using RoomNames = std::array<std::string_view, 10>; // the last ones may be empty

constexpr RoomNames rooms(std::initializer_list<std::string_view> names) {
    RoomNames all;
    all.fill(""); // g++ 12 cannot read the elements of a constexpr array that nobody wrote
    std::ranges::copy(names, all.begin());
    return all;
}

struct Room {
    std::string_view folder;
    RoomNames may_include; // besides itself
};

// A room stands behind those it may include.
inline constexpr std::array room_table = {
    Room{"support", rooms({})},
    Room{"support/cli", rooms({"support"})},
    Room{"lambda", rooms({"support"})},
    Room{"rasp", rooms({"support", "lambda"})},
    Room{"compressor", rooms({"support", "lambda"})},
    Room{"enumerator", rooms({"support", "lambda", "rasp"})},
    Room{"recognition", rooms({"support", "lambda", "rasp", "compressor", "enumerator"})},
    // Nothing here that could bring torch along.
    Room{"integration/dreamcoder",
         rooms({"support", "lambda", "rasp", "compressor", "enumerator"})},
    Room{"integration", rooms({"support", "lambda", "rasp", "compressor", "enumerator",
                               "recognition", "integration/dreamcoder"})},
    Room{"benchmarks",
         rooms({"support", "support/cli", "lambda", "rasp", "compressor", "enumerator",
                "recognition", "integration/dreamcoder", "integration"})},
    Room{"tests", rooms({"support", "support/cli", "lambda", "rasp", "compressor", "enumerator",
                         "recognition", "integration/dreamcoder", "integration", "benchmarks"})},
};

// What a program may include beyond its room: files whose path begins so and that are sources.
struct ProgramException {
    std::string_view room; // empty: any
    std::string_view file_prefix;
    std::string_view may_include;
};

inline constexpr std::array program_exceptions = {
    ProgramException{"", "rasp_", "support/cli"},
    ProgramException{"compressor", "rasp_compress",
                     "rasp"}, // it can check programs by running them
    ProgramException{"enumerator", "rasp_enumerate_library",
                     "compressor"}, // it reads the libraries that rasp-compress writes
    ProgramException{"benchmarks", "soak", "tests"}, // it holds the compressor against the judge
};

struct Source {
    std::string path; // from the root of the repository, with '/'
    std::string text;
};

// Everything in the repository that somebody wrote as text: code, build files, scripts and pages.
std::vector<Source> read_sources(const std::filesystem::path& repository);

// What is wrong with a source, each as "path:line: what".
std::vector<std::string> find_include_problems(const Source& source);
std::vector<std::string> find_header_problems(const Source& source);
std::vector<std::string> find_path_problems(const Source& source);

// A source includes the header of its name, if `all` has one, before all else: the compiler then
// sees that the header includes what it uses.
std::vector<std::string> find_own_header_problems(const Source& source,
                                                  std::span<const Source> all);

} // namespace rasp_stitch::rooms_test
