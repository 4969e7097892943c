#pragma once

// Makes the parts of requests that DreamCoder's driver sends in its wake phase, for RASP.

#include "enumerator/grammar/language.hpp"
#include "rasp/kernels/batch.hpp"
#include "support/json/json_input.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

// Returns a uniform grammar of these productions, as the member "DSL".
Json grammar_of(const std::string& names);

Json type_of(const std::string& text);

// Returns a task whose examples are the outputs of a program on words, and which asks for `wanted`
// programs.
Json task_of(const std::string& name, const std::string& type, const std::string& program,
             const std::vector<std::string>& words, int wanted);

} // namespace rasp_stitch::dreamcoder
