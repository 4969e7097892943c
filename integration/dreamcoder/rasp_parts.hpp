#pragma once

// Reads the parts of a message that must be about RASP, because its programs are to be run.

#include "enumerator/grammar/language.hpp"
#include "support/json/json_forward.hpp"

#include <string_view>

namespace rasp_stitch::dreamcoder {

// Reads a grammar. Throws InputError as enumerator::read_grammar does; for a primitive that is not
// one of RASP, the message says that only RASP can be run.
enumerator::Language read_rasp_language(const JsonCursor& json);

// Throws InputError if the member is present and is not "rasp".
void check_is_rasp(const JsonCursor& json, std::string_view member);

} // namespace rasp_stitch::dreamcoder
