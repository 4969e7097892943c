#pragma once

// The language that a program was asked to search in: a grammar and the types of its productions.
//
//     Language language = read_language({.grammar = "grammar.json"});
//     Language uniform = read_language({.primitives = "minimal,str.a"});
//     view_of(language.types, language.grammar)
//
//     const Languages languages({.primitives = "minimal"});   // files are read here
//     Language with_its_own = languages.with(task.literals);  // one for each group of tasks

#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_store.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

struct LanguageSource {
    std::optional<std::string> grammar = {};    // path; else all weights are 0, of what follows:
    std::string primitives = "minimal";         // names, "minimal" and "all", with commas between
    std::vector<std::string> abstractions = {}; // "#(lambda ...)"

    // Path of a table of types in place of RASP's: [{"name": "car", "type": TYPE}, ...].
    std::optional<std::string> primitive_types = {};
};

struct Language {
    lambda::TypeStore types;
    AnyGrammar grammar;
};

class Languages {
public:
    // Throws InputError with the file and the place in it.
    explicit Languages(const LanguageSource& source);

    // Which of these names make a difference: those that are no productions yet. None where a
    // grammar was read, which has its own.
    std::vector<std::string> added_by(std::span<const std::string> literals) const;

    // The language with these as productions, too, where they make a difference.
    Language with(std::span<const std::string> literals) const;

private:
    std::vector<std::string> names_;
    lambda::TypeStore types_;
    PrimitiveType primitive_type_;
    std::optional<AnyGrammar> grammar_;
};

// Languages(source).with({}).
Language read_language(const LanguageSource& source);

// The names that a list with "minimal" and "all" stands for, each once.
std::vector<std::string> rasp_names(std::string_view primitives);

} // namespace rasp_stitch::enumerator
