#include "recognition/program/rasp_recognize_predict.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/program/rasp_recognize_files.hpp"
#include "recognition/program/rasp_recognize_help.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cstdio>
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
    const Options options(predict_options(), {.name = "TASKS.json", .least = 1, .most = 1}, argc,
                          argv);
    if (options.flag("help")) {
        std::fputs(predict_help().c_str(), stdout);
        return exit_done;
    }
    if (options.flag("version")) {
        std::puts("rasp-recognize " RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::optional<std::string> model_path = options.optional_text("model");
    if (!model_path) {
        throw InputError({.found = "--model is missing",
                          .expected = "the file of a trained network; `rasp-recognize train` "
                                      "writes one"});
    }
    const std::string out = options.text("out");
    check_writable(out);
    const std::vector<SearchTask> tasks = read_tasks_file(options.positional().front());
    const Model model = read_model_file(*model_path);
    const Predictor predictor =
        naming(*model_path, [&] { return Predictor(language_of(model), model); });
    const std::optional<std::string> name = options.optional_text("task");
    write_output(out, name ? grammar_of(predictor.language_for(task_called(tasks, *name))) + "\n"
                           : all_grammars(predictor, tasks, *model_path));
    return exit_done;
}

} // namespace rasp_stitch::recognition
