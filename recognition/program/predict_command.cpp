#include "recognition/program/predict_command.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/program/recognize_files.hpp"
#include "recognition/program/recognize_options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::SearchTask;

namespace {

// Returns the grammar on one line.
std::string grammar_of(const enumerator::Language& language) {
    return std::visit(
        [&](const auto& grammar) { return enumerator::grammar_text(language.types, grammar); },
        language.grammar);
}

const SearchTask& task_called(std::span<const SearchTask> tasks, const std::string& name) {
    const auto found =
        std::ranges::find_if(tasks, [&](const SearchTask& task) { return task.task.name == name; });
    if (found == tasks.end()) {
        throw InputError(
            {.found = "--task " + quote_excerpt(name), .expected = "the name of one of the tasks"});
    }
    return *found;
}

// File names need not be UTF-8.
std::string json_text(const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string all_grammars(const Predictor& predictor, std::span<const SearchTask> tasks,
                         const std::string& model) {
    std::string text = "{\"model\": " + json_text(model) + ",\n \"tasks\": [";
    std::string_view separator = "\n";
    for (const SearchTask& task : tasks) {
        text += separator;
        text += "  {\"task\": " + json_text(task.task.name) +
                ", \"literals\": " + Json(task.literals).dump() +
                ", \"grammar\": " + grammar_of(predictor.language_for(task)) + "}";
        separator = ",\n";
    }
    return text + "]}\n";
}

} // namespace

int predict(int argc, const char* const* argv) {
    const std::optional<PredictOptions> options = parse_predict_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_writable(options->out);
    const std::vector<SearchTask> tasks = read_tasks_file(options->tasks);
    const Model model = read_model_file(options->model);
    const Predictor predictor =
        naming(options->model, [&] { return Predictor(language_of(model), model); });
    write_output(options->out,
                 options->task
                     ? grammar_of(predictor.language_for(task_called(tasks, *options->task))) + "\n"
                     : all_grammars(predictor, tasks, options->model));
    return exit_done;
}

} // namespace rasp_stitch::recognition
