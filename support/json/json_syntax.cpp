#include "support/json/json_syntax.hpp"

#include "support/json/json_token.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace rasp_stitch {

namespace {

// What may come next. With the innermost open bracket, this is the whole state of the automaton
// that accepts JSON.
enum class Next : std::uint8_t {
    value,
    value_or_close,
    name,
    name_or_close,
    colon,
    comma_or_close
};

class JsonChecker {
public:
    explicit JsonChecker(std::string_view text) : text_(text) {}

    std::vector<NonFiniteWord> check() {
        skip_blanks();
        if (at_ == text_.size()) {
            throw InputError({.found = "the file is empty", .expected = "JSON"});
        }
        do {
            step();
            skip_blanks();
        } while (!done());
        if (at_ < text_.size()) {
            fail_here("the end of the file");
        }
        return std::move(words_);
    }

private:
    bool done() const { return next_ == Next::comma_or_close && open_.empty(); }

    bool in_object() const { return !open_.empty() && open_.back(); }

    void skip_blanks() {
        while (at_ < text_.size() && is_json_blank(text_[at_])) {
            ++at_;
        }
    }

    // Reads one token.
    void step() {
        const char first = at_ < text_.size() ? text_[at_] : '\0';
        switch (next_) {
        case Next::value_or_close:
            if (first == ']') {
                close();
                return;
            }
            [[fallthrough]];
        case Next::value:
            read_value(first);
            return;
        case Next::name_or_close:
            if (first == '}') {
                close();
                return;
            }
            [[fallthrough]];
        case Next::name:
            if (first != '"') {
                fail_here(next_ == Next::name ? "a name in double quotes"
                                              : "a name in double quotes or \"}\"");
            }
            take(end_of_json_string(text_, at_), Next::colon);
            return;
        case Next::colon:
            if (first != ':') {
                fail_here("\":\"");
            }
            take(at_ + 1, Next::value);
            return;
        case Next::comma_or_close:
            read_comma_or_close(first);
            return;
        }
    }

    void read_comma_or_close(char first) {
        if (first == ',') {
            take(at_ + 1, in_object() ? Next::name : Next::value);
        } else if (first == (in_object() ? '}' : ']')) {
            close();
        } else {
            fail_here(in_object() ? R"("," or "}")" : R"("," or "]")");
        }
    }

    void read_value(char first) {
        if (first == '[' || first == '{') {
            open(first == '{');
            return;
        }
        const std::size_t scalars_before = scalars_++;
        if (first == '"') {
            take(end_of_json_string(text_, at_), Next::comma_or_close);
            return;
        }
        const std::string_view word = json_word(text_, at_);
        if (word == "NaN" || word == "Infinity" || word == "-Infinity") {
            words_.push_back({at_, word.size(), scalars_before});
        } else if (first == '-' || (first >= '0' && first <= '9')) {
            check_json_number(text_, at_, word);
        } else if (word != "null" && word != "true" && word != "false") {
            fail_here(next_ == Next::value ? "a value" : "a value or \"]\"");
        }
        take(at_ + word.size(), Next::comma_or_close);
    }

    void open(bool object) {
        if (open_.size() == deepest_json) {
            throw json_fault(text_, at_, "there are too many brackets inside each other",
                             "at most " + std::to_string(deepest_json) + " levels");
        }
        open_.push_back(object);
        take(at_ + 1, object ? Next::name_or_close : Next::value_or_close);
    }

    void close() {
        open_.pop_back();
        take(at_ + 1, Next::comma_or_close);
    }

    void take(std::size_t end, Next next) {
        at_ = end;
        end_of_token_ = end;
        next_ = next;
    }

    [[noreturn]] void fail_here(std::string expected) const {
        if (at_ == text_.size()) {
            throw json_fault(text_, end_of_token_, "the file ends too early", std::move(expected));
        }
        throw json_fault(text_, at_, found_in_json(text_, at_), std::move(expected));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t end_of_token_ = 0; // the last one read
    Next next_ = Next::value;
    std::vector<bool> open_; // the open brackets: is it an object's?
    std::vector<NonFiniteWord> words_;
    std::size_t scalars_ = 0; // read so far
};

} // namespace

std::vector<NonFiniteWord> check_json_syntax(std::string_view text) {
    return JsonChecker(text).check();
}

} // namespace rasp_stitch
