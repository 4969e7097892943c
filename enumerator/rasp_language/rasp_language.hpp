#pragma once

// Door of enumerator/rasp_language.
//
// The language of RASP for the enumerator, which itself knows no primitives. The types are those of
// the one table of primitives (rasp/language/primitives.hpp) and of literals
// (rasp/language/literal.hpp), and all productions have the same weight. What comes in are names;
// what goes out is a Language that programs can be searched for in.
//
// ```cpp
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("indices,add,one,str.a");
// const Grammar& grammar = std::get<Grammar>(language.grammar);
// CHECK(grammar.productions.size() == 4);
// CHECK(lambda::print_type(language.types, grammar.productions[3].type) == "seq(str)");
// CHECK(rasp_type(language.types, "no_such_primitive") == std::nullopt);
// ```

#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "support/json/json_forward.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns the type of a primitive or a literal of RASP, or nullopt if there is none of this name.
std::optional<lambda::TypeId> rasp_type(lambda::TypeStore& types, std::string_view name);

// Whether an expression, such as an abstraction "#(lambda ...)", has a type in RASP.
bool has_rasp_type(std::string_view expression);

// Returns the names in a list with commas between, each once. "minimal" and "all" stand for the
// primitives of the minimal base and for all of the paper's language; "extended" for these and the
// extensions.
std::vector<std::string> rasp_names(std::string_view primitives);

// Returns the language of these primitives, written as for rasp_names, and of some abstractions,
// "#(lambda ...)", all with weight 0. Throws InputError for a name or an abstraction without a
// type, and if nothing is named at all.
Language rasp_language(std::string_view primitives, std::span<const std::string> abstractions = {});

// Returns the language with the literals that it lacks. Those of a kind (rasp::literal_kind) that are
// added share the weight of one production, which has weight 0: however many a task has, a string,
// number or truth value is no likelier than a primitive, and what needs no literals does not drown.
// Throws InputError as with_productions does.
Language with_literals(Language language, std::span<const std::string> literals);

// Reads a grammar in DreamCoder's form (enumerator/grammar/grammar_json.hpp), or the one that a
// document has as its member "DSL", as what rasp-enumerate --out writes has. The text has to be
// parsed with NonFinite::text. The language given has the types of primitives. Throws InputError as
// read_grammar does.
Language read_rasp_language(const JsonCursor& json,
                            Language language = {.primitive_type = rasp_type});

// Does the same, and throws InputError if the grammar is contextual.
Language read_unigram_language(const JsonCursor& json);

// Returns the grammar of the language. Throws InputError if it is contextual.
const Grammar& unigram(const Language& language);

} // namespace rasp_stitch::enumerator
