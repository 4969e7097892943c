#pragma once

// The parsed command line of rasp-near.

#include "rasp/print/print_form.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/near/near_search.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

// Which literals programs may use besides the productions of the language and learnt numbers.
enum class NearLiterals : std::uint8_t {
    file,     // those that the file of tasks names for each
    examples, // those that the examples suggest (rasp/tasks/example_literals.hpp)
    none,
};

struct NearProgramOptions {
    std::optional<std::string> tasks; // a path; else there are examples
    std::vector<std::string> examples;
    std::optional<std::string> only; // the name of a task

    std::optional<std::string> grammar; // a path
    std::string primitives;
    std::optional<std::string> library; // a path
    NearLiterals literals = NearLiterals::file;

    NearOptions search; // `budget.seconds` is for each task
    TrainerOptions trainer;
    std::optional<double> noise; // else that of the file, or 0
    std::size_t held_out = 0;
    std::size_t threads = 1;

    std::optional<std::string> out;
    bool as_json = false; // on standard output
    rasp::PrintOptions print;
    bool quiet = false;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError for options that do not make sense.
std::optional<NearProgramOptions> parse_near_options(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition
