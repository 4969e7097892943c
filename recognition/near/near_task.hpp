#pragma once

// A task as NEAR sees it: examples to learn from, longer ones to judge by, and what may be wrong.
//
//     const NearTask task = near_task(search_task, 0.05);
//     task.training // the shorter examples, by number
//     task.longer   // the longest third, which nothing is trained on
//     exact_score(store, program, task).wrong // cells that the program gets wrong
//
// A cell is a value of an output, or a truth value of a selector.

#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

// What a trained model says of an example, beside the output.
struct SoftTarget {
    // By position, the values that the output may have, with their probabilities; or nothing.
    std::vector<std::vector<std::pair<rasp::Value, double>>> outputs = {};

    // How much each position attends to each: a row for each query; or nothing.
    std::vector<std::vector<double>> attention = {};
};

struct NearTask {
    enumerator::SearchTask search;
    double noise = 0;             // the share of cells that may be wrong
    std::vector<SoftTarget> soft; // by example, or empty
    std::vector<std::size_t> training;
    std::vector<std::size_t> longer;
    std::size_t values = 2; // different values of the outputs, at least 2
    std::size_t cells = 0;  // of the outputs

    const rasp::Task& task() const { return search.task; }
};

// Examples on which programs must fail and empty inputs are neither for training nor longer. Throws
// InputError if the noise is not from 0 to below 0.5, if nothing is left, and if there are soft
// targets that do not fit the examples.
NearTask near_task(enumerator::SearchTask search, double noise, std::vector<SoftTarget> soft = {});

struct ExactScore {
    std::size_t cells = 0;
    std::size_t wrong = 0;
    double nats = 0; // of the outputs, given the program

    bool operator==(const ExactScore&) const = default;
};

// The program is a term for evaluation: its abstractions are unfolded. An example that it fails on
// has only wrong cells.
ExactScore exact_score(const lambda::TermStore& store, lambda::TermId program,
                       const NearTask& task);

// Whether a program with this score can be the answer: no cell is wrong, or if there is noise, at
// most half as many again as are to be expected, rounded up.
bool is_answer(const ExactScore& score, const NearTask& task);

// Returns the nats that a wrong cell and a right one take.
double wrong_nats(const NearTask& task);
double right_nats(const NearTask& task);

} // namespace rasp_stitch::recognition
