#pragma once

// What a statement of RASP gave, and how it is shown.
//
//     const SourceAnswer answer = {.name = "x", .type = "input(str) -> seq(num)", .output = ...};
//     text_of(answer)  // "x : input(str) -> seq(num)\n    0 1 2\n"
//     json_of(answer)  // {"name": "x", "type": "input(str) -> seq(num)", "output": [0, 1, 2]}

#include "rasp/language/value.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace rasp_stitch::rasp {

struct SourceAnswer {
    std::string name;
    std::optional<std::string> type = {};    // of a program; a function may be none by itself
    std::optional<std::string> value = {};   // of what is no s-op: a number, a list
    std::optional<Output> output = {};       // on the input, if there is one
    Sequence tokens = {};                    // the input
    std::optional<std::string> failure = {}; // if the program fails on the input
};

std::string text_of(const SourceAnswer& answer);
nlohmann::ordered_json json_of(const SourceAnswer& answer);

} // namespace rasp_stitch::rasp
