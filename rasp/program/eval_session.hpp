#pragma once

// Reads, names and runs programs for rasp-eval, and shows the results as text.
//
//     EvalSession session;
//     session.define("rev", "(lam (aggregate ...))");
//     const EvalProgram program = session.read("(lam (rev $0))");
//     session.type_text(program)                          // "input(t0) -> seq(t0)"
//     session.evaluated(program, {characters("abc")})     // "c b a\n"

#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/print/print_form.hpp"
#include "rasp/source/read_source.hpp"
#include "support/json/json_forward.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

// Thrown if a well-typed program fails on its input or reaches a limit.
class EvaluationError : public std::exception {
public:
    // Takes the trace until the failure as `so_far`.
    explicit EvaluationError(std::string message, std::string so_far = "")
        : message_(std::move(message)), so_far_(std::move(so_far)) {}

    const char* what() const noexcept override { return message_.c_str(); }
    const std::string& so_far() const noexcept { return so_far_; }

private:
    std::string message_;
    std::string so_far_;
};

struct EvalProgram {
    TypedProgram typed;
    std::size_t arity = 0; // 0 if it is not a program: another function, a sequence, ...
};

// All functions throw InputError if a text is wrong, or if program and input do not fit together.
class EvalSession {
public:
    EvalProgram read(std::string_view text);

    // Whether every program that is read from now on is its causal form
    // (rasp/language/causal_form.hpp). What is defined stays as it was written.
    void set_causal(bool causal) { is_causal_ = causal; }
    bool is_causal() const { return is_causal_; }

    // Reads an expression that may have the input free as `$0`, as the program (lam TEXT).
    EvalProgram read_expression(std::string_view text);

    // Returns a reader of RASP as people write it, whose programs the session can run. The session
    // must outlive it.
    SourceReader source_reader(SourceOptions options) {
        return {store_, types_, std::move(options)};
    }
    EvalProgram program(const TypedProgram& typed);

    // Prints the program, under the name `program`.
    PrintedSource printed(const EvalProgram& program, PrintForm form, NameChanges changes = {});

    // Gives a name to a closed term.
    void define(std::string_view name, std::string_view text);

    std::string type_text(const EvalProgram& program) const;

    // Returns a line for users on a failure of a program of this session.
    std::string described(const Failure& failure) const { return describe(store_, failure); }

    // Reads a list of tokens, or for a program of two arguments a list and an atom.
    static Input input_of(const EvalProgram& program, const JsonCursor& json);

    // Throws EvaluationError if the program fails.
    Output output(const EvalProgram& program, const Input& input);

    // Return the output, or the values of all parts, with a newline at the end. Throw
    // EvaluationError if the program fails.
    std::string evaluated(const EvalProgram& program, const Input& input);
    std::string traced(const EvalProgram& program, const Input& input);

    // Returns an evaluation for each input; a program that fails on one throws nothing.
    std::vector<Evaluation> evaluations(const EvalProgram& program, std::span<const Input> inputs);

    // Returns the data of a page of the program: with an input, of its values on it, also if it
    // fails there.
    nlohmann::ordered_json page_data(const EvalProgram& program, const std::optional<Input>& input);

    // Returns every value that the program computes on the input as rasp/report has a run, with the
    // failure if it fails there.
    nlohmann::ordered_json run_of(const EvalProgram& program, const Input& input);

    Bytecode compiled(const EvalProgram& program);

private:
    void check_input(const EvalProgram& program, const Input& input);

    lambda::TermStore store_;
    lambda::TypeStore types_;
    Library library_;
    bool is_causal_ = false;
};

} // namespace rasp_stitch::rasp
