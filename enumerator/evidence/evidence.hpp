#pragma once

// What speaks for and against the best program of a task, apart from its meeting the examples.
//
//     const Evidence evidence = evidence_for(task, request, programs, language);
//     evidence.output_nats  // 60: what the outputs of the examples say
//     evidence.program_nats // 12: what the program takes
//     evidence.rivals       // programs that meet the examples as well, and do something else
//     evidence.weakest      // of the programs nearly like it, the one that fewest examples refute
//
// Programs are written out without abstractions, and take nats in a language in which all names
// that fit are equally probable (enumerator/evidence/plain_language.hpp). Two kinds of programs are
// held against the best one: the others of the frontier, and its variants that are about as
// probable (enumerator/evidence/variants.hpp). They are run on the examples and on fresh inputs,
// drawn like those of the examples (enumerator/evidence/fresh_inputs.hpp). Nothing is searched, so
// this takes milliseconds. The fresh inputs depend on the examples and the seed alone.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct EvidenceOptions {
    // Variants that take more nats than the best program and these are left out: at 3 nats, a
    // program is a twentieth as probable.
    double extra_nats = 3;

    std::size_t fresh_inputs = 200;
    std::size_t most_variants = 5000; // that are considered, from the first of them on
    std::uint64_t seed = 1;           // of the fresh inputs
};

// An input that tells two programs apart: what to ask somebody who knows the task.
struct Disagreement {
    rasp::Input input;
    std::optional<rasp::Output> best;  // the output of the best program
    std::optional<rasp::Output> other; // of the other one; nullopt if it fails
};

// A program that differs from the best one on a fresh input on which that has an output.
struct OtherProgram {
    std::string program;            // as print_expression writes it
    double nats = 0;                // that it takes
    std::size_t refuting = 0;       // examples that it does not meet
    std::size_t differences = 0;    // fresh inputs on which it does something else
    Disagreement disagreement = {}; // on the shortest of them, if possible one without a failure
};

struct Evidence {
    std::size_t examples = 0; // different ones
    std::size_t missed = 0;   // that the best program does not meet, such as ones held out
    bool is_constant = false; // whether all outputs of all examples are one value
    double output_nats = 0;   // enumerator/evidence/output_nats.hpp
    double program_nats = 0;  // of the best program

    std::size_t fresh = 0;                   // inputs that were drawn
    std::size_t failures = 0;                // those on which the best program fails
    std::optional<rasp::Input> failing = {}; // the shortest of them

    // The shortest input on which the output of the best program has different values, if none of
    // the examples has (enumerator/evidence/uniform_outputs.hpp).
    std::optional<rasp::Input> uneven = {};

    std::vector<OtherProgram> rivals = {};    // that meet all examples, most probable first
    std::optional<OtherProgram> weakest = {}; // the variant that the fewest examples refute
};

// The programs are a frontier's: best first, at least one, and the terms and the request are those
// of the language. An example that is given twice counts once. The examples need an input that is
// not empty.
Evidence evidence_for(const rasp::Task& task, lambda::TypeId request,
                      std::span<const FrontierProgram> programs, const Language& language,
                      const EvidenceOptions& options = {});

} // namespace rasp_stitch::enumerator
