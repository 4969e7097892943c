#include "support/report/command.hpp"

namespace rasp_stitch {

namespace {

constexpr std::string_view plain_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";

std::string quoted(std::string_view argument) {
    if (!argument.empty() &&
        argument.find_first_not_of(plain_characters) == std::string_view::npos) {
        return std::string(argument);
    }
    std::string text = "'";
    for (const char c : argument) {
        if (c == '\'') {
            text += "'\\''";
        } else {
            text += c;
        }
    }
    return text + "'";
}

} // namespace

std::string repeatable_command(std::string_view program, int argc, const char* const* argv) {
    std::string text(program);
    for (int i = 1; i < argc; ++i) {
        text += ' ' + quoted(argv[i]);
    }
    return text;
}

} // namespace rasp_stitch
