#include "lambda/terms/parse.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

constexpr std::uint32_t largest_number = 0x7fffffff;
constexpr std::array<std::string_view, 3> lambda_keywords = {"lambda", "lam", "λ"};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool ends_token(char c) {
    return is_blank(c) || c == '(' || c == ')';
}

// Returns the number that `digits` denotes, or nullopt if it is none.
std::optional<std::uint32_t> number(std::string_view digits) {
    std::uint32_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || error != std::errc{} || stop != end || value > largest_number) {
        return std::nullopt;
    }
    return value;
}

// Returns whether the token is a keyword for a lambda, an underscore, and digits.
bool has_lambda_tag(std::string_view token) {
    for (const std::string_view keyword : lambda_keywords) {
        if (token.size() > keyword.size() + 1 && token.starts_with(keyword) &&
            token[keyword.size()] == '_') {
            return token.find_first_not_of("0123456789", keyword.size() + 1) ==
                   std::string_view::npos;
        }
    }
    return false;
}

// Returns the tag of the token `lam`, `lambda`, `lam_3` or `lambda_3`, and nullopt for others.
std::optional<std::uint32_t> lambda_tag(std::string_view token) {
    for (const std::string_view keyword : lambda_keywords) {
        if (token == keyword) {
            return no_tag;
        }
        if (token.starts_with(keyword) && token.substr(keyword.size()).starts_with('_')) {
            return number(token.substr(keyword.size() + 1));
        }
    }
    return std::nullopt;
}

// A parenthesis that is still open, or the outermost level.
struct Frame {
    std::size_t offset = 0; // of the opening parenthesis
    bool is_lambda = false;
    bool is_abstraction = false;
    std::uint32_t tag = no_tag;
    std::optional<TermId> term; // what was read so far, applied together
};

class Parser {
public:
    Parser(TermStore& store, std::string_view text, const ParseOptions& options)
        : store_(store), text_(text), options_(options) {}

    TermId parse() {
        frames_.emplace_back();
        while (skip_blanks()) {
            const char c = text_[position_];
            if (c == '(') {
                open(false);
            } else if (c == ')') {
                close();
            } else if (c == '#' && text_.substr(position_ + 1).starts_with('(')) {
                open(true);
            } else {
                read_token();
            }
        }
        return finish();
    }

private:
    [[noreturn]] void fail(std::size_t offset, std::string found, std::string expected) const {
        throw InputError({.found = std::move(found),
                          .expected = std::move(expected),
                          .text = std::string(text_),
                          .offset = offset});
    }

