#pragma once

// What wake found: for each task the programs that solve it.
//
//     const Frontier frontier{.request = request, .programs = {{.term = term}}};
//
// Terms are those of enumerator/grammar/expression_types.hpp: an abstraction is a primitive whose name is
// its text, "#(lambda ...)". Programs are eta-long and beta-normal for the request.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <vector>

namespace rasp_stitch::abstraction {

struct SolvingProgram {
    lambda::TermId term{};
    // Of the task, given the program; in nats. What is -infinity or NaN cannot be.
    double log_likelihood = 0;
};

struct Frontier {
    lambda::TypeId request{};
    std::vector<SolvingProgram> programs; // may be empty
};

} // namespace rasp_stitch::abstraction
