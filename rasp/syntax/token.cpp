#include "rasp/syntax/token.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <array>
#include <string>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view digits = "0123456789";
constexpr std::string_view blanks = " \t\r\n\f\v";
constexpr std::array<std::string_view, 4> long_marks = {"==", "!=", "<=", ">="};
constexpr std::string_view short_marks = "()[]{},;:=<>+-*/%^";

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    std::vector<Token> tokens() {
        check_encoding();
        if (text_.starts_with(byte_order_mark)) {
            at_ = byte_order_mark.size();
        }
        while (skip_blanks()) {
            add_token();
        }
        tokens_.push_back({TokenKind::end, text_.substr(text_.size()), text_.size()});
        return std::move(tokens_);
    }

private:
    [[noreturn]] void fail(std::size_t offset, std::string found, std::string expected) const {
        throw InputError({.found = std::move(found),
                          .expected = std::move(expected),
                          .text = std::string(text_),
                          .offset = offset,
                          .by_line = true});
    }

    void check_encoding() const {
        if (text_.starts_with("\xff\xfe") || text_.starts_with("\xfe\xff")) {
            fail(0, "a text in UTF-16", "a text in UTF-8");
        }
        for (std::size_t at = 0; at < text_.size();) {
            const Utf8Character character = character_at(text_, at);
            if (!character.valid) {
                fail(at, "a byte that is not UTF-8", "a text in UTF-8");
            }
            if (character.code == 0) {
                fail(at, "a byte of zero, as in UTF-16 or a binary file", "a text in UTF-8");
            }
            at += character.length;
        }
    }

    bool skip_blanks() {
        while (at_ < text_.size()) {
            if (text_[at_] == '#') {
                at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
            } else if (blanks.find(text_[at_]) != std::string_view::npos) {
                ++at_;
            } else {
                return true;
            }
        }
        return false;
    }

    void add(TokenKind kind, std::size_t length) {
        tokens_.push_back({kind, text_.substr(at_, length), at_});
        at_ += length;
    }

    std::size_t after_digits(std::size_t from) const {
        return std::min(text_.find_first_not_of(digits, from), text_.size());
    }

    void add_number() {
        const std::size_t end = after_digits(at_);
        const bool has_point = end + 1 < text_.size() && text_[end] == '.' &&
                               digits.find(text_[end + 1]) != std::string_view::npos;
        if (has_point) {
            add(TokenKind::number, after_digits(end + 1) - at_);
        } else {
            add(TokenKind::whole, end - at_);
        }
    }

    void add_string() {
        const std::size_t end = text_.find_first_of("\"\r\n", at_ + 1);
        if (end == std::string_view::npos || text_[end] != '"') {
            fail(at_, "a string that is not closed on its line", "a \" at its end");
        }
        add(TokenKind::string, end + 1 - at_);
    }

    void add_mark() {
        for (const std::string_view mark : long_marks) {
            if (text_.substr(at_, 2) == mark) {
                return add(TokenKind::mark, 2);
            }
        }
        if (short_marks.find(text_[at_]) == std::string_view::npos) {
            const std::size_t length = character_at(text_, at_).length;
            fail(at_, "the character " + quote_excerpt(text_.substr(at_, length)),
                 text_[at_] == '\'' ? "a string in double quotes"
                                    : "a name, a number, a string or an operator");
        }
        add(TokenKind::mark, 1);
    }

    void add_token() {
        const char c = text_[at_];
        if (begins_name(c)) {
            std::size_t end = at_ + 1;
            while (end < text_.size() &&
                   (begins_name(text_[end]) || digits.find(text_[end]) != std::string_view::npos)) {
                ++end;
            }
            add(TokenKind::name, end - at_);
        } else if (digits.find(c) != std::string_view::npos) {
            add_number();
        } else if (c == '"') {
            add_string();
        } else {
            add_mark();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

} // namespace

std::vector<Token> tokenize(std::string_view text) {
    return Tokenizer(text).tokens();
}

} // namespace rasp_stitch::rasp
