#include "lambda/types/type_text.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";
constexpr std::string_view arrow = "->";

// A parenthesis that is still open, or the outermost level.
struct Frame {
    std::size_t offset = 0;
    std::optional<std::string_view> constructor = {}; // whose arguments stand in the parenthesis
    std::vector<TypeId> arguments = {};               // those that are complete
    std::vector<TypeId> chain = {};                   // a, b, ... of a -> b -> ...
};

class TypeParser {
public:
    TypeParser(TypeStore& types, std::string_view text) : types_(types), text_(text) {}

    TypeId parse() {
        frames_.emplace_back();
        for (skip_blanks(); position_ < text_.size(); skip_blanks()) {
            if (operand_comes_) {
                read_operand();
            } else {
                read_operator();
            }
        }
        if (frames_.size() > 1) {
            fail(frames_.back().offset, "this \"(\" is never closed", "a \")\" for every \"(\"");
        }
        if (operand_comes_) {
            fail(text_.size(), frames_.back().chain.empty() ? "no type" : "the type ends here",
                 "a type, such as seq(num)");
        }
        return arrows(frames_.back().chain);
    }

private:
    [[noreturn]] void fail(std::size_t offset, std::string found, std::string expected) const {
        throw InputError({.found = std::move(found),
                          .expected = std::move(expected),
                          .text = std::string(text_),
                          .offset = offset});
    }

    void skip_blanks() {
        position_ = std::min(text_.find_first_not_of(blanks, position_), text_.size());
    }

    bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

    void read_operand() {
        if (at('(')) {
            frames_.push_back({.offset = position_++});
            return;
        }
        const std::size_t start = position_;
        const std::string_view name = read_name();
        if (name.empty()) {
            fail(start, quote_excerpt(text_.substr(start, 1)) + " where a type should begin",
                 "a type, such as seq(num)");
        }
        const std::size_t end = position_;
        skip_blanks();
        if (at('(')) {
            if (is_variable_name(name)) {
                fail(start, "the type variable " + quote_excerpt(name) + " with arguments",
                     "a constructor before the parenthesis, such as seq(num)");
            }
            frames_.push_back({.offset = position_++, .constructor = name});
            return;
        }
        position_ = end;
        add(atom(start, name));
    }

    std::string_view read_name() {
        const std::size_t start = position_;
        while (position_ < text_.size() &&
               (blanks.find(text_[position_]) == blanks.npos && !at('(') && !at(')') && !at(',')) &&
               !text_.substr(position_).starts_with(arrow)) {
            ++position_;
        }
        return text_.substr(start, position_ - start);
    }

    static bool is_variable_name(std::string_view name) {
        return name.size() > 1 && name.front() == 't' &&
               name.find_first_not_of("0123456789", 1) == name.npos;
    }

    TypeId atom(std::size_t start, std::string_view name) {
        if (!is_variable_name(name)) {
            return types_.constructor(name);
        }
        std::uint32_t index = 0;
        const auto [stop, error] =
            std::from_chars(name.data() + 1, name.data() + name.size(), index);
        if (error != std::errc{} || index > largest_type_variable) {
            fail(start, quote_excerpt(name) + " has too large a number",
                 "a type variable up to t65535");
        }
        return types_.variable(index);
    }

    void read_operator() {
        if (text_.substr(position_).starts_with(arrow)) {
            position_ += arrow.size();
            operand_comes_ = true;
        } else if (at(',')) {
            if (!frames_.back().constructor) {
                fail(position_, "a \",\" that separates no arguments",
                     "arguments after a constructor, pair(int, bool)");
            }
            ++position_;
            end_argument();
            operand_comes_ = true;
        } else if (at(')')) {
            close();
        } else {
            fail(position_, "two types with nothing between them", "\"->\", \",\" or \")\"");
        }
    }

    void close() {
        if (frames_.size() == 1) {
            fail(position_, "this \")\" closes nothing", "a \"(\" for every \")\"");
        }
        ++position_;
        end_argument();
        const Frame frame = std::move(frames_.back());
        frames_.pop_back();
        add(frame.constructor ? types_.constructor(*frame.constructor, frame.arguments)
                              : frame.arguments.front());
    }

    void end_argument() {
        Frame& frame = frames_.back();
        frame.arguments.push_back(arrows(frame.chain));
        frame.chain.clear();
    }

    void add(TypeId type) {
        frames_.back().chain.push_back(type);
        operand_comes_ = false;
    }

    TypeId arrows(const std::vector<TypeId>& chain) {
        TypeId type = chain.back();
        for (std::size_t i = chain.size() - 1; i > 0; --i) {
            type = types_.arrow(chain[i - 1], type);
        }
        return type;
    }

    TypeStore& types_;
    std::string_view text_;
    std::size_t position_ = 0;
    bool operand_comes_ = true;
    std::vector<Frame> frames_;
};

// Writes a type, and stops soon after `most` characters.
std::string written(const TypeStore& types, TypeId root, std::size_t most) {
    // What is still to be written: a type, or a piece of text.
    struct Piece {
        std::optional<TypeId> type;
        std::string_view text = {};
        bool left_of_arrow = false;
    };
    std::string out;
    std::vector<Piece> pending{{root}};
    while (!pending.empty() && out.size() <= most) {
        const Piece piece = pending.back();
        pending.pop_back();
        if (!piece.type) {
            out += piece.text;
        } else if (types.is_variable(*piece.type)) {
            out += 't' + std::to_string(types.index(*piece.type));
        } else if (types.is_arrow(*piece.type)) {
            if (piece.left_of_arrow) {
                out += '(';
                pending.push_back({std::nullopt, ")"});
            }
            pending.push_back({types.result_of(*piece.type)});
            pending.push_back({std::nullopt, " -> "});
            pending.push_back({types.argument_of(*piece.type), {}, true});
        } else {
            out += types.name(*piece.type);
            const std::span<const TypeId> arguments = types.arguments(*piece.type);
            if (arguments.empty()) {
                continue;
            }
            pending.push_back({std::nullopt, ")"});
            for (std::size_t i = arguments.size(); i > 0; --i) {
                pending.push_back({arguments[i - 1]});
                pending.push_back({std::nullopt, i > 1 ? ", " : "("});
            }
        }
    }
    return out;
}

} // namespace

TypeId parse_type(TypeStore& types, std::string_view text) {
    return TypeParser(types, text).parse();
}

std::string print_type(const TypeStore& types, TypeId type) {
    return written(types, type, std::string::npos - 1);
}

std::string excerpt_of_type(const TypeStore& types, TypeId type) {
    constexpr std::size_t most = 100;
    return safe_excerpt(written(types, type, most), most);
}

} // namespace rasp_stitch::lambda
