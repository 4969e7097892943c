#pragma once

// A frontier: the programs that solve a task (Ellis et al. 2021).
//
//     const Frontier frontier{.request = request, .programs = {{.term = term, .log_prior = -9.1}}};
//
// The ids are those of a Language. Terms are as enumerator/grammar/expression_types.hpp reads them,
// so an abstraction is a primitive named "#(lambda ...)". Programs are eta-long and beta-normal for
// the request.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <vector>

namespace rasp_stitch::enumerator {

struct FrontierProgram {
    lambda::TermId term{};
    double log_prior = 0;      // of the program in the grammar, in nats
    double log_likelihood = 0; // of the task, given the program, in nats; 0 if it solves the task
};

struct Frontier {
    lambda::TypeId request{};
    // The answer first, which mostly is the most probable one. Empty if the task is not solved.
    std::vector<FrontierProgram> programs;
};

} // namespace rasp_stitch::enumerator
