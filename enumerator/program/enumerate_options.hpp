#pragma once

// The parsed command line of rasp-enumerate.

#include "enumerator/solve/solve.hpp"
#include "rasp/print/print_form.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

enum class EnumerateMode : std::uint8_t {
    tasks, // programs for tasks
    describe_tasks,
    count, // the programs of a window
    list,
};

// Which literals tasks may use besides the productions of the language.
enum class LiteralSource : std::uint8_t {
    file,     // those that the file of tasks names for each
    examples, // those that the examples suggest (rasp/tasks/example_literals.hpp)
    list,     // those of EnumerateOptions::literals
};

struct EnumerateOptions {
    EnumerateMode mode{};
    // The language: a grammar, or primitives with the abstractions of a library.
    std::optional<std::string> grammar;         // path
    std::string primitives;                     // as of rasp_names
    std::optional<std::string> library;         // path
    std::optional<std::string> primitive_types; // path of a table of types in place of RASP's

    std::optional<std::string> tasks; // a path; else there are examples
    std::vector<std::string> examples;
    LiteralSource literal_source = LiteralSource::file;
    std::vector<std::string> literals; // canonical names, sorted, each once
    SearchKind search = SearchKind::bottom_up;
    std::size_t held_out = 0;       // examples of each task, for --check
    std::size_t frontier_size = 5;  // programs to find for each task
    std::size_t shown_programs = 1; // of these, in the text
    bool backwards = true;
    bool few_examples = true;
    std::optional<std::string> out;
    rasp::PrintOptions print;
    bool as_json = false; // on standard output
    bool quiet = false;

    std::string request; // a type
    double lower = 0;    // nats
    double upper = 0;

    std::size_t threads = 1;
    Budget budget; // without a stop token
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError for options that do not make sense.
std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv);

} // namespace rasp_stitch::enumerator
