#pragma once

// RASP as it was written: the statements and expressions of a text.
//
//     const SyntaxTree tree = parse_source("x = indices + 1;");
//     tree.statements.front().kind        == StatementKind::assign
//     tree.statements.front().names       == {"x"}
//     tree.expressions[...].kind          == ExpressionKind::binary
//
// The grammar is the reference interpreter's, with its precedences: `not` and `-` bind tightest,
// then ^, * and /, %, + and -, comparisons, `and` with `or`, the ternary, and `in`; all associate
// to the left. The comparison of `select` is part of the call's node.

#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

using ExpressionId = std::uint32_t;

enum class ExpressionKind : std::uint8_t {
    atom,
    name,
    list,              // parts: the elements
    dictionary,        // parts: key, value, key, value, ...
    list_of_all,       // [parts[1] for names in parts[0]]
    dictionary_of_all, // {parts[1] : parts[2] for names in parts[0]}
    index,             // parts[0][parts[1]]
    call,              // parts[0](parts[1], ...)
    select,      // select(parts[0], parts[1], comparison), or select(parts[0], parts[1], true)
    negate,      // -parts[0]
    plus,        // +parts[0]
    logical_not, // not parts[0]
    binary,      // parts[0] operation parts[1]
    compare,     // parts[0] comparison parts[1]
    choose,      // parts[0] if parts[1] else parts[2]
    contains,    // parts[0] in parts[1]
};

enum class Operation : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    modulo,
    power,
    both,
    either
};

struct Expression {
    ExpressionKind kind{};
    Operation operation{};
    Comparison comparison{};
    bool selects_all = false; // of `select`: whatever the keys and queries are
    std::size_t offset = 0;   // of an operator its own place, otherwise the beginning
    std::string_view name;
    Value atom;
    std::vector<ExpressionId> parts;
    std::vector<std::string_view> names; // of a comprehension
};

enum class StatementKind : std::uint8_t {
    expression,
    assign,
    define, // def NAME(names) { body return expressions; }
    loop,   // for names in expressions[0] { body }
    load,   // NAME is the file, without quotes
    draw,   // expressions: what, and on which input
    set_example,
    settings, // what only changes what an interpreter displays
    leave,    // exit, quit
};

struct Statement {
    StatementKind kind{};
    std::size_t offset = 0;
    std::size_t end = 0; // of its text
    std::string_view name;
    std::vector<std::string_view> names;
    std::vector<ExpressionId> expressions;
    std::vector<Statement> body;
};

struct SyntaxTree {
    std::string source; // the name of the file; may be empty
    std::string text;   // which all views refer to
    std::vector<Expression> expressions;
    std::vector<Statement> statements;
};

} // namespace rasp_stitch::rasp
