#include "rasp/program/corpus_check.hpp"

#include "rasp/language/causal_form.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value_text.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <variant>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_examples = 3; // failing ones that are shown for a program
constexpr std::size_t most_characters = 70;

std::string counted(std::size_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string short_json(const Json& json) {
    return safe_excerpt(json.dump(), most_characters);
}

std::string shown_input(const Input& input) {
    Json tokens = to_json(Output(input.tokens));
    return short_json(input.atom ? Json::array({tokens, to_json(*input.atom)}) : tokens);
}

std::string wrong(const lambda::TermStore& store, const Example& example,
                  const Evaluation& evaluation) {
    const std::string gave = evaluation.output ? short_json(to_json(*evaluation.output))
                                               : describe(store, evaluation.failure);
    const std::string wanted = example.output ? short_json(to_json(*example.output)) : "an error";
    return fmt::format("    input  {}\n    gives  {}\n    wanted {}\n", shown_input(example.input),
                       gave, wanted);
}

class CorpusCheck {
public:
    explicit CorpusCheck(bool causal) : is_causal_(causal) {}

    CorpusReport of(std::span<const TaskEntry> entries) {
        for (const TaskEntry& entry : entries) {
            if (entry.program) {
                ++report_.programs;
                report_.examples += entry.task.examples.size();
                number_ = entry.task.name == last_ ? number_ + 1 : 1;
                last_ = entry.task.name;
                check_entry(entry);
            }
        }
        return std::move(report_);
    }

private:
    void check_entry(const TaskEntry& entry) {
        TypedProgram program;
        try {
            const lambda::TypeId request = parse_task_type(types_, entry.task.type);
            check_examples(entry.task, request);
            program = read_typed(store_, types_, *entry.program, {.request = request});
            program = is_causal_ ? causal_form(store_, types_, program) : program;
        } catch (const InputError& error) {
            report_.problems.push_back(fmt::format("{}: {}\n", name(), error.what()));
            return;
        }
        const CheckResult result = check(store_, program.term, entry.task);
        std::string problems;
        std::size_t failing = 0;
        for (std::size_t i = 0; i < result.met.size(); ++i) {
            if (!result.met[i] && ++failing <= most_examples) {
                problems += wrong(store_, entry.task.examples[i], result.evaluations[i]);
            }
        }
        report_.examples_that_hold += result.met.size() - failing;
        if (failing == 0) {
            ++report_.programs_that_hold;
            return;
        }
        if (failing > most_examples) {
            problems += fmt::format("    and {} more\n", failing - most_examples);
        }
        report_.problems.push_back(fmt::format("{}: {} of {} examples fail\n{}", name(), failing,
                                               result.met.size(), problems));
    }

    // A frontier has several programs of one name.
    std::string name() const {
        return number_ == 1 ? last_ : fmt::format("{}, program {}", last_, number_);
    }

    // Throws InputError if an input does not fit the type.
    void check_examples(const Task& task, lambda::TypeId type) {
        if (program_arity(types_, type) != task.arity) {
            throw InputError({.found = "the type " + task.type,
                              .expected = fmt::format("that of a program of {} argument{}",
                                                      task.arity, task.arity == 1 ? "" : "s")});
        }
        const lambda::TypeId input = lambda::signature_of(types_, type).arguments[0];
        for (const Example& example : task.examples) {
            if (example.input.tokens.empty() || types_.is_variable(input) ||
                types_.is_variable(types_.arguments(input)[0])) {
                continue;
            }
            const std::string_view given = name_of(kind_of(example.input.tokens.front()));
            const std::string& wanted = types_.name(types_.arguments(input)[0]);
            if (given != wanted) {
                throw InputError({.found = fmt::format("an example with the input {}",
                                                       shown_input(example.input)),
                                  .expected = "tokens of type " + wanted});
            }
        }
    }

    bool is_causal_;
    lambda::TermStore store_;
    lambda::TypeStore types_;
    CorpusReport report_;
    std::string last_;       // name of a task
    std::size_t number_ = 0; // of its programs, from 1
};

} // namespace

std::string CorpusReport::summary() const {
    if (examples == 0) {
        return fmt::format(
            "{} of {} programs have the type of their task. The file has no examples "
            "to run them on: --tasks TASKS.json has some, or --input WORD runs them",
            counted(programs_that_hold), counted(programs));
    }
    return fmt::format("{} of {} programs hold, {} of {} examples", counted(programs_that_hold),
                       counted(programs), counted(examples_that_hold), counted(examples));
}

CorpusReport check_corpus(std::span<const TaskEntry> entries, bool causal) {
    return CorpusCheck(causal).of(entries);
}

} // namespace rasp_stitch::rasp
