#pragma once

// Types of primitives that the user gives, and what follows from them.
//
//     PrimitiveTypes types = read_types(corpus, R"({"map": "(t0 -> t1) -> list(t0) -> list(t1)"})");
//     Typing typing(types);
//     typing.infer(store, body).fault // nullopt if the body of an abstraction types
//
// The types are the settings' (Matching::types). A type is a text, `(t0 -> t1) -> list(t0)`, or in
// the form of DreamCoder's messages (lambda/types/type_json.hpp). They come as an object that maps
// names to types, or as productions of a grammar:
//
//     {"productions": [{"expression": "map", "type": "..."}, ...]}, also inside {"DSL": ...}

#include "compressor/corpus/corpus.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_store.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::compressor {

using PrimitiveTypes = std::map<std::string, std::string>; // by name

// Infers types with the primitives' types of some settings, which must outlive it.
class Typing {
public:
    explicit Typing(const PrimitiveTypes& types) : texts_(&types) {}

    lambda::Inference infer(const lambda::TermStore& store, lambda::TermId term);

    // Returns the type of a function, from the metavariables to the body, or nullopt if the body
    // does not type.
    std::optional<std::string> type_text(lambda::TermStore& store,
                                         const lambda::Abstraction& abstraction);

private:
    std::optional<lambda::TypeId> type_of(const std::string& name);

    const PrimitiveTypes* texts_;
    lambda::TypeStore types_;
    std::unordered_map<std::string, lambda::TypeId> known_; // the types that were parsed
};

// Reads the types of primitives and adds those of the abstractions that the corpus has already.
// Throws InputError with the JSON pointer of a type that cannot be read, or if a primitive of the
// corpus has no type or a program does not type.
PrimitiveTypes read_types(const Corpus& corpus, std::string_view json);

} // namespace rasp_stitch::compressor
