#pragma once

// Frontiers as JSON, in DreamCoder's form.
//
//     {"task": "count_a", "request": TYPE,                // lambda/types/type_json.hpp
//      "programs": [{"program": "(lambda ...)", "logLikelihood": 0, "logPrior": -18.5}, ...]}
//
// This is the one place for the names of the members. Only the compressor has a reader of its own,
// compressor/corpus, since it reads the same files without knowing types or grammars.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "support/json/json_forward.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

namespace frontier_field {

inline constexpr std::string_view grammar = "DSL"; // beside the list of frontiers
inline constexpr std::string_view frontiers = "frontiers";
inline constexpr std::string_view task = "task";
inline constexpr std::string_view request = "request";
inline constexpr std::string_view programs = "programs";
inline constexpr std::string_view program = "program";
inline constexpr std::string_view log_likelihood = "logLikelihood";
inline constexpr std::string_view log_prior = "logPrior";

} // namespace frontier_field

// Writes the frontier of the task with this name. A likelihood of 1 is written as 0 and other
// numbers in full.
nlohmann::ordered_json frontier_json(const Language& language, std::string_view task,
                                     const Frontier& frontier);

// Reads one element of "programs". Both numbers are optional and otherwise 0, and can be written as
// Python writes numbers that are not finite (NonFinite::text). Throws InputError with the place if
// the program cannot be read or a number is +infinity.
FrontierProgram read_frontier_program(lambda::TermStore& terms, const JsonCursor& json);

// Reads the list "programs" of a frontier.
std::vector<FrontierProgram> read_frontier_programs(lambda::TermStore& terms,
                                                    const JsonCursor& frontier);

// Reads a frontier with its own request, into the stores of a language.
Frontier read_frontier(lambda::TypeStore& types, lambda::TermStore& terms,
                       const JsonCursor& frontier);

} // namespace rasp_stitch::enumerator
