#pragma once

// Reads the tokens of a text as expressions; rasp/syntax/parse_source.cpp reads statements with it.
//
//     class Parser : private ExpressionParser {
//         void parse() { const ExpressionId root = expression(); } // adds nodes to the tree
//     };

#include "rasp/syntax/syntax.hpp"
#include "rasp/syntax/token.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

class ExpressionParser {
public:
    // The tree has the text. It must outlive the object.
    ExpressionParser(SyntaxTree& tree, bool optional_semicolon)
        : tree_(&tree), tokens_(tokenize(tree.text)), optional_semicolon_(optional_semicolon) {}

protected:
    // More would be nested too deeply for whoever walks the tree.
    static constexpr std::uint32_t most_height = 500;

    const Token& token(std::size_t ahead = 0) const;
    bool accept(std::string_view word);
    std::string shown(const Token& t) const;
    [[noreturn]] void fail(std::string found, std::string expected, std::size_t offset) const;
    [[noreturn]] void fail(std::string expected) const;
    void expect(std::string_view word, std::string_view what);
    // Like expect(), for what closes what was opened at `opened`.
    void expect_closed(std::string_view word, std::size_t opened);
    void end_statement();
    std::string_view name(std::string_view what);

    ExpressionId add(Expression expression);
    ExpressionId add(ExpressionKind kind, std::size_t offset, std::vector<ExpressionId> parts);
    ExpressionId add_atom(std::size_t offset, Value atom);

    // Counts the levels of recursion, and fails where there are too many.
    class Nesting {
    public:
        explicit Nesting(ExpressionParser& parser) : parser_(&parser) {
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
        ExpressionParser* parser_;
    };

    std::vector<ExpressionId> expressions();
    std::vector<std::string_view> names(std::string_view what);

    // Reads operators that bind at least as strongly as this.
    ExpressionId expression(int least = 1);
    ExpressionId prefix();
    ExpressionId postfix(ExpressionId left, std::size_t offset);
    ExpressionId number(bool negative);
    ExpressionId primary();
    ExpressionId select();
    ExpressionId list(std::size_t opened);
    ExpressionId dictionary(std::size_t opened);
    // Reads `for names in expression` and what closes it.
    ExpressionId comprehension(ExpressionKind kind, std::size_t opened,
                               std::vector<ExpressionId> values, std::string_view closing);

    SyntaxTree* tree_;
    std::vector<Token> tokens_;
    std::vector<std::uint32_t> heights_ = {}; // of the expressions
    std::size_t at_ = 0;
    std::uint32_t nesting_ = 0;
    bool optional_semicolon_;
};

} // namespace rasp_stitch::rasp
