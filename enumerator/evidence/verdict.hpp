#pragma once

// Door of enumerator/evidence.
//
// Says whether the best program that was found for a task is likely to be what was meant. A task, a
// frontier and its language come in; a verdict goes out, `sure` or not, with the reason. Programs
// that meet all examples and mean something else are common where examples are few, or where they
// all say the same.
//
// ```cpp
// #include <array>
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/grammar/likelihood.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("indices,length,add,one,two");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
// FrontierProgram length{.term = read_expression(language.terms, "(lambda (length $0))")};
// length.log_prior =
//     log_prior(language.types, view_of(language), request, language.terms, length.term);
// const rasp::Task task{.type = "input(str) -> seq(int)",
//                       .examples = {{.input = {.tokens = rasp::characters("ab")},
//                                     .output = rasp::Sequence{rasp::Value(2), rasp::Value(2)}}}};
// const Verdict verdict = judge(task, request, std::array{length}, language);
// CHECK_FALSE(verdict.sure);
// CHECK(verdict.reason == "all outputs are 2");
// ```
//
// A solution is sure if
//   - it meets all examples, also those that were held out from the search, and there are two at
//     least;
//   - the outputs are not all one value;
//   - the program hardly ever fails on inputs like those of the examples;
//   - where the output of each example has one value at all positions, so have the program's on
//     such inputs;
//   - no program that is about as probable meets all examples and does something else on inputs
//     like theirs;
//   - no program nearly like it is refuted by a single example: without this example, it would have
//     been the answer, so the next example may as well refute the answer (the estimate of Good and
//     Turing for what has not been seen);
//   - the outputs say about as much as the program takes. A search that looks at e^n programs meets
//     some that are right by chance on outputs that say less than n nats.
//
// The numbers of the rule were chosen on two thirds of the tasks in
// benchmarks/results/2026-11-27-search.md, which has the shares of right and wrong ones.

#include "enumerator/evidence/evidence.hpp"
#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::enumerator {

struct JudgeOptions {
    EvidenceOptions evidence = {}; // its `extra_nats` says what is about as probable

    // Different examples without which no program is sure.
    std::size_t least_examples = 2;

    // Examples that must refute each variant of the program.
    std::size_t least_refuting = 2;

    // The share of fresh inputs on which the program may fail. It is not 0, since some tasks have no
    // output for some inputs: "the second token" has none for a single one.
    double most_failures = 0.05;

    // What the outputs must say beyond what the program takes, in nats, where each example that
    // refutes the variant which the fewest refute counts as one nat more. It is below 0, because the
    // plain models of outputs know habits, such as that a value goes with the token, that a program
    // pays for: (eq (mod (tokens $0) two) zero) takes 15 nats, and its outputs say 12.
    double least_margin = -3;
};

struct Verdict {
    bool sure = false;
    std::string reason; // a clause, such as "all outputs are 2"
    double output_nats = 0;
    double program_nats = 0;

    // The other program that is the reason, or else the most probable one that meets all examples
    // and does something else, with an input that tells the two apart.
    std::optional<OtherProgram> other = {};
};

// The programs are as for evidence_for.
Verdict judge(const rasp::Task& task, lambda::TypeId request,
              std::span<const FrontierProgram> programs, const Language& language,
              const JudgeOptions& options = {});

// The part of `judge` that follows from the evidence.
Verdict verdict_from(const rasp::Task& task, const Evidence& evidence, const JudgeOptions& options);

// Returns "unsure: all outputs are 2", and for another program also that program and the input to
// ask about, on lines that begin with `indent`.
std::string sureness_text(const Verdict& verdict, std::string_view indent);

} // namespace rasp_stitch::enumerator
