// Every sub-room has a door: a header that its reader opens first. It is installed, unless it says
// that it is not.

#include "tests/rooms_test/room_rules.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rooms_test {

namespace {

using Lines = std::vector<std::string>;

// The first line of comment: the place where a header says that it is a door.
std::string_view first_comment(std::string_view text) {
    if (!text.starts_with("//")) {
        const std::size_t begin = text.find("\n//");
        if (begin == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(begin + 1);
    }
    return text.substr(0, text.find('\n'));
}

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.rfind('/')));
}

// Doors by the folder they stand in, and what is wrong with any of them.
struct Doors {
    std::map<std::string, Lines> by_folder;
    std::map<std::string, Lines> installed; // by folder, too
    Lines problems;
};

Doors find_doors(const std::vector<Source>& sources) {
    Doors doors;
    for (const Source& source : sources) {
        const std::string_view comment = first_comment(source.text);
        if (!source.path.ends_with(".hpp") || !comment.starts_with("// Door of ")) {
            continue;
        }
        const std::string folder = folder_of(source.path);
        if (comment != "// Door of " + folder + ".") {
            doors.problems.push_back(source.path + ": says \"" + std::string(comment) + "\"");
        }
        if (source.text.find("\n// ```cpp\n") == std::string::npos) {
            doors.problems.push_back(source.path + ": has no example");
        }
        doors.by_folder[folder].push_back(source.path);
        if (source.text.find("\n// Not installed") == std::string::npos) {
            doors.installed[folder].push_back(source.path);
        }
    }
    return doors;
}

// The names after DOOR in the build file of a sub-room, as paths.
Lines doors_named_in(const Source& build_file) {
    std::string text = build_file.text;
    std::ranges::replace(text, ')', ' ');
    std::istringstream words(text);
    Lines doors;
    bool names_doors = false;
    for (std::string word; words >> word;) {
        if (std::isupper(static_cast<unsigned char>(word.front())) != 0) {
            names_doors = word == "DOOR";
        } else if (names_doors) {
            doors.push_back(folder_of(build_file.path) + "/" + word + ".hpp");
        }
    }
    std::ranges::sort(doors);
    return doors;
}

std::vector<std::string> sub_rooms_with_doors() {
    std::vector<std::string> folders;
    for (const Room& room : room_table) {
        for (const std::string_view sub_room : room.sub_rooms) {
            // Programs ask for their version, and Python has its own documentation.
            if (!sub_room.empty() && sub_room != program_folder && sub_room != "version" &&
                sub_room != "python") {
                folders.push_back(std::string(room.folder) + "/" + std::string(sub_room));
            }
        }
    }
    return folders;
}

} // namespace

TEST_CASE("every sub-room has a door, with an example") {
    const Doors doors = find_doors(read_sources(RASP_STITCH_SOURCE_DIR));
    CHECK(doors.problems == Lines{});
    for (const std::string& folder : sub_rooms_with_doors()) {
        INFO(folder);
        CHECK(doors.by_folder.contains(folder));
    }
}

TEST_CASE("a build file names the doors that are installed") {
    const std::vector<Source> sources = read_sources(RASP_STITCH_SOURCE_DIR);
    const Doors doors = find_doors(sources);
    for (const std::string& folder : sub_rooms_with_doors()) {
        INFO(folder);
        const auto build_file =
            std::ranges::find(sources, folder + "/CMakeLists.txt", &Source::path);
        REQUIRE(build_file != sources.end());
        const auto found = doors.installed.find(folder);
        CHECK(doors_named_in(*build_file) ==
              (found == doors.installed.end() ? Lines{} : found->second));
    }
}

TEST_CASE("a door that is no door is named") {
    const Doors doors = find_doors({
        {"lambda/terms/a.hpp", "#pragma once\n\n// Door of lambda/types.\n//\n// ```cpp\n// ```\n"},
        {"lambda/terms/b.hpp", "// Door of lambda/terms.\n"},
        {"lambda/terms/c.hpp", "// Not a door.\n// Door of lambda/terms.\n"},
        {"rasp/kernels/d.hpp",
         "// Door of rasp/kernels.\n// Not installed: an example.\n//\n// ```cpp\n// ```\n"},
    });
    CHECK(doors.problems == Lines{"lambda/terms/a.hpp: says \"// Door of lambda/types.\"",
                                  "lambda/terms/b.hpp: has no example"});
    CHECK(doors.by_folder.at("lambda/terms").size() == 2);
    CHECK(doors.by_folder.at("rasp/kernels").size() == 1);
    CHECK_FALSE(doors.installed.contains("rasp/kernels"));
}

TEST_CASE("the doors of a build file are the names after DOOR") {
    CHECK(doors_named_in({"lambda/terms/CMakeLists.txt", "rasp_stitch_library(lambda_terms\n"
                                                         "    UNITS a b c\n"
                                                         "    DOOR c b\n"
                                                         "    DEPENDS d)\n"}) ==
          Lines{"lambda/terms/b.hpp", "lambda/terms/c.hpp"});
    CHECK(doors_named_in({"lambda/terms/CMakeLists.txt", "rasp_stitch_library(x DOOR c)\n"}) ==
          Lines{"lambda/terms/c.hpp"});
}

} // namespace rasp_stitch::rooms_test
