#pragma once

// The grammar that a program was asked to search with.
//
//     Language language = read_language({.grammar = "grammar.json"});
//     Language uniform = read_language({.primitives = "minimal"});
//     view_of(language.types, language.grammar)

#include "enumerator/grammar_json.hpp"
#include "lambda/type_store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

struct LanguageSource {
    std::optional<std::string> grammar = {}; // path; else all weights are 0, of these primitives:
    std::string primitives = "minimal";      // "minimal", "all" or names with commas between

    // Path of a table of types in place of RASP's: [{"name": "car", "type": TYPE}, ...].
    std::optional<std::string> primitive_types = {};
};

struct Language {
    lambda::TypeStore types;
    AnyGrammar grammar;
};

// Throws InputError with the file and the place in it.
Language read_language(const LanguageSource& source);

// The names that "minimal", "all" or a list stands for.
std::vector<std::string> rasp_names(std::string_view primitives);

} // namespace rasp_stitch::enumerator
