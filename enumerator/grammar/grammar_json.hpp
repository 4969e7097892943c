#pragma once

// Grammars as DreamCoder's messages have them (their member "DSL").
//
//     {"logVariable": -1.2, "productions": [{"expression": "add", "logProbability": 0.5}, ...],
//      "continuationType": TYPE}                        // a unigram grammar; the last is optional
//     {"noParent": UNIGRAM, "variableParent": UNIGRAM,
//      "productions": [{"program": "add", "arguments": [UNIGRAM, UNIGRAM]}, ...]}  // contextual
//
// Messages do not tell the types of primitives: a table does. A weight can be -Infinity, which is
// not JSON; parse the text with NonFinite::text.

#include "enumerator/grammar/grammar.hpp"
#include "support/json/json_cursor.hpp"

#include <string>
#include <variant>

namespace rasp_stitch::enumerator {

using AnyGrammar = std::variant<Grammar, ContextualGrammar>;

// Throws InputError with the place: an unknown primitive, an abstraction without a type, a weight
// that is no number, a production twice or missing in one of the tables, no production at all.
AnyGrammar read_grammar(lambda::TypeStore& types, const JsonCursor& json,
                        const PrimitiveType& primitive_type);

// One line, numbers in full. What is read from it is the same grammar.
std::string grammar_text(const lambda::TypeStore& types, const Grammar& grammar);
std::string grammar_text(const lambda::TypeStore& types, const ContextualGrammar& grammar);

// A table of primitives: [{"name": "add", "type": TYPE}, ...].
PrimitiveType read_primitive_types(lambda::TypeStore& types, const JsonCursor& json);

GrammarView view_of(const lambda::TypeStore& types, const AnyGrammar& grammar);

} // namespace rasp_stitch::enumerator
