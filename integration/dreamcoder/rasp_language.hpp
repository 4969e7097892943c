#pragma once

// The grammar of a message whose programs are to be run, so of RASP.

#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_store.hpp"
#include "support/json/json_cursor.hpp"

namespace rasp_stitch::dreamcoder {

// Throws InputError as enumerator::read_grammar does; of a primitive that is none of RASP it says
// that only RASP can be run.
enumerator::AnyGrammar read_rasp_grammar(lambda::TypeStore& types, const JsonCursor& json);

// Throws InputError where the member is there and is not "rasp".
void check_is_rasp(const JsonCursor& json, std::string_view member);

} // namespace rasp_stitch::dreamcoder
