#pragma once

// What the user of rasp-eval asked for.

#include "rasp/kernels/batch.hpp"
#include "rasp/print/print_form.hpp"
#include "support/json/json_input.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rasp_stitch::rasp {

enum class EvalMode : std::uint8_t { program, source_file, file, reference, repl, serve };

struct EvalOptions {
    EvalMode mode = EvalMode::program;
    std::string program;                    // the text, or the path of a file of RASP
    std::optional<std::string> source_text; // --rasp
    std::optional<std::string> name;        // of what a file of RASP defines
    PrintOptions print;
    std::optional<std::string> word;   // --input
    std::optional<Json> json;          // --input-json
    std::string file;                  // a path, "-" for standard input
    std::optional<std::string> tasks;  // a path, "-" for standard input
    std::optional<std::string> dot;    // a path, "-" for standard output
    std::optional<std::string> report; // likewise
    std::string command;               // the command line
    bool causal = false;
    bool type_only = false;
    bool trace = false;
    bool architecture = false;
    bool markdown = false;
    bool as_json = false;
    bool quiet = false;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<EvalOptions> parse_eval_options(int argc, const char* const* argv);

} // namespace rasp_stitch::rasp
