#pragma once

// Reads weights, by which the costs of programs are multiplied.
//
//     read_weights(corpus, "[1, 2.5, 0]");                         // one for each program
//     read_weights(corpus, R"({"reverse": 3, "sort/fast": 0.5})"); // by name; the others weigh 1
//
// A name is that of a task, which sets the weight of all its programs, or of a program
// (Program::name), which takes precedence. A weight is a number from 0 to 1,000,000 with at most 6
// digits after the point, and is represented exactly: 2.5 becomes a weight of 5 and a weight_scale
// of 2.

#include "compressor/corpus/corpus.hpp"
#include "support/json/json_forward.hpp"

#include <string_view>

namespace rasp_stitch::compressor {

// Sets the weights of all programs and Corpus::weight_scale. Throws InputError with the JSON
// pointer of what is wrong: a list whose length is not the number of programs, a name that no task
// and no program has or that is given twice, weights that are all 0. Weights that the corpus had
// before are forgotten.
void read_weights(Corpus& corpus, std::string_view json);
void read_weights(Corpus& corpus, const JsonCursor& weights);

} // namespace rasp_stitch::compressor
