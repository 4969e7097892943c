#pragma once

// Reads what the programs of a corpus count: weights, by which their costs are multiplied.
//
//     read_weights(corpus, "[1, 2.5, 0]");                     // one for each program
//     read_weights(corpus, R"({"reverse": 3, "sort/fast": 0.5})"); // by name, the others 1
//
// A name is that of a task, and then of all its programs, or of a program (Program::name); where a
// program is named itself and by its task, its own name counts. Weights are from 0 to 1,000,000
// with at most 6 digits after the point, and are taken exactly: 2.5 becomes a weight of 5 at a
// weight_scale of 2.

#include "compressor/corpus/corpus.hpp"

#include <string_view>

namespace rasp_stitch::compressor {

// Sets the weights of all programs, and Corpus::weight_scale. Throws InputError with the JSON
// pointer of what is wrong: another number of weights than there are programs, a name that nothing
// has, no weight above 0.
void read_weights(Corpus& corpus, std::string_view json);

} // namespace rasp_stitch::compressor
