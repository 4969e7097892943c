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

constexpr bool is_listed(std::string_view folder, std::size_t before) {
    return std::any_of(room_table.begin(), room_table.begin() + before,
                       [&](const Room& room) { return room.folder == folder; });
}

constexpr bool every_room_stands_behind_those_it_includes() {
    for (std::size_t at = 0; at < room_table.size(); ++at) {
        for (const std::string_view other : room_table[at].may_include) {
            if (!other.empty() && !is_listed(other, at)) {
                return false;
            }
        }
    }
    return true;
}

static_assert(every_room_stands_behind_those_it_includes());

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

// The innermost room that holds the path.
const Room* room_of(std::string_view path) {
    const Room* innermost = nullptr;
    for (const Room& room : room_table) {
        const std::size_t length = room.folder.size();
        if (path.size() > length && path.starts_with(room.folder) && path[length] == '/' &&
            (innermost == nullptr || length > innermost->folder.size())) {
            innermost = &room;
        }
    }
    return innermost;
}

bool is_cpp_source(std::string_view path) {
    return path.ends_with(".cpp");
}
bool is_cpp_header(std::string_view path) {
    return path.ends_with(".hpp");
}

bool may_include(std::string_view path, const Room& from, std::string_view to) {
    if (to == from.folder || std::ranges::find(from.may_include, to) != from.may_include.end()) {
        return true;
    }
    const std::string_view file_name = path.substr(path.rfind('/') + 1);
    return std::ranges::any_of(program_exceptions, [&](const ProgramException& exception) {
        return to == exception.may_include && is_cpp_source(path) &&
               file_name.starts_with(exception.file_prefix) &&
               (exception.room.empty() || exception.room == from.folder);
    });
}

// What is wrong with the include, or nothing.
std::string judge(std::string_view path, const Room& from, const Include& include) {
    const Room* to = room_of(include.path);
    if (to == nullptr && !include.is_quoted) {
        return {}; // a library
    }
    if (to == nullptr || include.path.find("..") != std::string_view::npos) {
        return fmt::format("includes \"{}\", which does not begin with the folder of a room",
                           include.path);
    }
    if (!may_include(path, from, to->folder)) {
        return fmt::format("includes {}, but {} may not include {}", include.path, from.folder,
                           to->folder);
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
    const Room* from = room_of(source.path);
    if (from == nullptr) {
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
