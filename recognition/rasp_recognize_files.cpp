#include "recognition/rasp_recognize_files.hpp"

#include "rasp/task.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"
#include "support/json_cursor.hpp"
#include "support/json_input.hpp"

namespace rasp_stitch::recognition {

std::vector<enumerator::SearchTask> read_tasks_file(const std::string& path) {
    return naming(path, [&] {
        std::vector<enumerator::SearchTask> tasks =
            enumerator::search_tasks(rasp::read_tasks(read_input(path)));
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
