#pragma once

// rasp-eval on RASP as people write it: a file, or a text of the command line.
//
//     run_source(options) // rasp-eval reverse.rasp --input hello

#include "rasp/language/value.hpp"
#include "rasp/program/eval_options.hpp"
#include "rasp/program/eval_session.hpp"
#include "rasp/program/source_answer.hpp"
#include "rasp/source/read_source.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace rasp_stitch::rasp {

// Shows what the statements of a text did.
class SourceRun {
public:
    // Both must outlive the object. The input is a list of tokens, or such a list and an atom. If
    // there is none, it is the example that the text sets.
    SourceRun(EvalSession& session, SourceReader& reader, std::optional<Json> input)
        : session_(&session), reader_(&reader), input_(std::move(input)),
          keeps_input_(input_.has_value()) {}

    // Takes no notice of examples that the text sets.
    void keep_input() { keeps_input_ = true; }

    // Whether the values of s-ops and selectors are shown besides their types.
    void show_sops(bool show) { shows_sops_ = show; }
    void show_selectors(bool show) { shows_selectors_ = show; }

    void set_input(Json input) { input_ = std::move(input); }
    const std::optional<Json>& input() const { return input_; }

    // Returns the output on the input, and the type; only the type if there is no input. Throws
    // InputError if it has no type.
    std::string shown(const SourceItem& item);

    // Returns the same as a value, or nullopt for a statement that sets the example.
    std::optional<SourceAnswer> answer(const SourceItem& item);

    std::size_t failing() const { return failing_; } // programs, on their input

private:
    SourceAnswer function_answer(const SourceItem& item);
    SourceAnswer output_answer(const std::string& name, const EvalProgram& program,
                               const Input& input);

    EvalSession* session_;
    SourceReader* reader_;
    std::optional<Json> input_;
    bool keeps_input_;
    bool shows_sops_ = true;
    bool shows_selectors_ = true;
    std::size_t failing_ = 0;
};

// Returns the kind of the tokens of the input that was given, if there is one with tokens.
std::optional<ValueKind> input_kind(const EvalOptions& options);

// Reads a text, and returns the program that its last statement is. Throws InputError if it has none.
EvalProgram read_last(EvalSession& session, SourceReader& reader, const std::string& text);

// Returns the program that the text of --rasp, or the name of --name in a file, is.
EvalProgram read_source_program(EvalSession& session, const EvalOptions& options);

// Runs every s-op and selector of a file on the input, or on the example that the file sets, and
// shows the types of functions. Returns the exit code.
int run_source_file(const EvalOptions& options);

} // namespace rasp_stitch::rasp
