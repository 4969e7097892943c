#include "rasp/syntax/parse_source.hpp"

#include "rasp/syntax/expression_parser.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::array<std::string_view, 15> keywords = {
    "if", "else",  "not",       "and", "or",   "def",  "return", "for",
    "in", "round", "indicator", "set", "show", "load", "draw"};

// Words that the reference's grammar takes for itself, although they look like names.
constexpr std::array<std::string_view, 7> display_words = {"example", "examples", "selector", "on",
                                                           "off",     "exit",     "quit"};

class Parser : private ExpressionParser {
public:
    using ExpressionParser::ExpressionParser;

    void parse() {
        while (token().kind != TokenKind::end) {
            if (!accept(";")) {
                tree_->statements.push_back(statement());
            }
        }
    }

private:
    Statement statement() {
        const Nesting nesting(*this);
        Statement made;
        made.offset = token().offset;
        read_statement(made);
        const Token& last = tokens_[at_ - 1];
        made.end = last.offset + last.text.size();
        return made;
    }

    void read_statement(Statement& made) {
        const Token& t = token();
        if (accept("def")) {
            define(made);
        } else if (accept("for")) {
            loop(made);
        } else if (t.is("load") && token(1).kind == TokenKind::string) {
            made.kind = StatementKind::load;
            made.name = token(1).text.substr(1, token(1).text.size() - 2);
            at_ += 2;
            end_statement();
        } else if (t.is("draw") && token(1).is("(")) {
            made.kind = StatementKind::draw;
            at_ += 2;
            made.expressions = expressions();
            expect_closed(")", tokens_[at_ - 1].offset);
            end_statement();
        } else if (!display_statement(made)) {
            value_statement(made);
        }
    }

    // Reads what the reference's prompt takes beside the language.
    bool display_statement(Statement& made) {
        const auto words = [&](std::initializer_list<std::string_view> all) {
            std::size_t ahead = 0;
            for (const std::string_view word : all) {
                if (!token(ahead++).is(word)) {
                    return false;
                }
            }
            at_ += all.size();
            return true;
        };
        made.kind = StatementKind::settings;
        if (words({"set", "example"}) || words({"set", "s", "-", "op", "example"})) {
            made.kind = StatementKind::set_example;
            made.expressions = {expression()};
        } else if (words({"set", "selector", "example"})) {
            made.expressions = {expression()};
        } else if (words({"show", "example"}) || words({"show", "s", "-", "op", "example"}) ||
                   words({"show", "selector", "example"})) {
        } else if (words({"full", "seq", "display"}) || words({"examples"}) ||
                   words({"s", "-", "op", "examples"}) || words({"selector", "examples"})) {
            if (!accept("on") && !accept("off")) {
                fail("\"on\" or \"off\"");
            }
        } else if (words({"exit", "(", ")"}) || words({"quit", "(", ")"}) || words({"exit"}) ||
                   words({"quit"})) {
            made.kind = StatementKind::leave;
        } else {
            return false;
        }
        accept(";");
        return true;
    }

    void value_statement(Statement& made) {
        std::size_t ahead = 0;
        while (token(ahead).kind == TokenKind::name && token(ahead + 1).is(",")) {
            ahead += 2;
        }
        if (token(ahead).kind == TokenKind::name && token(ahead + 1).is("=")) {
            made.kind = StatementKind::assign;
            made.names = names("a name to assign to");
            expect("=", "and a value");
            made.expressions = expressions();
        } else {
            made.kind = StatementKind::expression;
            made.expressions = {expression()};
        }
        end_statement();
    }

    void define(Statement& made) {
        made.kind = StatementKind::define;
        made.name = name("the name of the function");
        const std::size_t opened = token().offset;
        expect("(", "and the function's arguments");
        if (!token().is(")")) {
            made.names = names("the name of an argument");
        }
        expect_closed(")", opened);
        const std::size_t body = token().offset;
        expect("{", "before the function's body");
        while (!token().is("return")) {
            if (token().is("}")) {
                fail("\"return\" and a value at the end of the function " +
                     quote_excerpt(made.name));
            }
            if (token().kind == TokenKind::end) {
                expect_closed("}", body);
            }
            made.body.push_back(statement());
        }
        ++at_;
        made.expressions = expressions();
        expect(";", "after what is returned");
        expect_closed("}", body);
        accept(";");
    }

    void loop(Statement& made) {
        made.kind = StatementKind::loop;
        made.names = names("the name of an element");
        expect("in", "and what to go through, after \"for\"");
        made.expressions = {expression()};
        const std::size_t body = token().offset;
        expect("{", "before the body of the loop");
        while (!token().is("}")) {
            if (token().kind == TokenKind::end) {
                expect_closed("}", body);
            }
            made.body.push_back(statement());
        }
        ++at_;
    }
};

} // namespace

std::unique_ptr<SyntaxTree> parse_source(std::string text, const ParseSourceOptions& options) {
    auto tree = std::make_unique<SyntaxTree>();
    tree->source = options.source;
    tree->text = std::move(text);
    try {
        Parser(*tree, options.optional_semicolon).parse();
    } catch (InputError& error) {
        if (!options.source.empty()) {
            error.add_source(options.source);
        }
        throw;
    }
    return tree;
}

bool is_keyword(std::string_view name) {
    return std::ranges::find(keywords, name) != keywords.end() ||
           std::ranges::find(display_words, name) != display_words.end();
}

} // namespace rasp_stitch::rasp
