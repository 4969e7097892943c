// rasp-stitch-solver: a window of DreamCoder's wake phase over RASP, one message in, one message
// out.

#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
#include "integration/program/message_answer.hpp"
#include "integration/program/wake_options.hpp"
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
        "The wake phase of DreamCoder for RASP: reads one request, a JSON document, from standard "
        "input and writes the answer to standard output: how many programs the window of "
        "description length has, and those that solve tasks.\n"
        "If a request cannot be answered, the exit code is 2, the message is on standard error, "
        "and {\"error\": MESSAGE} is on standard output."};

int run(int argc, const char* const* argv) {
    const auto start = std::chrono::steady_clock::now();
    const Interruption interruption;
    const std::optional<WakeOptions> options = parse_wake_options(program, argc, argv);
    if (!options) {
        return exit_done;
    }
    write_answer([&] {
        const Json document = read_message();
        const SolverRequest request =
            naming("-", [&] { return read_solver_request(JsonCursor(document)); });
        return solver_reply(request, solve_windows(request, {.seconds_spent = seconds_since(start),
                                                             .most_memory = options->most_memory,
                                                             .stop = interruption.token()}));
    });
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    return rasp_stitch::run_program(rasp_stitch::dreamcoder::program.name,
                                    [&] { return rasp_stitch::dreamcoder::run(argc, argv); });
}
