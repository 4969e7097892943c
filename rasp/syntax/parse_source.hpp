#pragma once

// Door of rasp/syntax.
// Not installed: rasp/source/read_source.hpp reads such texts into terms.
//
// Reads RASP as people write it into statements (rasp/syntax/syntax.hpp).
//
// ```cpp
// const auto tree = rasp::parse_source("x = aggregate(select(indices, 0, ==), tokens); x(\"ab\");");
// CHECK(tree->statements.size() == 2);
// CHECK(tree->statements.front().kind == rasp::StatementKind::assign);
// ```
//
// One mistake ends the reading with its place: line, column, the line itself and a caret.

#include "rasp/syntax/syntax.hpp"

#include <memory>
#include <string>

namespace rasp_stitch::rasp {

struct ParseSourceOptions {
    std::string source = {};         // the name of the file, for messages
    bool optional_semicolon = false; // the last statement needs none, as at a prompt
};

// Throws InputError for what is not in the grammar. The message's code is "unfinished" if the text
// ends too early, so that a prompt can ask for more.
std::unique_ptr<SyntaxTree> parse_source(std::string text, const ParseSourceOptions& options = {});

// Returns whether the reference's grammar takes a name for itself, so that nothing is called so in
// what is printed. Texts that are read may use some of them.
bool is_keyword(std::string_view name);

} // namespace rasp_stitch::rasp
