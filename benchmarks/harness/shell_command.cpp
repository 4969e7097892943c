#include "benchmarks/harness/shell_command.hpp"

#include <array>
#include <utility>

namespace rasp_stitch::benchmarks {

namespace {

std::string shell_word(std::string_view text) {
    std::string word = "'";
    for (const char character : text) {
        if (character == '\'') {
            word += R"('\'')";
        } else {
            word += character;
        }
    }
    return word + "'";
}

} // namespace

std::string fill_in(std::string_view command, const CommandValues& values) {
    using Replacement = std::pair<std::string_view, std::string>;
    const std::array replacements = {
        Replacement{"{}", shell_word(values.corpus)},
        Replacement{"{arity}", std::to_string(values.max_arity)},
        Replacement{"{iterations}", std::to_string(values.iterations)},
    };
    const bool names_corpus = command.find("{}") != std::string_view::npos;
    std::string filled;
    while (!command.empty()) {
        std::string_view next = command.substr(0, 1);
        std::string_view put = next;
        for (const auto& [place, value] : replacements) {
            if (command.starts_with(place)) {
                next = place;
                put = value;
            }
        }
        filled += put;
        command.remove_prefix(next.size());
    }
    return names_corpus ? filled : filled + " " + replacements.front().second;
}

} // namespace rasp_stitch::benchmarks
