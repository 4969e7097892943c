#include "support/json/json_input.hpp"

#include "support/json/json_syntax.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <limits>
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
        if (non_finite != NonFinite::text) {
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

double number_of(std::string_view word) {
    if (word == "NaN") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double infinity = std::numeric_limits<double>::infinity();
    return word.starts_with('-') ? -infinity : infinity;
}

// Puts the numbers in the places of the words, which are null in the text that is parsed.
class NumberPlacer {
public:
    NumberPlacer(std::string_view text, const std::vector<NonFiniteWord>& words)
        : text_(text), words_(words) {}

    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        static_cast<void>(depth);
        if (event == Json::parse_event_t::value && next_ < words_.size() &&
            words_[next_].scalars_before == scalars_++) {
            parsed = number_of(text_.substr(words_[next_].offset, words_[next_].length));
            ++next_;
        }
        return true; // keep the value
    }

private:
    std::string_view text_;
    const std::vector<NonFiniteWord>& words_;
    std::size_t next_ = 0;    // word
    std::size_t scalars_ = 0; // met so far
};

Json build(std::string_view text, const Json::parser_callback_t& callback = nullptr) {
    try {
        return Json::parse(text, callback);
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
    if (words.empty()) {
        return build(text);
    }
    const std::string plain = replaced(text, words, non_finite);
    return non_finite == NonFinite::number ? build(plain, NumberPlacer(text, words)) : build(plain);
}

} // namespace rasp_stitch
