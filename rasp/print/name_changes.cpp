#include "rasp/print/name_changes.hpp"

#include "rasp/print/source_names.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

bool is_name(std::string_view text) {
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
           std::ranges::all_of(text, [](char c) { return is_plain(c) || c == '_'; });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

[[noreturn]] void fail_at(std::string_view text, std::string_view word, std::string found,
                          std::string expected) {
    throw InputError({.found = std::move(found),
                      .expected = std::move(expected),
                      .text = std::string(text),
                      .offset = static_cast<std::size_t>(word.data() - text.data()),
                      .by_line = true});
}

constexpr auto a_name = "letters, digits and low lines, with a letter first";

// Returns why the new name cannot be one, "" if it can.
std::string problem_of(const NameChanges& changes, std::string_view changed) {
    if (!is_name(changed)) {
        return "the name " + quote_excerpt(std::string(changed));
    }
    if (has_meaning(changed)) {
        return "the name " + quote_excerpt(std::string(changed)) + " means something in RASP";
    }
    for (const auto& [before, after] : changes) {
        if (after == changed) {
            return "the name " + quote_excerpt(after) + " is given twice, first to " +
                   quote_excerpt(before);
        }
    }
    return "";
}

NameChanges changes_of_lines(std::string_view text) {
    NameChanges changes;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view whole = text.substr(begin, end - begin);
        const std::string_view line = trimmed(whole.substr(0, whole.find('#')));
        begin = end + 1;
        if (line.empty()) {
            continue;
        }
        const std::size_t equals = line.find('=');
        const std::string_view before = trimmed(line.substr(0, equals));
        const std::string_view after =
            equals == line.npos ? line : trimmed(line.substr(equals + 1));
        if (equals == line.npos || before.empty()) {
            fail_at(text, line, quote_excerpt(std::string(line)), "NAME = NEW_NAME");
        }
        if (const std::string problem = problem_of(changes, after); !problem.empty()) {
            fail_at(text, after.empty() ? line : after, problem, a_name);
        }
        if (!changes.emplace(before, after).second) {
            fail_at(text, before, "another name for " + quote_excerpt(std::string(before)),
                    "one line for each name");
        }
    }
    return changes;
}

} // namespace

NameChanges read_name_changes(std::string_view text) {
    const std::string_view begin =
        trimmed(text.substr(std::min(text.find_first_not_of("\n\r\t "), text.size())));
    if (!begin.starts_with('{')) {
        return changes_of_lines(text);
    }
    NameChanges changes;
    const Json document = parse_json(text);
    for (const auto& [name, value] : JsonCursor(document).members()) {
        if (const std::string problem = problem_of(changes, value.string()); !problem.empty()) {
            value.fail(problem, a_name);
        }
        changes.emplace(name, value.string());
    }
    return changes;
}

} // namespace rasp_stitch::rasp
