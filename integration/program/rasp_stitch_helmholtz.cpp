// rasp-stitch-helmholtz: answers a request for dreams from DreamCoder's driver, for RASP.

#include "integration/dreamcoder/helmholtz.hpp"
#include "integration/dreamcoder/helmholtz_messages.hpp"
#include "integration/program/rasp_stitch_messages.hpp"
#include "integration/program/rasp_stitch_wake_options.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <optional>

namespace rasp_stitch::dreamcoder {
namespace {

constexpr WakeProgram program{
    .name = "rasp-stitch-helmholtz",
    .about =
        "The dreams of DreamCoder for RASP: reads a request, a JSON document, from standard input "
        "and writes the reply to standard output: programs that are likely under the grammar, the "
        "likeliest of those that behave alike on the inputs.\n"
        "If a request cannot be answered, the exit code is 2, with a message on standard error and "
        "{\"error\": MESSAGE} on standard output."};

int run(int argc, const char* const* argv) {
    const Interruption interruption;
    const std::optional<WakeOptions> options = parse_wake_options(program, argc, argv);
    if (!options) {
        return exit_done;
    }
    write_reply([&] {
        const Json document = read_message();
        const HelmholtzRequest request =
            naming("-", [&] { return read_helmholtz_request(JsonCursor(document)); });
        const enumerator::GrammarView view = view_of(request.types, request.grammar);
        return helmholtz_reply(helmholtz_enumeration(request.types, view, request.request,
                                                     request.inputs,
                                                     {.budget = {.seconds = request.seconds,
                                                                 .memory = options->memory,
                                                                 .stop = interruption.token()}}));
    });
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    return rasp_stitch::run_program(rasp_stitch::dreamcoder::program.name,
                                    [&] { return rasp_stitch::dreamcoder::run(argc, argv); });
}
