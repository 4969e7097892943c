#include "support/json_input.hpp"

#include "support/excerpt.hpp"
#include "support/input_error.hpp"
#include "support/json_syntax.hpp"

#include <string>
#include <vector>

namespace rasp_stitch {

namespace {

std::string with_nulls(std::string_view text, const std::vector<NonFiniteWord>& words) {
    std::string plain;
    plain.reserve(text.size() + words.size());
    std::size_t copied = 0;
    for (const NonFiniteWord& word : words) {
        plain += text.substr(copied, word.offset - copied);
        plain += "null";
        copied = word.offset + word.length;
    }
    plain += text.substr(copied);
    return plain;
}

Json build(std::string_view text) {
    try {
        return Json::parse(text);
    } catch (const Json::exception& error) {
        // Not expected after the check, but a fault of the input all the same.
        throw InputError({.found = "this is not JSON: " + safe_excerpt(error.what(), 200)});
    }
}

} // namespace

Json parse_json(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
        text.remove_prefix(byte_order_mark.size());
    }
    const std::vector<NonFiniteWord> words = check_json_syntax(text);
    return words.empty() ? build(text) : build(with_nulls(text, words));
}

} // namespace rasp_stitch
