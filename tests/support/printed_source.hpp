#pragma once

// Programs and libraries that were printed as RASP, read back.
//
//     // rasp-enumerate ... --print rasp and --print lambda
//     CHECK(check_printed(rasp, lambda).programs == 3);

#include <cstddef>
#include <string>

namespace rasp_stitch {

struct PrintedCounts {
    std::size_t programs = 0;
    std::size_t abstractions = 0;
};

// Checks that each program of the text, and each abstraction that has a definition in it, is read as
// one with the same normal form as the term in the lambda form of the same answer. Returns how many
// there are.
PrintedCounts check_printed(const std::string& source, const std::string& lambda_form);

} // namespace rasp_stitch
