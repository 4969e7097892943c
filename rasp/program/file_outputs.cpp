#include "rasp/program/file_outputs.hpp"

#include "rasp/language/value_text.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

struct Answer {
    std::string text;            // ends with a newline
    nlohmann::ordered_json json; // what was given, or the error
    std::size_t programs = 0;
};

// A matrix begins on a line of its own.
std::string after_colon(const std::string& text) {
    const bool is_one_line = text.find('\n') + 1 == text.size();
    return (is_one_line ? " " : "\n") + text;
}

std::string task_text(const std::string& name, const std::vector<Answer>& answers) {
    if (answers.size() == 1) {
        return name + ":" + after_colon(answers.front().text);
    }
    std::string text = name + ": the programs disagree\n";
    for (const Answer& answer : answers) {
        text += fmt::format("    {} program{}:{}", answer.programs, answer.programs == 1 ? "" : "s",
                            after_colon(answer.text));
    }
    return text;
}

// Programs that fail alike say the same, wherever in them it happens.
std::string without_place(const std::string& failure) {
    return failure.substr(0, std::min(failure.find(", at position"), failure.find(", in (")));
}

class OutputsOfFile {
public:
    OutputsOfFile(const InputFor& input_for, bool causal)
        : input_for_(input_for), is_causal_(causal) {}

    FileOutputs of(std::span<const TaskEntry> entries) {
        const std::string* name = nullptr;
        for (const TaskEntry& entry : entries) {
            if (!entry.program) {
                continue;
            }
            if (name != nullptr && *name != entry.task.name) {
                end_task(*name);
            }
            name = &entry.task.name;
            run(entry);
        }
        if (name != nullptr) {
            end_task(*name);
        }
        return std::move(outputs_);
    }

private:
    void run(const TaskEntry& entry) {
        EvalSession session;
        session.set_causal(is_causal_);
        EvalProgram program;
        try {
            program = session.read(*entry.program);
        } catch (const InputError& error) {
            InputProblem problem = error.problem();
            problem.found =
                "the program of " + quote_excerpt(entry.task.name) + ": " + problem.found;
            throw InputError(std::move(problem));
        }
        try {
            const Input input = input_for_(program);
            const Output output = session.output(program, input);
            ++outputs_.ran;
            add(shown(output, input.tokens), {{"output", to_json(output)}});
        } catch (const InputError& error) {
            add("not run: " + error.problem().found + "\n", {{"error", error.problem().found}});
        } catch (const EvaluationError& error) {
            ++outputs_.ran;
            ++outputs_.failing;
            const std::string failure = without_place(error.what());
            add(fmt::format("fails: {}\n", failure), {{"error", failure}});
        }
    }

    void add(std::string text, nlohmann::ordered_json json) {
        const auto known = std::ranges::find(answers_, text, &Answer::text);
        if (known == answers_.end()) {
            answers_.push_back({.text = std::move(text), .json = std::move(json), .programs = 1});
        } else {
            ++known->programs;
        }
    }

    void end_task(const std::string& name) {
        outputs_.text += task_text(safe_excerpt(name, 60), answers_);
        nlohmann::ordered_json given = nlohmann::ordered_json::array();
        for (Answer& answer : answers_) {
            answer.json["programs"] = answer.programs;
            given.push_back(std::move(answer.json));
        }
        outputs_.json.push_back({{"task", name}, {"outputs", std::move(given)}});
        answers_.clear();
    }

    const InputFor& input_for_;
    bool is_causal_;
    std::vector<Answer> answers_; // of the task's programs so far
    FileOutputs outputs_;
};

} // namespace

FileOutputs outputs_on(std::span<const TaskEntry> entries, const InputFor& input_for, bool causal) {
    return OutputsOfFile(input_for, causal).of(entries);
}

} // namespace rasp_stitch::rasp
