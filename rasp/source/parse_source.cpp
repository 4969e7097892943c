#include "rasp/source/parse_source.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/source/token.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <system_error>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// More would be nested too deeply for whoever walks the tree.
constexpr std::uint32_t most_height = 500;

constexpr std::array<std::string_view, 15> keywords = {
    "if", "else",  "not",       "and", "or",   "def",  "return", "for",
    "in", "round", "indicator", "set", "show", "load", "draw"};

// Words that the reference's grammar takes for itself, although they look like names.
constexpr std::array<std::string_view, 7> display_words = {"example", "examples", "selector", "on",
                                                           "off",     "exit",     "quit"};

// Words that cannot begin or end an expression.
constexpr std::array<std::string_view, 9> structure_words = {"if",  "else",   "and", "or", "def",
                                                             "for", "return", "in",  "not"};

// The binding strength of operators.
enum Level : std::uint8_t {
    level_any = 1,
    level_in = 1,
    level_choose = 2,
    level_logical = 3,
    level_compare = 4,
    level_sum = 5,
    level_modulo = 6,
    level_product = 7,
    level_power = 8,
    level_unary = 9,
};

struct BinaryOperator {
    std::string_view text;
    Level level;
    Operation operation;
};

constexpr std::array binary_operators = {
    BinaryOperator{"and", level_logical, Operation::both},
    BinaryOperator{"or", level_logical, Operation::either},
    BinaryOperator{"+", level_sum, Operation::add},
    BinaryOperator{"-", level_sum, Operation::subtract},
    BinaryOperator{"%", level_modulo, Operation::modulo},
    BinaryOperator{"*", level_product, Operation::multiply},
    BinaryOperator{"/", level_product, Operation::divide},
    BinaryOperator{"^", level_power, Operation::power},
};

std::optional<Comparison> comparison_of(const Token& token) {
    constexpr std::array<std::pair<std::string_view, Comparison>, 6> marks = {
        {{"==", Comparison::equal},
         {"!=", Comparison::not_equal},
         {"<", Comparison::less},
         {"<=", Comparison::at_most},
         {">", Comparison::greater},
         {">=", Comparison::at_least}}};
    for (const auto& [mark, comparison] : marks) {
        if (token.is(mark)) {
            return comparison;
        }
    }
    return std::nullopt;
}

class Parser {
public:
    Parser(SyntaxTree& tree, bool optional_semicolon)
        : tree_(&tree), tokens_(tokenize(tree.text)), optional_semicolon_(optional_semicolon) {}

    void parse() {
        while (token().kind != TokenKind::end) {
            if (!accept(";")) {
                tree_->statements.push_back(statement());
            }
        }
    }

private:
    // --- tokens

