#include "tests/rooms_test/room_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>

namespace rasp_stitch::rooms_test {

namespace {

// Written in two halves, so that this file does not name them.
constexpr std::array machine_folders = {
    std::string_view("/work"
                     "/"),
    std::string_view("/tmp"
                     "/"),
    std::string_view("/root"
                     "/"),
    std::string_view("/home"
                     "/"),
};

using OnLine = std::function<void(std::size_t number, std::string_view line)>;

void for_each_line(std::string_view text, const OnLine& on_line) {
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        on_line(++number, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::string_view without_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

struct Include {
    std::string_view path;
    bool is_quoted;
};

std::optional<Include> parse_include(std::string_view line) {
    for (const std::string_view word : {"#", "include"}) {
        line = without_blanks(line);
        if (!line.starts_with(word)) {
            return std::nullopt;
        }
        line.remove_prefix(word.size());
    }
    line = without_blanks(line);
    if (!line.starts_with('"') && !line.starts_with('<')) {
        return std::nullopt;
    }
    const bool is_quoted = line.front() == '"';
    line.remove_prefix(1);
    return Include{line.substr(0, line.find(is_quoted ? '"' : '>')), is_quoted};
}

// Where a file stands, as places in the tables.
struct Place {
    std::size_t room = 0;
    std::size_t sub_room = 0; // 0 too in a room that has none

    bool operator==(const Place&) const = default;
};

std::string_view first_folder(std::string_view path) {
    return path.substr(0, path.find('/'));
}

std::optional<Place> place_of(std::string_view path) {
    const auto* const room = std::ranges::find(room_table, first_folder(path), &Room::folder);
    if (room == room_table.end() || path.size() == room->folder.size()) {
        return std::nullopt;
    }
    Place place{.room = static_cast<std::size_t>(room - room_table.begin()), .sub_room = 0};
    if (room->sub_rooms.front().empty()) {
        return place;
    }
    const std::string_view name = first_folder(path.substr(room->folder.size() + 1));
    const auto* const sub_room = std::ranges::find(room->sub_rooms, name);
    if (name.empty() || sub_room == room->sub_rooms.end()) {
        return std::nullopt;
    }
    place.sub_room = static_cast<std::size_t>(sub_room - room->sub_rooms.begin());
    return place;
}

std::string name_of(Place place) {
    const Room& room = room_table[place.room];
    const std::string_view sub_room = room.sub_rooms[place.sub_room];
    return sub_room.empty() ? std::string(room.folder)
                            : fmt::format("{}/{}", room.folder, sub_room);
}

bool is_program(Place place) {
    return room_table[place.room].sub_rooms[place.sub_room] == program_folder;
}

// The extension module is a program, too, apart from where it is run.
bool is_extension(Place place) {
    return name_of(place) == extension_folder;
}

bool is_for_programs(Place place) {
    return std::ranges::find(for_programs, name_of(place)) != for_programs.end();
}

// Whether it is work on the project itself: benchmarks and tests.
bool is_workshop(Place place) {
    return room_table[place.room].folder == "benchmarks" ||
           room_table[place.room].folder == "tests";
}

bool is_cpp_source(std::string_view path) {
    return path.ends_with(".cpp");
}
bool is_cpp_header(std::string_view path) {
    return path.ends_with(".hpp");
}

bool may_include(std::string_view path, Place from, std::string_view included, Place to) {
    const Room& room = room_table[from.room];
    if (from == to || (path == judge_user && included.starts_with(judge_folder))) {
        return true;
    }
    if (is_program(to)) {
        return room.folder == "tests" || is_extension(from);
    }
    if (is_extension(to)) {
        return false;
    }
    if (is_workshop(to)) {
        return room.folder == "tests";
    }
    if (is_program(from) || is_extension(from) || is_workshop(from)) {
        return true;
    }
    if (is_for_programs(to) && !is_for_programs(from)) {
        return false;
    }
    if (from.room == to.room) {
        return to.sub_room < from.sub_room;
    }
    const bool is_banned = std::ranges::any_of(bans, [&](const Ban& ban) {
        return ban.sub_room == name_of(from) && ban.room == room_table[to.room].folder;
    });
    if (is_banned) {
        return false;
    }
    return to.room < from.room &&
           std::ranges::find(room.may_not_include, room_table[to.room].folder) ==
               room.may_not_include.end();
}

// What is wrong with the include, or nothing.
std::string judge(std::string_view path, Place from, const Include& include) {
    const std::optional<Place> to = place_of(include.path);
    if (!to && !include.is_quoted) {
        return {}; // a library
    }
    if (!to || include.path.find("..") != std::string_view::npos) {
        return fmt::format("includes \"{}\", which does not begin with the folder of a room",
                           include.path);
    }
    if (!may_include(path, from, include.path, *to)) {
        return fmt::format("includes {}, but {} may not include {}", include.path, name_of(from),
                           name_of(*to));
    }
    return {};
}

bool is_part_of_a_path(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') ||
           std::string_view("_-.})$*").find(character) != std::string_view::npos;
}

// Whether the folder is named from the root of the file system, not as part of a longer path.
bool names_folder(std::string_view line, std::string_view folder) {
    for (std::size_t at = line.find(folder); at != std::string_view::npos;
         at = line.find(folder, at + 1)) {
        if (at == 0 || !is_part_of_a_path(line[at - 1])) {
            return true;
        }
    }
    return false;
}

bool is_skipped_folder(const std::filesystem::path& folder) {
    const std::string name = folder.filename().string();
    return (name.starts_with('.') && name != ".ci") || name.starts_with("build") ||
           name.starts_with("__") || name == "corpora" ||
           std::filesystem::exists(folder / "pyvenv.cfg");
}

bool is_text(const std::filesystem::path& file) {
    constexpr std::array<std::string_view, 10> extensions = {
        "", ".cpp", ".hpp", ".cmake", ".in", ".txt", ".json", ".py", ".toml", ".md"};
    return std::ranges::find(extensions, file.extension().string()) != extensions.end();
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (!stream) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return text;
}

} // namespace

std::vector<Source> read_sources(const std::filesystem::path& repository) {
    std::vector<Source> sources;
    const std::filesystem::recursive_directory_iterator entries(repository);
    // In a second work tree of a repository .git is a file, and git's own.
    const auto is_source = [](const std::filesystem::directory_entry& entry) {
        return entry.is_regular_file() && entry.path().filename() != ".git" &&
               is_text(entry.path());
    };
    for (auto entry = begin(entries); entry != end(entries); ++entry) {
        if (entry->is_directory() && is_skipped_folder(entry->path())) {
            entry.disable_recursion_pending();
        } else if (is_source(*entry)) {
            sources.push_back({entry->path().lexically_relative(repository).generic_string(),
                               read_file(entry->path())});
        }
    }
    std::ranges::sort(sources, {}, &Source::path);
    return sources;
}

std::vector<std::string> find_include_problems(const Source& source) {
    if (!is_cpp_source(source.path) && !is_cpp_header(source.path)) {
        return {};
    }
    const std::optional<Place> from = place_of(source.path);
    if (!from) {
        return {fmt::format("{}:1: stands in no room; the table of rooms is room_table in "
                            "tests/rooms_test/room_rules.hpp",
                            source.path)};
    }
    std::vector<std::string> problems;
    for_each_line(source.text, [&](std::size_t number, std::string_view line) {
        const std::optional<Include> include = parse_include(line);
        if (!include) {
            return;
        }
        const std::string problem = judge(source.path, *from, *include);
        if (!problem.empty()) {
            problems.push_back(fmt::format("{}:{}: {}", source.path, number, problem));
        }
    });
    return problems;
}

std::vector<std::string> find_header_problems(const Source& source) {
    if (!is_cpp_header(source.path) || source.text.starts_with("#pragma once\n")) {
        return {};
    }
    return {fmt::format("{}:1: a header begins with the line \"#pragma once\"", source.path)};
}

std::vector<std::string> find_own_header_problems(const Source& source,
                                                  std::span<const Source> all) {
    if (!is_cpp_source(source.path)) {
        return {};
    }
    const std::string header = source.path.substr(0, source.path.rfind('.')) + ".hpp";
    if (std::ranges::find(all, header, &Source::path) == all.end()) {
        return {};
    }
    std::optional<std::size_t> first_include;
    bool is_own = false;
    for_each_line(source.text, [&](std::size_t number, std::string_view line) {
        const std::optional<Include> include = parse_include(line);
        if (include && !first_include) {
            first_include = number;
            is_own = include->path == header;
        }
    });
    if (is_own) {
        return {};
    }
    return {fmt::format("{}:{}: the first include is to be {}", source.path,
                        first_include.value_or(1), header)};
}

std::vector<std::string> find_path_problems(const Source& source) {
    std::vector<std::string> problems;
    for_each_line(source.text, [&](std::size_t number, std::string_view line) {
        for (const std::string_view folder : machine_folders) {
            if (names_folder(line, folder)) {
                problems.push_back(fmt::format("{}:{}: names {}, a folder of one machine",
                                               source.path, number, folder));
            }
        }
    });
    return problems;
}

} // namespace rasp_stitch::rooms_test
