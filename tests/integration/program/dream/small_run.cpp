#include "tests/integration/program/dream/small_run.hpp"

#include "enumerator/solve/merged_tasks.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"

#include <filesystem>

namespace rasp_stitch::loop {

namespace {

void remove_seconds(Json& json) {
    if (json.is_object()) {
        json.erase("seconds");
    }
    for (Json& part : json) {
        if (part.is_structured()) {
            remove_seconds(part);
        }
    }
}

} // namespace

std::string small_tasks() {
    return R"json([
{"name": "doubled", "type": "input(str) -> seq(num)", "literals": [],
 "examples": [{"input": ["a", "b", "c"], "output": [0, 2, 4]},
              {"input": ["b", "b", "a", "c"], "output": [0, 2, 4, 6]}]},
{"name": "is_a", "type": "input(str) -> seq(bool)", "literals": ["str.a"],
 "examples": [{"input": ["a", "b", "c"], "output": [true, false, false]},
              {"input": ["b", "b", "a", "c"], "output": [false, false, true, false]}]},
{"name": "is_b", "type": "input(str) -> seq(bool)", "literals": ["str.b"],
 "examples": [{"input": ["a", "b", "c"], "output": [false, true, false]},
              {"input": ["b", "b", "a", "c"], "output": [true, true, false, false]}]},
{"name": "is_c", "type": "input(str) -> seq(bool)", "literals": ["str.c"],
 "examples": [{"input": ["a", "b", "c"], "output": [false, false, true]},
              {"input": ["b", "b", "a", "c"], "output": [false, false, false, true]}]},
{"name": "reverse", "type": "input(str) -> seq(str)", "literals": [],
 "examples": [{"input": ["a", "b", "c"], "output": ["c", "b", "a"]},
              {"input": ["b", "b", "a", "c"], "output": ["c", "a", "b", "b"]}]}
])json";
}

OptionTexts small_settings(const OptionTexts& others) {
    OptionTexts settings = {
        {"iterations", "2"}, {"no-recognition", ""},      {"programs-per-task", "300"},
        {"frontier", "3"},   {"memory-limit", "500"},     {"pseudo-counts", "1"},
        {"aic", "0.1"},      {"structure-penalty", "0.1"}};
    for (const auto& [name, value] : others) {
        settings[name] = value;
    }
    return settings;
}

std::vector<std::string> small_words(const OptionTexts& others) {
    std::vector<std::string> words;
    for (const auto& [name, value] : small_settings(others)) {
        words.push_back(value.empty() ? "--" + name : "--" + name + "=" + value);
    }
    return words;
}

Run small_run(const OptionTexts& others, const std::string& tasks) {
    return make_run(settings_of(small_settings(others)),
                    enumerator::merged_tasks(rasp::read_tasks(tasks)));
}

std::string timeless(const std::string& json) {
    Json document = parse_json(json);
    remove_seconds(document);
    return document.dump(1);
}

// Returns what a page shows, apart from where the run is.
std::string data_of_page(const std::string& page) {
    const std::string begin = "id=\"data\">";
    const std::size_t from = page.find(begin) + begin.size();
    Json data = parse_json(page.substr(from, page.find("</script>", from) - from));
    data.erase("title");
    data.erase("command");
    return data.dump();
}

std::map<std::string, std::string> files_of(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        const std::string text = read_input(entry.path());
        files[name] = name == "report.html" ? timeless(data_of_page(text))
                      : name == "state.json" || name == "statistics.json" ? timeless(text)
                                                                          : text;
    }
    return files;
}

std::map<std::string, std::string> without_records(std::map<std::string, std::string> files) {
    for (const char* has_records : {"report.html", "state.json", "statistics.json"}) {
        files.erase(has_records);
    }
    return files;
}

} // namespace rasp_stitch::loop
