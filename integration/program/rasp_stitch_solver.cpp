// rasp-stitch-solver: answers a request of DreamCoder's wake phase, for RASP.

#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
#include "integration/program/rasp_stitch_messages.hpp"
#include "integration/program/rasp_stitch_wake_options.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <chrono>
#include <optional>

namespace rasp_stitch::dreamcoder {
namespace {

constexpr WakeProgram program{
    .name = "rasp-stitch-solver",
    .about =
        "The wake phase of DreamCoder for RASP: reads a request, a JSON document, from standard "
        "input and writes the reply to standard output: the number of programs in a window of "
        "description length, and those that solve tasks.\n"
        "If a request cannot be answered, the exit code is 2, with a message on standard error and "
        "{\"error\": MESSAGE} on standard output."};

int run(int argc, const char* const* argv) {
    const auto start = std::chrono::steady_clock::now();
    const Interruption interruption;
    const std::optional<WakeOptions> options = parse_wake_options(program, argc, argv);
    if (!options) {
        return exit_done;
    }
    write_reply([&] {
        const Json document = read_message();
        const SolverRequest request =
            naming("-", [&] { return read_solver_request(JsonCursor(document)); });
        return solver_reply(request,
                            solve_windows(request,
                                          {.memory = options->memory, .stop = interruption.token()},
                                          seconds_since(start)));
    });
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    return rasp_stitch::run_program(rasp_stitch::dreamcoder::program.name,
                                    [&] { return rasp_stitch::dreamcoder::run(argc, argv); });
}
