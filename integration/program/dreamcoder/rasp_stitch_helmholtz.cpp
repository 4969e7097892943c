// rasp-stitch-helmholtz: answers a request for dreams from DreamCoder's driver, for RASP.

#include "integration/dreamcoder/helmholtz.hpp"
#include "integration/dreamcoder/helmholtz_messages.hpp"
#include "integration/program/dreamcoder/wake_program.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <algorithm>

namespace rasp_stitch::dreamcoder {
namespace {

constexpr WakeProgram program{
    .name = "rasp-stitch-helmholtz",
    .title = "the dreams of DreamCoder for RASP",
    .about =
        "The dreams of DreamCoder for RASP: reads a request, a JSON document, from standard input "
        "and writes the reply to standard output: programs that are likely under the grammar, the "
        "likeliest of those that behave alike on the inputs.\n"
        "If a request cannot be answered, the exit code is 2, with a message on standard error and "
        "{\"error\": MESSAGE} on standard output."};

std::string make_reply(const JsonCursor& json, Budget budget) {
    const HelmholtzRequest request = naming("-", [&] { return read_helmholtz_request(json); });
    budget.seconds = std::min(budget.seconds, request.seconds);
    return helmholtz_reply(helmholtz_enumeration(request.language, request.request, request.inputs,
                                                 {.budget = budget}));
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    using namespace rasp_stitch;
    return run_program(dreamcoder::program.name, [&] {
        return dreamcoder::run_wake_program(dreamcoder::program, argc, argv,
                                            dreamcoder::make_reply);
    });
}