    // Moves to the next token. Returns false at the end of the text.
    bool skip_blanks() {
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (c == ';') {
                skip_semicolon();
            } else if (is_blank(c)) {
                ++position_;
            } else {
                return true;
            }
        }
        return false;
    }

    void skip_semicolon() {
        if (position_ > 0 && text_[position_ - 1] == ')') {
            ++position_;
            return;
        }
        const std::size_t line_end = text_.find('\n', position_);
        position_ = line_end == std::string_view::npos ? text_.size() : line_end;
    }

    void open(bool is_abstraction) {
        if (is_abstraction && !options_.abstraction) {
            fail(position_, "an abstraction written out, #(...)", "a term without abstractions");
        }
        Frame frame;
        frame.offset = position_;
        frame.is_abstraction = is_abstraction;
        frames_.push_back(frame);
        position_ += is_abstraction ? 2 : 1;
    }

    void close() {
        if (frames_.size() == 1) {
            fail(position_, "this \")\" closes nothing", "a \"(\" for every \")\"");
        }
        const Frame frame = frames_.back();
        frames_.pop_back();
        ++position_;
        if (const std::optional<TermId> term = finished(frame)) {
            if (frames_.size() == 1 && !frames_.front().term && !frame.is_abstraction) {
                begins_with_parenthesis_ = true;
            }
            add(*term, frame.offset);
        }
    }

    // Returns the term of a frame whose end was read, or nullopt for `()`, which is skipped.
    std::optional<TermId> finished(const Frame& frame) {
        if (frame.is_lambda && !frame.term) {
            fail(frame.offset, "a lambda without a body", "(lam BODY)");
        }
        if (frame.is_abstraction && !frame.term) {
            fail(frame.offset, "an empty abstraction", "#(lambda ...)");
        }
        std::optional<TermId> term = frame.term;
        if (frame.is_lambda) {
            term = store_.lambda(*term, frame.tag);
            note_place(frame.offset);
        }
        if (frame.is_abstraction) {
            if (!store_.is_closed(*term)) {
                fail(frame.offset, "an abstraction that leaves a variable free",
                     "a lambda inside the abstraction for each of its variables");
            }
            term = options_.abstraction(store_, *term);
        }
        return term;
    }

    void read_token() {
        const std::size_t start = position_;
        while (position_ < text_.size() && !ends_token(text_[position_])) {
            ++position_;
        }
        const std::string_view token = text_.substr(start, position_ - start);
        const std::optional<std::uint32_t> tag = lambda_tag(token);
        if (!tag && has_lambda_tag(token)) {
            fail(start, quote_excerpt(token) + " has too large a tag",
                 "a tag of at most 2147483647");
        }
        if (tag) {
            begin_lambda(start, token, *tag);
        } else {
            const TermId term = atom(start, token);
            note_place(start);
            add(term, start);
        }
    }

    void begin_lambda(std::size_t start, std::string_view token, std::uint32_t tag) {
        Frame& frame = frames_.back();
        if (frame.is_lambda || frame.term) {
            fail(start, quote_excerpt(token) + " in the middle of an application",
                 "it right after an opening parenthesis: (lam BODY)");
        }
        frame.is_lambda = true;
        frame.tag = tag;
    }

    TermId atom(std::size_t start, std::string_view token) {
        if (token.front() == '$') {
            return variable(start, token);
        }
        if (token.front() == '#') {
            if (const std::optional<std::uint32_t> index = number(token.substr(1))) {
                if (!options_.metavariables) {
                    fail(start, "the metavariable " + quote_excerpt(token),
                         "a program; metavariables belong in the bodies of abstractions");
                }
                return store_.metavariable(*index);
            }
        }
        check_name(start, token);
        return store_.primitive(token);
    }

    // Two names that look alike would be different, and two that a reader sees would be one.
    void check_name(std::size_t start, std::string_view token) const {
        const std::optional<UnseenCharacter> unseen = unseen_character(token);
        if (unseen) {
            fail(start + unseen->offset,
                 fmt::format("{}, U+{:04X}, in the name of a primitive", name_of(unseen->kind),
                             static_cast<std::uint32_t>(unseen->code)),
                 "names of characters that can be seen, with ordinary blanks between them");
        }
    }

    TermId variable(std::size_t start, std::string_view token) {
        const std::size_t underscore = token.find('_');
        const std::optional<std::uint32_t> index = number(token.substr(1, underscore - 1));
        std::optional<std::uint32_t> tag = no_tag;
        if (underscore != std::string_view::npos) {
            tag = number(token.substr(underscore + 1));
        }
        if (!index || !tag) {
            fail(start, quote_excerpt(token) + " is not a variable",
                 "a de Bruijn index after the \"$\", such as $0, or with a tag, $0_3");
        }
        return store_.variable(*index, *tag);
    }

    void add(TermId term, std::size_t offset) {
        Frame& frame = frames_.back();
        if (!frame.term) {
            frame.term = term;
        } else if (frame.is_lambda) {
            fail(offset, "a lambda with more than one body",
                 "one body: an application needs parentheses of its own, (lam (f x))");
        } else {
            frame.term = store_.application(*frame.term, term);
            note_place(frame.offset);
            joins_several_ |= frames_.size() == 1 && begins_with_parenthesis_;
        }
    }

    void note_place(std::size_t offset) {
        if (options_.places != nullptr) {
            options_.places->push_back(offset);
        }
    }

    TermId finish() {
        if (frames_.size() > 1) {
            fail(frames_.back().offset, "this \"(\" is never closed", "a \")\" for every \"(\"");
        }
        const std::optional<TermId> term = finished(frames_.front());
        if (!term) {
            fail(0, "an empty program", "a term, such as (lam $0)");
        }
        if (options_.looks_like_several != nullptr) {
            *options_.looks_like_several = joins_several_;
        }
        return *term;
    }

    TermStore& store_;
    std::string_view text_;
    const ParseOptions& options_;
    std::size_t position_ = 0;
    std::vector<Frame> frames_;
    bool begins_with_parenthesis_ = false; // the first term of the outermost level
    bool joins_several_ = false;           // ParseOptions::looks_like_several
};

} // namespace

TermId parse(TermStore& store, std::string_view text, const ParseOptions& options) {
    return Parser(store, text, options).parse();
}

bool is_primitive_name(std::string_view text) {
    TermStore store;
    try {
        const TermId term = parse(store, text);
        return store.is(TermKind::primitive, term) && store.name(term) == text;
    } catch (const InputError&) {
        return false;
    }
}

} // namespace rasp_stitch::lambda