    const Token& token(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    bool accept(std::string_view word) {
        if (!token().is(word)) {
            return false;
        }
        ++at_;
        return true;
    }
    std::string shown(const Token& t) const {
        return t.kind == TokenKind::end ? "the end of the text" : quote_excerpt(t.text);
    }
    [[noreturn]] void fail(std::string found, std::string expected, std::size_t offset) const {
        throw InputError({.found = std::move(found),
                          .expected = std::move(expected),
                          .source = tree_->source,
                          .text = tree_->text,
                          .offset = offset,
                          .by_line = true,
                          .code = token().kind == TokenKind::end ? "unfinished" : ""});
    }
    [[noreturn]] void fail(std::string expected) const {
        fail(shown(token()), std::move(expected), token().offset);
    }
    void expect(std::string_view word, std::string_view what) {
        if (!accept(word)) {
            fail("\"" + std::string(word) + "\" " + std::string(what));
        }
    }
    // Like expect(), for what closes what was opened at `opened`.
    void expect_closed(std::string_view word, std::size_t opened) {
        if (!accept(word)) {
            const LinePlace place = line_place(tree_->text, opened);
            fail("\"" + std::string(word) + "\" for the " +
                 quote_excerpt(std::string_view(tree_->text).substr(opened, 1)) + " at line " +
                 std::to_string(place.line) + ", column " + std::to_string(place.column));
        }
    }
    void end_statement() {
        if (accept(";")) {
            return;
        }
        if (!(optional_semicolon_ && token().kind == TokenKind::end)) {
            fail("\";\" at the end of a statement");
        }
    }
    std::string_view name(std::string_view what) {
        if (token().kind != TokenKind::name || is_structure_word(token().text)) {
            fail(std::string(what));
        }
        return tokens_[at_++].text;
    }
    static bool is_structure_word(std::string_view word) {
        return std::ranges::find(structure_words, word) != structure_words.end();
    }

    // --- nodes

    ExpressionId add(Expression expression) {
        std::uint32_t height = 1;
        for (const ExpressionId part : expression.parts) {
            height = std::max(height, heights_[part] + 1);
        }
        if (height > most_height) {
            fail("an expression that is nested too deeply",
                 "at most " + std::to_string(most_height) +
                     " operators inside one another; give names to its parts",
                 expression.offset);
        }
        tree_->expressions.push_back(std::move(expression));
        heights_.push_back(height);
        return static_cast<ExpressionId>(heights_.size() - 1);
    }
    ExpressionId add(ExpressionKind kind, std::size_t offset, std::vector<ExpressionId> parts) {
        Expression made;
        made.kind = kind;
        made.offset = offset;
        made.parts = std::move(parts);
        return add(std::move(made));
    }
    ExpressionId add_atom(std::size_t offset, Value atom) {
        Expression made;
        made.kind = ExpressionKind::atom;
        made.offset = offset;
        made.atom = std::move(atom);
        return add(std::move(made));
    }

    // Counts the levels of recursion, and fails where there are too many.
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(&parser) {
            if (++parser_->nesting_ > most_height) {
                parser_->fail("parentheses, lists or blocks that are nested too deeply",
                              "at most " + std::to_string(most_height) + " inside one another",
                              parser_->token().offset);
            }
        }
        ~Nesting() { --parser_->nesting_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        Parser* parser_;
    };

    // --- expressions

    std::vector<ExpressionId> expressions() {
        std::vector<ExpressionId> list{expression()};
        while (accept(",")) {
            list.push_back(expression());
        }
        return list;
    }

    std::vector<std::string_view> names(std::string_view what) {
        std::vector<std::string_view> list{name(what)};
        while (accept(",")) {
            list.push_back(name(what));
        }
        return list;
    }

    ExpressionId expression(int least = level_any) {
        const Nesting nesting(*this);
        ExpressionId left = prefix();
        while (true) {
            const Token& t = token();
            if (const std::optional<Comparison> comparison = comparison_of(t);
                comparison && level_compare >= least) {
                ++at_;
                const ExpressionId right = expression(level_compare + 1);
                left = add(ExpressionKind::compare, t.offset, {left, right});
                tree_->expressions[left].comparison = *comparison;
            } else if (t.is("in") && level_in >= least) {
                ++at_;
                const ExpressionId right = expression(level_in + 1);
                left = add(ExpressionKind::contains, t.offset, {left, right});
            } else if (t.is("if") && level_choose >= least) {
                ++at_;
                const ExpressionId condition = expression();
                expect("else", "and the other value, of the \"if\"");
                const ExpressionId other = expression(level_choose + 1);
                left = add(ExpressionKind::choose, t.offset, {left, condition, other});
            } else if (const BinaryOperator* const found = binary(t);
                       found != nullptr && found->level >= least) {
                ++at_;
                const ExpressionId right = expression(found->level + 1);
                left = add(ExpressionKind::binary, t.offset, {left, right});
                tree_->expressions[left].operation = found->operation;
            } else {
                return left;
            }
        }
    }

    static const BinaryOperator* binary(const Token& t) {
        const auto* const found = std::ranges::find_if(
            binary_operators, [&](const BinaryOperator& b) { return t.is(b.text); });
        return found == binary_operators.end() ? nullptr : found;
    }

    ExpressionId prefix() {
        const std::size_t offset = token().offset;
        if (accept("not")) {
            return add(ExpressionKind::logical_not, offset, {expression(level_unary)});
        }
        if (token().is("-") && is_number(token(1))) {
            ++at_;
            return postfix(number(true), offset);
        }
        if (accept("-")) {
            return add(ExpressionKind::negate, offset, {expression(level_unary)});
        }
        if (accept("+")) {
            return add(ExpressionKind::plus, offset, {expression(level_unary)});
        }
        return postfix(primary(), offset);
    }

    static bool is_number(const Token& t) {
        return t.kind == TokenKind::whole || t.kind == TokenKind::number;
    }

    ExpressionId postfix(ExpressionId left, std::size_t offset) {
        while (true) {
            const std::size_t opened = token().offset;
            if (accept("[")) {
                const ExpressionId index = expression();
                expect_closed("]", opened);
                left = add(ExpressionKind::index, offset, {left, index});
            } else if (accept("(")) {
                std::vector<ExpressionId> parts{left};
                if (!token().is(")")) {
                    const std::vector<ExpressionId> arguments = expressions();
                    parts.insert(parts.end(), arguments.begin(), arguments.end());
                }
                expect_closed(")", opened);
                left = add(ExpressionKind::call, offset, std::move(parts));
            } else {
                return left;
            }
        }
    }

    ExpressionId number(bool negative) {
        const Token& t = tokens_[at_++];
        const std::string text = (negative ? "-" : "") + std::string(t.text);
        try {
            return add_atom(t.offset, *parse_literal(text));
        } catch (const InputError& error) {
            fail(error.problem().found, error.problem().expected, t.offset);
        }
    }

    ExpressionId primary() {
        const Token& t = token();
        if (is_number(t)) {
            return number(false);
        }
        if (t.kind == TokenKind::string) {
            ++at_;
            return add_atom(t.offset, std::string(t.text.substr(1, t.text.size() - 2)));
        }
        if (accept("(")) {
            const ExpressionId inside = expression();
            expect_closed(")", t.offset);
            return inside;
        }
        if (accept("[")) {
            return list(t.offset);
        }
        if (accept("{")) {
            return dictionary(t.offset);
        }
        if (t.is("select") && token(1).is("(")) {
            return select();
        }
        if (t.kind == TokenKind::name && !is_structure_word(t.text)) {
            Expression made;
            made.kind = ExpressionKind::name;
            made.offset = t.offset;
            made.name = t.text;
            ++at_;
            return add(std::move(made));
        }
        fail("an expression: a name, a number, a string, a list or something in parentheses");
    }

    ExpressionId select() {
        const std::size_t offset = token().offset;
        const std::size_t opened = token(1).offset;
        at_ += 2;
        const ExpressionId keys = expression();
        expect(",", "and the queries, in select(keys, queries, comparison)");
        const ExpressionId queries = expression();
        expect(",", "and a comparison, in select(keys, queries, comparison)");
        const std::optional<Comparison> comparison = comparison_of(token());
        if (!comparison) {
            fail("one of == != < <= > >=, which compares a key with a query");
        }
        ++at_;
        expect_closed(")", opened);
        const ExpressionId made = add(ExpressionKind::select, offset, {keys, queries});
        tree_->expressions[made].comparison = *comparison;
        return made;
    }

    // Reads `for names in expression` and what closes it.
    ExpressionId comprehension(ExpressionKind kind, std::size_t opened,
                               std::vector<ExpressionId> values, std::string_view closing) {
        std::vector<std::string_view> iterators = names("the name of an element");
        expect("in", "and what to go through, after \"for\"");
        std::vector<ExpressionId> parts{expression()};
        parts.insert(parts.end(), values.begin(), values.end());
        expect_closed(closing, opened);
        const ExpressionId made = add(kind, opened, std::move(parts));
        tree_->expressions[made].names = std::move(iterators);
        return made;
    }

    ExpressionId list(std::size_t opened) {
        if (accept("]")) {
            return add(ExpressionKind::list, opened, {});
        }
        std::vector<ExpressionId> parts{expression()};
        if (accept("for")) {
            return comprehension(ExpressionKind::list_of_all, opened, std::move(parts), "]");
        }
        while (accept(",")) {
            parts.push_back(expression());
        }
        expect_closed("]", opened);
        return add(ExpressionKind::list, opened, std::move(parts));
    }

    ExpressionId dictionary(std::size_t opened) {
        if (accept("}")) {
            return add(ExpressionKind::dictionary, opened, {});
        }
        std::vector<ExpressionId> parts;
        do {
            parts.push_back(expression());
            expect(":", "and a value, after the key of a dictionary");
            parts.push_back(expression());
            if (parts.size() == 2 && accept("for")) {
                return comprehension(ExpressionKind::dictionary_of_all, opened, std::move(parts),
                                     "}");
            }
        } while (accept(","));
        expect_closed("}", opened);
        return add(ExpressionKind::dictionary, opened, std::move(parts));
    }

    // --- statements

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

    SyntaxTree* tree_;
    std::vector<Token> tokens_;
    std::vector<std::uint32_t> heights_; // of the expressions
    std::size_t at_ = 0;
    std::uint32_t nesting_ = 0;
    bool optional_semicolon_;
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
