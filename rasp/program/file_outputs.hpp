#pragma once

// What the programs of a file say to one input, as text.
//
//     const FileOutputs outputs = outputs_on(entries, word_input);
//     outputs.text // "reverse: o l l e h\n", and so on

#include "rasp/program/eval_session.hpp"
#include "rasp/tasks/task.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace rasp_stitch::rasp {

struct FileOutputs {
    // For each task its output; if its programs disagree, each output with the number of programs
    // that give it, that of the best program first.
    std::string text;

    // The same as a list: {"task": "reverse", "outputs": [{"output": ["o", ...], "programs": 1},
    // ...]}, with "error" in place of "output" for a program that fails or takes no such input.
    nlohmann::ordered_json json = nlohmann::ordered_json::array();

    std::size_t ran = 0;     // programs that take such an input
    std::size_t failing = 0; // of these
};

// Makes the input for a program; throws InputError if it takes no such input.
using InputFor = std::function<Input(const EvalProgram& program)>;

// Programs of one name that follow each other are those of one task. With `causal`, their causal
// forms are run. Throws InputError for a program that cannot be read.
FileOutputs outputs_on(std::span<const TaskEntry> entries, const InputFor& input_for,
                       bool causal = false);

} // namespace rasp_stitch::rasp
