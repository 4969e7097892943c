// rasp-stitch-compression: answers a request of DreamCoder's abstraction phase.

#include "integration/abstraction/learn_library.hpp"
#include "integration/dreamcoder/compression_reply.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "integration/dreamcoder/primitive_tables.hpp"
#include "integration/program/dreamcoder/compression_options.hpp"
#include "integration/program/dreamcoder/message_answer.hpp"
#include "lambda/types/type_text.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace rasp_stitch::dreamcoder {
namespace {

constexpr std::string_view name = "rasp-stitch-compression";
constexpr std::size_t max_shown = 100; // characters of an abstraction

void say(const CompressionOptions& options, const std::string& text) {
    if (!options.quiet) {
        fmt::print(stderr, "{}: {}\n", name, text);
    }
}

// Adds to a complaint about missing types where this program takes them from.
InputError naming_sources_of_types(const InputError& error) {
    InputProblem problem = error.problem();
    if (problem.code == types_needed && !problem.expected.empty()) {
        problem.expected += "; or in a file that --types or the environment variable "
                            "RASP_STITCH_TYPES names";
    }
    return InputError(std::move(problem));
}

CompressionRequest read_request(const CompressionOptions& options, const JsonCursor& json) {
    std::optional<Json> list;
    std::optional<PrimitiveTypes> types;
    if (options.types) {
        list = read_message(*options.types);
        types = [&](lambda::TypeStore& store) {
            return naming(*options.types, [&] { return types_list(JsonCursor(*list))(store); });
        };
    }
    return naming("-", [&] {
        try {
            return read_compression_request(json, types);
        } catch (const InputError& error) {
            throw naming_sources_of_types(error);
        }
    });
}

// What is said of each abstraction while the greedy library is learnt, and of those of another one if
// that is better in the end.
void tell(const CompressionOptions& options, const CompressionRequest& request,
          const abstraction::LearntAbstraction& found) {
    say(options,
        fmt::format("score {:.4f} with {} in {} tasks, type {}", found.score,
                    safe_excerpt(found.production.expression, max_shown), found.tasks,
                    lambda::excerpt_of_type(request.language.types, found.production.type)));
}

abstraction::LearntLibrary learn(const CompressionOptions& options, CompressionRequest& request,
                                 const Interruption& interruption) {
    const std::size_t all = std::max(1U, std::thread::hardware_concurrency());
    const abstraction::AbstractionControl control{
        .threads = options.threads != 0 ? options.threads : request.threads.value_or(all),
        .stop = interruption.token(),
        .progress = [&](const abstraction::LearntAbstraction& found) {
            tell(options, request, found);
        }};
    abstraction::LearntLibrary learnt =
        abstraction::learn_library(request.language, request.frontiers, request.settings, control);
    if (!learnt.is_greedy) {
        say(options, "another library is better, whose first abstractions are worse:");
        for (const abstraction::LearntAbstraction& found : learnt.abstractions) {
            tell(options, request, found);
        }
    }
    return learnt;
}

std::string make_reply(const CompressionOptions& options, const Interruption& interruption) {
    const Json document = read_message();
    const JsonCursor json(document);
    CompressionRequest request = read_request(options, json);
    const abstraction::LearntLibrary learnt = learn(options, request, interruption);
    std::string reply = compression_reply(request, json, learnt);
    check_compression_reply(request, json, reply);
    say(options, fmt::format("{} new abstraction{}, score {:.4f} -> {:.4f}{}",
                             learnt.abstractions.size(), learnt.abstractions.size() == 1 ? "" : "s",
                             learnt.score_before, learnt.score_after,
                             learnt.stopped == StopReason::none ? "" : "; stopped before the end"));
    return reply;
}

int run(int argc, const char* const* argv) {
    Interruption interruption;
    const std::optional<CompressionOptions> options = parse_compression_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    interruption.set_time_limit(options->time_limit);
    write_answer([&] { return make_reply(*options, interruption); });
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::dreamcoder

int main(int argc, char** argv) {
    return rasp_stitch::run_program(rasp_stitch::dreamcoder::name,
                                    [&] { return rasp_stitch::dreamcoder::run(argc, argv); });
}
