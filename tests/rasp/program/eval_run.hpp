#pragma once

// Runs the program rasp-eval.
//
//     CHECK(eval({"--rasp", "indices", "--input", "ab"}).exit_code == 0);

#include "tests/support/program_run.hpp"

#include <string>
#include <vector>

namespace rasp_stitch {

struct Run {
    int exit_code;
    std::string output;
    std::string errors;
    bool operator==(const Run&) const = default;
};

inline Run eval(const std::vector<std::string>& arguments, const std::string& input = "/dev/null") {
    const ChildResult result = run_program(arguments, {.input = input});
    return {result.exit_code, result.output, result.errors};
}

} // namespace rasp_stitch
