#include "rasp/syntax/expression_parser.hpp"

#include "rasp/language/literal.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// The binding strength of operators.
enum Level : std::uint8_t {
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

// Words that cannot begin or end an expression.
constexpr std::array<std::string_view, 9> structure_words = {"if",  "else",   "and", "or", "def",
                                                             "for", "return", "in",  "not"};

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

bool is_structure_word(std::string_view word) {
    return std::ranges::find(structure_words, word) != structure_words.end();
}

bool is_number(const Token& t) {
    return t.kind == TokenKind::whole || t.kind == TokenKind::number;
}

const BinaryOperator* binary(const Token& t) {
    const auto* const found = std::ranges::find_if(
        binary_operators, [&](const BinaryOperator& b) { return t.is(b.text); });
    return found == binary_operators.end() ? nullptr : found;
}

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

} // namespace

const Token& ExpressionParser::token(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool ExpressionParser::accept(std::string_view word) {
    if (!token().is(word)) {
        return false;
    }
    ++at_;
    return true;
}

std::string ExpressionParser::shown(const Token& t) const {
    return t.kind == TokenKind::end ? "the end of the text" : quote_excerpt(t.text);
}

void ExpressionParser::fail(std::string found, std::string expected, std::size_t offset) const {
    throw InputError({.found = std::move(found),
                      .expected = std::move(expected),
                      .source = tree_->source,
                      .text = tree_->text,
                      .offset = offset,
                      .by_line = true,
                      .code = token().kind == TokenKind::end ? "unfinished" : ""});
}

void ExpressionParser::fail(std::string expected) const {
    fail(shown(token()), std::move(expected), token().offset);
}

void ExpressionParser::expect(std::string_view word, std::string_view what) {
    if (!accept(word)) {
        fail("\"" + std::string(word) + "\" " + std::string(what));
    }
}

void ExpressionParser::expect_closed(std::string_view word, std::size_t opened) {
    if (!accept(word)) {
        const LinePlace place = line_place(tree_->text, opened);
        fail("\"" + std::string(word) + "\" for the " +
             quote_excerpt(std::string_view(tree_->text).substr(opened, 1)) + " at line " +
             std::to_string(place.line) + ", column " + std::to_string(place.column));
    }
}

void ExpressionParser::end_statement() {
    if (accept(";")) {
        return;
    }
    if (!(optional_semicolon_ && token().kind == TokenKind::end)) {
        fail("\";\" at the end of a statement");
    }
}

std::string_view ExpressionParser::name(std::string_view what) {
    if (token().kind != TokenKind::name || is_structure_word(token().text)) {
        fail(std::string(what));
    }
    return tokens_[at_++].text;
}

ExpressionId ExpressionParser::add(Expression expression) {
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

ExpressionId ExpressionParser::add(ExpressionKind kind, std::size_t offset,
                                   std::vector<ExpressionId> parts) {
    Expression made;
    made.kind = kind;
    made.offset = offset;
    made.parts = std::move(parts);
    return add(std::move(made));
}

ExpressionId ExpressionParser::add_atom(std::size_t offset, Value atom) {
    Expression made;
    made.kind = ExpressionKind::atom;
    made.offset = offset;
    made.atom = std::move(atom);
    return add(std::move(made));
}

std::vector<ExpressionId> ExpressionParser::expressions() {
    std::vector<ExpressionId> list{expression()};
    while (accept(",")) {
        list.push_back(expression());
    }
    return list;
}

std::vector<std::string_view> ExpressionParser::names(std::string_view what) {
    std::vector<std::string_view> list{name(what)};
    while (accept(",")) {
        list.push_back(name(what));
    }
    return list;
}

ExpressionId ExpressionParser::expression(int least) {
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

ExpressionId ExpressionParser::prefix() {
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

ExpressionId ExpressionParser::postfix(ExpressionId left, std::size_t offset) {
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

ExpressionId ExpressionParser::number(bool negative) {
    const Token& t = tokens_[at_++];
    const std::string text = (negative ? "-" : "") + std::string(t.text);
    try {
        return add_atom(t.offset, *parse_literal(text));
    } catch (const InputError& error) {
        fail(error.problem().found, error.problem().expected, t.offset);
    }
}

ExpressionId ExpressionParser::primary() {
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

ExpressionId ExpressionParser::select() {
    const std::size_t offset = token().offset;
    const std::size_t opened = token(1).offset;
    at_ += 2;
    const ExpressionId keys = expression();
    expect(",", "and the queries, in select(keys, queries, comparison)");
    const ExpressionId queries = expression();
    expect(",", "and a comparison, in select(keys, queries, comparison)");
    const std::optional<Comparison> comparison = comparison_of(token());
    const bool selects_all = token().is("true") || token().is("True");
    if (!comparison && !selects_all) {
        fail("one of == != < <= > >=, which compares a key with a query, or true");
    }
    ++at_;
    expect_closed(")", opened);
    const ExpressionId made = add(ExpressionKind::select, offset, {keys, queries});
    tree_->expressions[made].comparison = comparison.value_or(Comparison::equal);
    tree_->expressions[made].selects_all = selects_all;
    return made;
}

ExpressionId ExpressionParser::comprehension(ExpressionKind kind, std::size_t opened,
                                             std::vector<ExpressionId> values,
                                             std::string_view closing) {
    std::vector<std::string_view> iterators = names("the name of an element");
    expect("in", "and what to go through, after \"for\"");
    std::vector<ExpressionId> parts{expression()};
    parts.insert(parts.end(), values.begin(), values.end());
    expect_closed(closing, opened);
    const ExpressionId made = add(kind, opened, std::move(parts));
    tree_->expressions[made].names = std::move(iterators);
    return made;
}

ExpressionId ExpressionParser::list(std::size_t opened) {
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

ExpressionId ExpressionParser::dictionary(std::size_t opened) {
    if (accept("}")) {
        return add(ExpressionKind::dictionary, opened, {});
    }
    std::vector<ExpressionId> parts;
    do {
        parts.push_back(expression());
        expect(":", "and a value, after the key of a dictionary");
        parts.push_back(expression());
        if (parts.size() == 2 && accept("for")) {
            return comprehension(ExpressionKind::dictionary_of_all, opened, std::move(parts), "}");
        }
    } while (accept(","));
    expect_closed("}", opened);
    return add(ExpressionKind::dictionary, opened, std::move(parts));
}

} // namespace rasp_stitch::rasp
