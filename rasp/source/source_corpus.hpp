#pragma once

// Files of RASP as the JSON that other programs read: as the tasks of a corpus, and as a library.
//
//     source_tasks({"sort.rasp"}).text
//     // [{"name": "sort", "place": "sort.rasp:1", "program": "(lam ...)", "type": "..."}]
//     source_library("library.rasp").text
//     // [{"name": "share_of_x", "body": "(aggregate #0 (indicator #1))"}]

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/typing.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

bool is_source_path(std::string_view path);

struct SourceTexts {
    std::string text;                  // JSON
    std::vector<std::string> warnings; // of what is left out, with file and line
};

// Returns every s-op, selector and function that the files define as a task with a program, as in
// the form `rasp` of corpora. A function is a program of the input and of its arguments. Functions
// that are none, as their arguments are lists, are left out. Throws InputError with file, line and
// column for a file that cannot be read, or if nothing is left.
SourceTexts source_tasks(std::span<const std::string> paths);

struct SourceProgram {
    std::string name;
    TypedProgram program;
};

struct SourcePrograms {
    std::vector<SourceProgram> programs;
    std::vector<std::string> warnings;
};

// Returns the same of one file as terms, in which what is used several times is stored once: so
// there are programs among them whose texts would be too long.
SourcePrograms source_programs(lambda::TermStore& store, lambda::TypeStore& types,
                               const std::string& path);

// Returns the same of one file as abstractions, whose metavariables are the input, if it is used,
// and the arguments.
SourceTexts source_library(const std::string& path);

// Returns a library as JSON: what source_library does, and of any other file its text.
SourceTexts library_texts(const std::string& path);

} // namespace rasp_stitch::rasp
