#include "support/json/json_input.hpp"

#include "support/json/json_syntax.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <string>
#include <vector>

namespace rasp_stitch {

namespace {

std::string replaced(std::string_view text, const std::vector<NonFiniteWord>& words,
                     NonFinite non_finite) {
    std::string plain;
    plain.reserve(text.size() + 2 * words.size());
    std::size_t copied = 0;
    for (const NonFiniteWord& word : words) {
        plain += text.substr(copied, word.offset - copied);
        if (non_finite == NonFinite::null) {
            plain += "null";
        } else {
            plain += '"';
            plain += text.substr(word.offset, word.length);
            plain += '"';
        }
        copied = word.offset + word.length;
    }
    plain += text.substr(copied);
    return plain;
}

Json build(std::string_view text) {
    try {
        return Json::parse(text);
    } catch (const Json::exception& error) {
        // The check should have found it, but it is a fault of the input all the same.
        throw InputError({.found = "this is not JSON: " + safe_excerpt(error.what(), 200)});
    }
}

} // namespace

Json parse_json(std::string_view text, NonFinite non_finite) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
        text.remove_prefix(byte_order_mark.size());
    }
    const std::vector<NonFiniteWord> words = check_json_syntax(text);
    return words.empty() ? build(text) : build(replaced(text, words, non_finite));
}

} // namespace rasp_stitch
