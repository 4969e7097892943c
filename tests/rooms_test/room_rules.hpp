#pragma once

// The rules of the house: which room may include which, and what every source keeps to.
//
//     find_include_problems({"lambda/terms/print.cpp", "#include \"rasp/language/value.hpp\"\n"})
//     // {"lambda/terms/print.cpp:1: includes rasp/language/value.hpp, but lambda/terms may not
//     //   include rasp/language"}

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rooms_test {

using Names = std::array<std::string_view, 16>; // the last ones may be empty

constexpr Names names(std::initializer_list<std::string_view> some) {
    Names all;
    all.fill(""); // g++ 12 cannot read the elements of a constexpr array that nobody wrote
    std::ranges::copy(some, all.begin());
    return all;
}

struct Room {
    std::string_view folder;
    Names sub_rooms = names({});
    Names may_not_include = names({}); // of the rooms above it
};

// The house plan. A room may include the rooms above it in this table, apart from those that it may
// not; a sub-room, the sub-rooms before it in its row. A room without sub-rooms is one for all its
// folders.
inline constexpr std::array room_table = {
    Room{"support", names({"text", "files", "json", "hashing", "random", "budget", "options",
                           "report", "version", "cli"})},
    Room{"lambda", names({"terms", "types"})},
    Room{"rasp", names({"language", "kernels", "evaluator", "tasks", "transformer", "syntax",
                        "source", "print", "report", "program"})},
    Room{"compressor",
         names({"corpus", "nodes", "patterns", "windows", "search", "rewriting", "refactoring",
                "explain", "library", "joint", "output", "program"}),
         names({"rasp"})}, // it takes any corpus
    Room{"enumerator",
         names({"grammar", "top_down", "rasp_language", "behaviour", "columns", "goals",
                "backwards", "task_search", "by_cost", "in_buckets", "bottom_up", "evidence",
                "solve", "solutions", "ranks", "program"}),
         names({"compressor"})},
    Room{"recognition",
         names({"tasks", "dreams", "lessons", "sketches", "near", "network", "relaxed", "holes",
                "program"}),
         names({"compressor"})},
    Room{"integration", names({"abstraction", "dreamcoder", "generation", "run", "loop",
                               "run_folder", "program", "python"})},
    Room{"benchmarks"},
    Room{"tests"},
};

// A folder of programs is a door: it may include every room, and only the tests include it, and the
// extension module of the Python package, which has the options of the programs.
inline constexpr std::string_view program_folder = "program";
inline constexpr std::string_view extension_folder = "integration/python";

// What only programs, benchmarks and tests may include, and each other: other libraries know no
// command line, and link without libtorch and without MPI.
inline constexpr std::array for_programs = {
    std::string_view("support/cli"),         std::string_view("recognition/network"),
    std::string_view("recognition/relaxed"), std::string_view("recognition/holes"),
    std::string_view("enumerator/ranks"),
};

// Sub-rooms that may not include a room above theirs: grammars and derivations are those of any
// typed language.
struct Ban {
    std::string_view sub_room;
    std::string_view room;
};
inline constexpr std::array bans = {
    Ban{"enumerator/grammar", "rasp"},
    Ban{"enumerator/top_down", "rasp"},
};

// The soak holds the compressor against the judge of its tests.
inline constexpr std::string_view judge_folder = "tests/compressor/judge";
inline constexpr std::string_view judge_user = "benchmarks/compressor/soak.cpp";

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
