// rasp-stitch-solver: answers a request of DreamCoder's wake phase, for RASP.

#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
#include "integration/program/dreamcoder/wake_program.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <chrono>

namespace rasp_stitch::dreamcoder {
namespace {

constexpr WakeProgram program{
    .name = "rasp-stitch-solver",
    .title = "the wake phase of DreamCoder for RASP",
    .about =
        "The wake phase of DreamCoder for RASP: reads a request, a JSON document, from standard "
        "input and writes the reply to standard output: the number of programs in a window of "
        "description length, and those that solve tasks.\n"
        "If a request cannot be answered, the exit code is 2, with a message on standard error and "
        "{\"error\": MESSAGE} on standard output."};

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    using namespace rasp_stitch;
    const auto start = std::chrono::steady_clock::now();
    const auto make_reply = [start](const JsonCursor& json, const Budget& budget) {
        dreamcoder::SolverRequest request =
            naming("-", [&] { return dreamcoder::read_solver_request(json); });
        const enumerator::TaskSearchResult result =
            dreamcoder::solve_windows(request, budget, seconds_since(start));
        return dreamcoder::solver_reply(request, result);
    };
    return run_program(dreamcoder::program.name, [&] {
        return dreamcoder::run_wake_program(dreamcoder::program, argc, argv, make_reply);
    });
}
