#include "tests/integration/abstraction/plain_terms.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace rasp_stitch::dreamcoder_judge {

namespace {

using Kind = PlainTerm::Kind;

[[noreturn]] void refuse(const std::string& why) {
    throw std::runtime_error(why);
}

PlainTermPointer make(PlainTerm term) {
    return std::make_shared<const PlainTerm>(std::move(term));
}

// Accepts exactly what DreamCoder's own parser accepts.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    PlainTermPointer whole() {
        PlainTermPointer term = one();
        blanks();
        if (!text_.empty()) {
            refuse("text behind the program: " + std::string(text_));
        }
        return term;
    }

private:
    void blanks() {
        while (text_.starts_with(' ')) {
            text_.remove_prefix(1);
        }
    }

    std::string word() {
        const std::size_t end = std::min(text_.find_first_of(" ()"), text_.size());
        std::string found(text_.substr(0, end));
        text_.remove_prefix(end);
        return found;
    }

    PlainTermPointer one() {
        blanks();
        if (text_.starts_with('#')) {
            text_.remove_prefix(1);
            PlainTermPointer body = one();
            std::string name = "#" + print_plain(*body);
            return make({.kind = Kind::abstraction, .name = std::move(name), .first = body});
        }
        if (text_.starts_with('(')) {
            text_.remove_prefix(1);
            return rest_of_list();
        }
        const std::string name = word();
        if (name.empty() || name == "lambda" || name == "lam" || name == "?" || name == "??") {
            refuse("a word that is no program: " + name);
        }
        if (name.starts_with('$')) {
            return make({.kind = Kind::variable, .index = std::stoi(name.substr(1))});
        }
        return make({.kind = Kind::primitive, .name = name});
    }

    PlainTermPointer rest_of_list() {
        std::vector<PlainTermPointer> parts;
        blanks();
        const bool is_lambda = text_.starts_with("lambda ") || text_.starts_with("lambda(");
        if (is_lambda) {
            text_.remove_prefix(6);
        }
        for (blanks(); !text_.starts_with(')'); blanks()) {
            if (text_.empty()) {
                refuse("a parenthesis is not closed");
            }
            parts.push_back(one());
        }
        text_.remove_prefix(1);
        if (parts.empty() || (is_lambda && parts.size() != 1)) {
            refuse("a list that is no program");
        }
        if (is_lambda) {
            return make({.kind = Kind::lambda, .first = parts.front()});
        }
        PlainTermPointer term = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i) {
            term = make({.kind = Kind::application, .first = term, .second = parts[i]});
        }
        return term;
    }

    std::string_view text_;
};

} // namespace

PlainTermPointer parse_plain(std::string_view text) {
    return Parser(text).whole();
}

std::string print_plain(const PlainTerm& term) {
    switch (term.kind) {
    case Kind::variable:
        return "$" + std::to_string(term.index);
    case Kind::lambda:
        return "(lambda " + print_plain(*term.first) + ")";
    case Kind::application: {
        std::string function = print_plain(*term.first);
        if (term.first->kind == Kind::application) {
            function = function.substr(1, function.size() - 2);
        }
        return "(" + function + " " + print_plain(*term.second) + ")";
    }
    default:
        return term.name;
    }
}

} // namespace rasp_stitch::dreamcoder_judge
