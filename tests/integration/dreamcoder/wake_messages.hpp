#pragma once

// The messages that DreamCoder's driver sends in its wake phase, about RASP.

#include "enumerator/grammar/language.hpp"
#include "rasp/kernels/batch.hpp"
#include "support/json/json_input.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

// A uniform grammar as the member "DSL".
Json grammar_of(const std::string& names);

Json type_of(const std::string& text);

// What a program does on words, as a task; `wanted` programs are asked for.
Json task_of(const std::string& name, const std::string& type, const std::string& program,
             const std::vector<std::string>& words, int wanted);

} // namespace rasp_stitch::dreamcoder
