#pragma once

// The language of a run, and of each of its tasks.
//
//     const OpenLanguage language = open_language(state.grammar);
//     enumerator::Language own = own_language(language, task); // without the literals of others
//
// The grammar of a run has the literals of all tasks, those that are held out too: they belong to
// the language. A search for a task has that task's own part of it.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "integration/loop/run.hpp"
#include "lambda/types/type_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

struct OpenLanguage {
    lambda::TypeStore types;
    enumerator::Grammar grammar;
};

// InputError where it is none, or contextual.
OpenLanguage open_language(std::string_view grammar_text);

// Of a run that begins. InputError as of enumerator::uniform_grammar.
std::string first_grammar(const Run& run);

// What a task has and others may not. Zero and one are primitives.
std::vector<std::string> own_literals(const enumerator::SearchTask& task);

enumerator::Language own_language(const OpenLanguage& language, const enumerator::SearchTask& task);

} // namespace rasp_stitch::loop
