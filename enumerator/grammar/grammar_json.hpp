#pragma once

// Grammars as the member "DSL" of DreamCoder's messages.
//
//     {"logVariable": -1.2, "productions": [{"expression": "add", "logProbability": 0.5}, ...],
//      "continuationType": TYPE}                        // a unigram grammar; the last is optional
//     {"noParent": UNIGRAM, "variableParent": UNIGRAM,
//      "productions": [{"program": "add", "arguments": [UNIGRAM, UNIGRAM]}, ...]}  // contextual
//
// Messages do not contain the types of primitives, so the reader is given a table of them. A weight
// can be -Infinity, which is not JSON: the text has to be parsed with NonFinite::text.

#include "enumerator/grammar/grammar.hpp"
#include "support/json/json_forward.hpp"

#include <string>

namespace rasp_stitch::enumerator {

// Throws InputError with the place for an unknown primitive, for an abstraction without a type, for
// a weight that is not a number, for a production that occurs twice or is missing in one of the
// tables, and for a grammar without productions.
AnyGrammar read_grammar(lambda::TypeStore& types, const JsonCursor& json,
                        const PrimitiveType& primitive_type);

// Returns the grammar in one line, with numbers in full: reading it gives the same grammar.
std::string grammar_text(const lambda::TypeStore& types, const Grammar& grammar);
std::string grammar_text(const lambda::TypeStore& types, const ContextualGrammar& grammar);
std::string grammar_text(const lambda::TypeStore& types, const AnyGrammar& grammar);

// Reads a table of primitives, [{"name": "add", "type": TYPE}, ...]. What it returns gives types of
// `types` and of its copies.
PrimitiveType read_primitive_types(lambda::TypeStore& types, const JsonCursor& json);

} // namespace rasp_stitch::enumerator
