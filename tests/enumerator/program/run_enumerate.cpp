#include "tests/enumerator/program/run_enumerate.hpp"

#include <catch2/catch.hpp>

namespace rasp_stitch::enumerator {

std::string output(const Words& words) {
    const ChildResult result = run_program(words);
    CHECK(result.errors.empty());
    CHECK(result.exit_code == 0);
    return result.output;
}

std::string complaint(const Words& words) {
    const ChildResult result = run_program(words);
    CHECK(result.output.empty());
    CHECK(result.exit_code == 2);
    return result.errors;
}

bool holds(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

} // namespace rasp_stitch::enumerator
