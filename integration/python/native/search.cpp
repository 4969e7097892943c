#include "integration/python/native/search.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/program/enumerate_language.hpp"
#include "enumerator/program/enumerate_options.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solutions/frontiers_json.hpp"
#include "enumerator/solutions/judged_solutions.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "enumerator/solve/task_check.hpp"
#include "integration/python/native/background.hpp"
#include "integration/python/native/words.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/example_literals.hpp"
#include "rasp/tasks/task.hpp"
#include "support/budget/deadline.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <nlohmann/json.hpp>
#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::python {

namespace py = pybind11;
using namespace enumerator;

namespace {

class PythonGrammar {
public:
    explicit PythonGrammar(Language language) : language_(std::move(language)) {}

    static PythonGrammar of_primitives(const std::string& primitives, const Words& abstractions) {
        return PythonGrammar(rasp_language(primitives, abstractions));
    }
    static PythonGrammar of_json(const std::string& text) {
        const Json document = parse_json(text, NonFinite::text);
        return PythonGrammar(read_rasp_language(JsonCursor(document)));
    }

    std::string json() const { return grammar_text(language_.types, language_.grammar); }

    // Returns the expressions with their types.
    std::vector<std::pair<std::string, std::string>> productions() const {
        std::vector<std::pair<std::string, std::string>> rows;
        for (const Production& production : productions_of(language_.grammar)) {
            rows.emplace_back(production.expression,
                              lambda::print_type(language_.types, production.type));
        }
        return rows;
    }

    double log_prior(const std::string& program, const std::string& request) const {
        Language language = language_; // its stores are added to
        const GrammarView view = view_of(language);
        const lambda::TypeId type = rasp::parse_task_type(language.types, request);
        const lambda::TermId term = read_expression(language.terms, program);
        return enumerator::log_prior(language.types, view, type, language.terms, term);
    }

    const Language& language() const { return language_; }

private:
    Language language_;
};

// What a callback is told: how far a search has come.
struct SearchReport {
    std::size_t solved = 0;
    std::size_t tasks = 0;
    double reached = 0; // nats: all programs below have been looked at
    std::uint64_t programs = 0;
};

using Report = std::function<void(const SearchReport&)>;

std::vector<std::vector<rasp::Example>> hold_out_all(std::size_t count,
                                                     std::vector<SearchTask>& tasks) {
    std::vector<std::vector<rasp::Example>> held_out;
    for (SearchTask& task : tasks) {
        held_out.push_back(hold_out(task.task, count));
    }
    return held_out;
}

class SolveCall {
public:
    SolveCall(EnumerateOptions options, Text tasks, std::optional<Language> language)
        : options_(std::move(options)), tasks_text_(std::move(tasks)),
          language_(std::move(language)) {}

    std::string run(const Report& report) {
        Background background([&] {
            if (const auto latest = latest_.take(); latest && report) {
                report(*latest);
            }
        });
        background.run([&](std::stop_token stop) { work(std::move(stop)); });
        return std::move(json_);
    }

private:
    void work(std::stop_token stop) {
        const auto start = std::chrono::steady_clock::now();
        const std::string& path = *options_.tasks;
        std::vector<SearchTask> tasks = naming(path, [&] {
            return merged_tasks(rasp::read_tasks(tasks_text_ ? *tasks_text_ : read_input(path)));
        });
        if (tasks.empty()) {
            throw InputError({.found = "no tasks", .expected = "a list of tasks with examples"});
        }
        const Language language = language_ ? *std::move(language_) : read_language(options_);
        const auto held_out = hold_out_all(options_.held_out, tasks);
        add_literals(tasks);
        const std::vector<SolvedGroup> groups =
            solve(tasks, language, solve_options(tasks.size(), std::move(stop)));
        std::vector<TaskCheck> checks(tasks.size());
        std::vector<SearchTask> whole = tasks;
        for (const SolvedGroup& group : groups) {
            for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
                const std::size_t task = group.group.tasks[i];
                checks[task] = check_solutions(group.group.language, tasks[task].task,
                                               held_out[task], group.result.solutions[i]);
            }
        }
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::vector<rasp::Example>& examples = whole[i].task.examples;
            examples.insert(examples.end(), held_out[i].begin(), held_out[i].end());
        }
        nlohmann::ordered_json document =
            frontiers_json(tasks, groups, checks, language, options_.search,
                           {.version = RASP_STITCH_VERSION, .seconds = seconds_since(start)});
        add_verdicts(document, judge_solutions(whole, groups, options_.threads));
        json_ = document.dump(1);
        if (options_.out) {
            write_output(*options_.out, json_ + "\n");
        }
    }

    void add_literals(std::vector<SearchTask>& tasks) const {
        for (SearchTask& task : tasks) {
            if (options_.literal_source == LiteralSource::examples) {
                task.literals = rasp::example_literals(task.task);
            } else if (options_.literal_source == LiteralSource::list) {
                task.literals = options_.literals;
            }
        }
    }

    SolveOptions solve_options(std::size_t tasks, std::stop_token stop) {
        SolveOptions options;
        options.search = options_.search;
        options.frontier_size = options_.frontier_size;
        options.upper = options_.upper;
        options.threads = options_.threads;
        options.few_examples = options_.few_examples;
        options.adds_literals = !options_.grammar;
        options.backwards = options_.backwards;
        options.budget = options_.budget;
        options.budget.stop = std::move(stop);
        options.on_progress = [this, tasks](const SolveProgress& progress) {
            latest_.set({.solved = progress.solved,
                         .tasks = tasks,
                         .reached = progress.reached,
                         .programs = static_cast<std::uint64_t>(progress.programs)});
        };
        return options;
    }

    EnumerateOptions options_;
    Text tasks_text_;
    std::optional<Language> language_;
    Latest<SearchReport> latest_;
    std::string json_;
};

std::string solve_words(const Words& words, const Text& tasks, const PythonGrammar* grammar,
                        const Report& report) {
    EnumerateOptions options =
        parsed("rasp-enumerate", words, [](int argc, const char* const* argv) {
            return parse_enumerate_options(argc, argv);
        });
    if (options.mode != EnumerateMode::tasks || !options.tasks) {
        throw InputError({.found = "options that do not ask for a search",
                          .expected = "tasks and the options of a search for them"});
    }
    if (options.out) {
        check_writable(*options.out);
    }
    return SolveCall(std::move(options), tasks,
                     grammar ? std::optional(grammar->language()) : std::nullopt)
        .run(report);
}

} // namespace

void bind_search(py::module_& module) {
    py::class_<SearchReport>(module, "SearchReport")
        .def_readonly("solved", &SearchReport::solved)
        .def_readonly("tasks", &SearchReport::tasks)
        .def_readonly("reached", &SearchReport::reached)
        .def_readonly("programs", &SearchReport::programs);
    py::class_<PythonGrammar>(module, "Grammar")
        .def_static("of_primitives", &PythonGrammar::of_primitives, py::arg("primitives"),
                    py::arg("abstractions"))
        .def_static("of_json", &PythonGrammar::of_json, py::arg("text"))
        .def("json", &PythonGrammar::json)
        .def("productions", &PythonGrammar::productions)
        .def("log_prior", &PythonGrammar::log_prior, py::arg("program"), py::arg("request"));
    module.def("solve", &solve_words, py::arg("words"), py::arg("tasks"), py::arg("grammar"),
               py::arg("report"));
}

} // namespace rasp_stitch::python
