#pragma once

// What the tests of a backward search share: inputs, parts, and the question whether a program is
// found from its parts.
//
//     check_found({"(add (indices $0) one)", {{"(indices $0)", 3}, {"one", 3}}, {"add"}, 7}, letters());

#include "rasp/kernels/batch.hpp"

#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// Parts with their costs, the primitives, and a program whose cost follows from them.
struct Step {
    const char* program;
    std::vector<std::pair<std::string, double>> parts;
    std::vector<std::string> heads;
    double nats;
};

// Checks that a program is found that costs no more.
void check_found(const Step& step, std::vector<rasp::Input> inputs);

// Returns whether the program, or one that does the same, is found from the parts on letters().
bool is_found(const char* program, const std::vector<std::string>& parts,
              const std::vector<std::string>& heads);

std::vector<rasp::Input> letters();
std::vector<rasp::Input> numbers();

// (tokens $0 == "a"), and like it
inline const std::string is_a = "(eq (tokens $0) str.a)";
inline const std::string is_b = "(eq (tokens $0) str.b)";
inline const std::string is_c = "(eq (tokens $0) str.c)";
inline const std::string is_first = "(eq (indices $0) zero)";
inline const std::string up_to_here = "(select (indices $0) (indices $0) at_most)";
inline const std::string from_here = "(select (indices $0) (indices $0) at_least)";
inline const std::string mirrored =
    "(select (indices $0) (sub (sub (length $0) one) (indices $0)) equals_to)";

} // namespace rasp_stitch::enumerator::backwards
