#pragma once

// What rasp-eval does with programs, one after the other, as texts.
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
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

// A program that is well-typed failed on its input, or reached a limit.
class EvaluationError : public std::exception {
public:
    // `so_far` is what was there before, a part of the trace.
    explicit EvaluationError(std::string message, std::string so_far = "")
        : message_(std::move(message)), so_far_(std::move(so_far)) {}

    const char* what() const noexcept override { return message_.c_str(); }
    const std::string& so_far() const noexcept { return so_far_; }

private:
    std::string message_;
    std::string so_far_;
};

// The exit code where a program fails on its input, an example does not hold, or a line of a script
// is wrong.
constexpr int exit_failing = 1;

struct EvalProgram {
    TypedProgram typed;
    std::size_t arity = 0; // 0: no program but a function, a sequence without input, ...
};

// Throws InputError for what is wrong with a text or does not fit together.
class EvalSession {
public:
    EvalProgram read(std::string_view text);

    // The same for what may leave `$0` free, as the input: (lam TEXT).
    EvalProgram read_expression(std::string_view text);

    // A name for a closed term, from now on.
    void define(std::string_view name, std::string_view text);

    std::string type_text(const EvalProgram& program) const;

    // A list of tokens, or for a program of two arguments a list and an atom.
    static Input input_of(const EvalProgram& program, const JsonCursor& json);

    // Each ends with a newline. The input's values must fit the program's type.
    std::string evaluated(const EvalProgram& program, const Input& input);
    std::string traced(const EvalProgram& program, const Input& input);

    // What becomes of each input, in order; its failure is no exception.
    std::vector<Evaluation> evaluations(const EvalProgram& program, std::span<const Input> inputs);

    Bytecode compiled(const EvalProgram& program);

private:
    // With all names put in, closed as they are: a later definition of them changes nothing here.
    lambda::TermId written_out(lambda::TermId term);

    void check_input(const EvalProgram& program, const Input& input);

    lambda::TermStore store_;
    lambda::TypeStore types_;
    Library library_;
};

} // namespace rasp_stitch::rasp
