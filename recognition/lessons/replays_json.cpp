#include "recognition/lessons/replays_json.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/language/typing.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

lambda::TermId read_program(const JsonCursor& json, lambda::TermStore& store) {
    try {
        return enumerator::read_expression(store, json.string());
    } catch (InputError& error) {
        error.add_pointer(json.pointer());
        throw;
    }
}

} // namespace

std::vector<Replay> read_replays(lambda::TypeStore& types, const JsonCursor& json,
                                 std::span<const enumerator::SearchTask> tasks,
                                 lambda::TermStore& store) {
    std::vector<Replay> replays;
    for (const JsonCursor frontier : json.member("frontiers").elements()) {
        const std::string& name = frontier.member("task").string();
        const auto task = std::ranges::find_if(
            tasks, [&](const enumerator::SearchTask& other) { return other.task.name == name; });
        if (task == tasks.end()) {
            continue;
        }
        Replay replay{.task = static_cast<std::size_t>(task - tasks.begin()),
                      .request = rasp::parse_task_type(types, task->task.type),
                      .programs = {}};
        for (const JsonCursor program : frontier.member("programs").elements()) {
            const auto log_likelihood = program.optional_member("logLikelihood");
            replay.programs.push_back({read_program(program.member("program"), store),
                                       log_likelihood ? log_likelihood->number() : 0});
        }
        if (!replay.programs.empty()) {
            replays.push_back(std::move(replay));
        }
    }
    return replays;
}

} // namespace rasp_stitch::recognition
