#include "recognition/program/recognize_files.hpp"

#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

namespace rasp_stitch::recognition {

std::vector<enumerator::SearchTask> read_tasks_file(const std::string& path) {
    return naming(path, [&] {
        std::vector<enumerator::SearchTask> tasks =
            enumerator::merged_tasks(rasp::read_tasks(read_input(path)));
        if (tasks.empty()) {
            throw InputError({.found = "no tasks", .expected = "a list of tasks with examples"});
        }
        return tasks;
    });
}

Model read_model_file(const std::string& path) {
    return naming(path, [&] {
        const Json document = parse_json(read_input(path));
        return read_model(JsonCursor(document));
    });
}

} // namespace rasp_stitch::recognition
