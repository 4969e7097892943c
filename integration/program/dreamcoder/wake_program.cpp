#include "integration/program/dreamcoder/wake_program.hpp"

#include "integration/program/dreamcoder/message_answer.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <optional>

namespace rasp_stitch::dreamcoder {

int run_wake_program(const WakeProgram& program, int argc, const char* const* argv,
                     const MakeReply& make_reply) {
    const Interruption interruption;
    const std::optional<WakeOptions> options = parse_wake_options(program, argc, argv);
    if (!options) {
        return exit_done;
    }
    write_answer([&] {
        const Json document = read_message();
        return make_reply(JsonCursor(document),
                          {.memory = options->most_memory, .stop = interruption.token()});
    });
    return interruption.exit_code();
}

} // namespace rasp_stitch::dreamcoder
