#pragma once

// How much the outputs of a task's examples say, beyond what is usual for outputs.
//
//     output_nats(task) // 3.2 if the output is the same everywhere, 190 for 12 random words
//
// The outputs are coded one after the other, as by somebody who knows the inputs and expects
// nothing but habits: that a value is frequent, follows the one before it, goes with the token or
// the place, or is one of the tokens. Each of these is a model that learns its frequencies from the
// outputs before (Krichevsky and Trofimov 1981, the estimator for truth values, with the same
// weight for more values). The code of the cheapest model counts. What such a model explains
// hardly tells programs apart: the outputs T T T F F F are two runs and not six facts.

#include "rasp/tasks/task.hpp"

namespace rasp_stitch::enumerator {

// Returns nats. Examples on which programs have to fail count as ln 2 each.
double output_nats(const rasp::Task& task);

} // namespace rasp_stitch::enumerator
