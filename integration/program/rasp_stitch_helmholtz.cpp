// rasp-stitch-helmholtz: the dreams of DreamCoder over RASP, one message in, one message out.

#include "integration/dreamcoder/dream_messages.hpp"
#include "integration/dreamcoder/dreams.hpp"
#include "integration/program/message_answer.hpp"
#include "integration/program/wake_options.hpp"
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
        "The dreams of DreamCoder for RASP: reads one request, a JSON document, from standard "
        "input and writes the answer to standard output: the programs that are likely under the "
        "grammar, the likeliest of those that do the same on the inputs.\n"
        "If a request cannot be answered, the exit code is 2, the message is on standard error, "
        "and {\"error\": MESSAGE} is on standard output."};

int run(int argc, const char* const* argv) {
    const Interruption interruption;
    const std::optional<WakeOptions> options = parse_wake_options(program, argc, argv);
    if (!options) {
        return exit_done;
    }
    write_answer([&] {
        const Json document = read_message();
        const DreamRequest request =
            naming("-", [&] { return read_dream_request(JsonCursor(document)); });
        const enumerator::GrammarView view = view_of(request.types, request.grammar);
        return dream_reply(dream(request.types, view, request.request, request.inputs,
                                 {.seconds = request.seconds,
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
