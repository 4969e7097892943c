// rasp-eval: runs a RASP program on an input, or shows its type or its transformer.

#include "rasp/language/causal_form.hpp"
#include "rasp/language/language_json.hpp"
#include "rasp/language/language_reference.hpp"
#include "rasp/print/print_form.hpp"
#include "rasp/program/corpus_check.hpp"
#include "rasp/program/eval_options.hpp"
#include "rasp/program/eval_repl.hpp"
#include "rasp/program/eval_service.hpp"
#include "rasp/program/eval_session.hpp"
#include "rasp/program/file_outputs.hpp"
#include "rasp/program/program_file.hpp"
#include "rasp/program/source_run.hpp"
#include "rasp/report/evaluation_data.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/architecture_dot.hpp"
#include "rasp/transformer/architecture_text.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/report/page.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {
namespace {

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

std::optional<Input> input_of(const EvalOptions& options, const EvalProgram& program) {
    if (options.word) {
        return Input{.tokens = characters(*options.word)};
    }
    if (options.json) {
        return EvalSession::input_of(program, JsonCursor(*options.json));
    }
    return std::nullopt;
}

void show_architecture(const EvalOptions& options, const Bytecode& code) {
    const Architecture architecture = layout(code);
    if (options.dot) {
        write_output(*options.dot, architecture_dot(architecture));
    }
    if (options.architecture) {
        print(architecture_text(architecture));
    }
}

void write_page(const EvalOptions& options, EvalSession& session, const EvalProgram& program,
                const std::optional<Input>& input) {
    nlohmann::ordered_json data = session.page_data(program, input);
    data["title"] = options.name ? *options.name : "RASP program";
    data["program"] = "rasp-eval";
    data["version"] = RASP_STITCH_VERSION;
    data["command"] = options.command;
    write_output(*options.report, report_page(data));
}

EvalProgram read_program_of(EvalSession& session, const EvalOptions& options) {
    if (options.source_text || options.name) {
        return read_source_program(session, options);
    }
    return session.read(options.program == "-" ? read_input(options.program) : options.program);
}

void print_json(const nlohmann::ordered_json& json) {
    print(json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

// Prints {"type": TYPE, "output": VALUE}, with "error" in place of "output" if the program fails, and
// with "architecture" and "trace" before it if they are asked for, in the forms of rasp/report.
int print_program_json(const EvalOptions& options, EvalSession& session,
                       const EvalProgram& program) {
    nlohmann::ordered_json json = {{"type", session.type_text(program)}};
    int code = exit_done;
    const std::optional<Input> input = input_of(options, program);
    try {
        if (options.report) {
            write_page(options, session, program, input);
        }
        if (options.dot) {
            write_output(*options.dot, architecture_dot(layout(session.compiled(program))));
        }
        if (options.architecture) {
            json["architecture"] = transformer_data(session.compiled(program));
        }
        if (options.trace && input) {
            json["trace"] = session.run_of(program, *input)["values"];
        }
        if (input) {
            json["output"] = to_json(session.output(program, *input));
        }
    } catch (const EvaluationError& error) {
        json["error"] = error.what();
        code = exit_failing;
    }
    print_json(json);
    return code;
}

int run_program(const EvalOptions& options) {
    EvalSession session;
    session.set_causal(options.causal);
    const EvalProgram program = read_program_of(session, options);
    if (options.print.form) {
        show_printed("rasp-eval",
                     session.printed(program, *options.print.form, options.print.changes));
        return exit_done;
    }
    if (options.as_json) {
        return print_program_json(options, session, program);
    }
    const std::string type = session.type_text(program) + "\n";
    if (options.type_only) {
        print(type);
        return exit_done;
    }
    const std::optional<Input> input = input_of(options, program);
    try {
        if (options.report) {
            write_page(options, session, program, input);
        }
        if (options.architecture || options.dot) {
            show_architecture(options, session.compiled(program));
        }
        if (input) {
            print(options.trace ? session.traced(program, *input)
                                : session.evaluated(program, *input));
        }
    } catch (const EvaluationError& error) {
        print(error.so_far());
        fmt::print(stderr, "rasp-eval: {}\n", error.what());
        return exit_failing;
    }
    if (input || (!options.architecture && !options.dot && options.report != "-")) {
        print("type: " + type);
    }
    return exit_done;
}

void show_warnings(std::span<const std::string> warnings) {
    for (const std::string& warning : warnings) {
        fmt::print(stderr, "rasp-eval: {}\n", warning);
    }
}

std::vector<TaskEntry> read_program_file(const std::string& path) {
    if (is_source_path(path)) {
        const SourceTexts texts = source_tasks(std::array{path});
        show_warnings(texts.warnings);
        return read_tasks(texts.text);
    }
    return naming(path, [&] {
        const Json document = parse_json(read_input(path), NonFinite::number);
        std::vector<TaskEntry> entries = read_programs(JsonCursor(document));
        if (std::ranges::none_of(entries, [](const auto& e) { return e.program.has_value(); })) {
            throw InputError({.found = "no programs",
                              .expected = "a list of tasks with programs, or frontiers with some"});
        }
        return entries;
    });
}

// Says which programs cannot be run, as their tasks are missing.
void use_tasks_file(std::vector<TaskEntry>& entries, const std::string& path) {
    const std::string text = read_input(path);
    const std::vector<TaskEntry> tasks = naming(path, [&] { return read_tasks(text); });
    const std::vector<std::string> missing = use_examples(entries, tasks);
    if (entries.empty()) {
        throw InputError({.found = "none of the tasks that there are programs for, such as " +
                                   quote_excerpt(missing.front()),
                          .expected = "tasks of the same names",
                          .source = source_name(path)});
    }
    if (!missing.empty()) {
        fmt::print(stderr, "rasp-eval: {} has no task for the programs of {}\n", source_name(path),
                   safe_excerpt(fmt::format("{}", fmt::join(missing, ", ")), 200));
    }
}

int run_file_on_input(const EvalOptions& options, const std::vector<TaskEntry>& entries) {
    const FileOutputs outputs = naming(options.file, [&] {
        return outputs_on(
            entries, [&](const EvalProgram& program) { return *input_of(options, program); },
            options.causal);
    });
    if (options.as_json && outputs.ran > 0) {
        print_json(outputs.json);
    } else {
        print(outputs.text);
    }
    if (outputs.ran == 0) {
        throw InputError({.found = "no program takes this input",
                          .expected = "an input of the type that a program has",
                          .source = source_name(options.file)});
    }
    return outputs.failing == 0 ? exit_done : exit_failing;
}

// Tries to print a program. Says on standard error that it is left out if that is not possible.
bool is_left_out(const std::string& name, const std::function<void()>& print) {
    try {
        print();
        return false;
    } catch (const InputError& error) {
        fmt::print(stderr, "rasp-eval: {} is left out: {}\n", quote_excerpt(name),
                   error.problem().found);
        return true;
    }
}

// Returns the programs of a file; the stores get their terms.
std::vector<SourceDefinition> definitions_of(const EvalOptions& options, lambda::TermStore& store,
                                             lambda::TypeStore& types) {
    std::vector<SourceDefinition> programs;
    const auto add = [&](const std::string& name, const TypedProgram& typed) {
        programs.push_back(
            {.name = name,
             .term = options.causal ? causal_form(store, types, typed).term : typed.term});
    };
    if (is_source_path(options.file)) {
        const SourcePrograms read = source_programs(store, types, options.file);
        show_warnings(read.warnings);
        for (const SourceProgram& each : read.programs) {
            add(each.name, each.program);
        }
        return programs;
    }
    for (const TaskEntry& entry : read_program_file(options.file)) {
        if (!entry.program) {
            continue;
        }
        add(entry.task.name, naming(source_name(options.file) + ", the task " + entry.task.name,
                                    [&] { return read_typed(store, types, *entry.program); }));
        for (const Example& example : entry.task.examples) {
            if (example.output && !programs.back().example) {
                programs.back().example = example.input.tokens;
            }
        }
    }
    return programs;
}

// Prints all programs of a file in the form that was asked for. Tracr and the lambda form cannot
// express some programs; the others are printed.
void print_file(const EvalOptions& options) {
    lambda::TermStore store;
    lambda::TypeStore types;
    std::vector<SourceDefinition> programs = definitions_of(options, store, types);
    const auto print = [&](std::span<const SourceDefinition> some) {
        return print_programs(store, types, {.programs = some, .changes = options.print.changes},
                              *options.print.form);
    };
    if (*options.print.form != PrintForm::rasp && programs.size() > 1) {
        std::erase_if(programs, [&](const SourceDefinition& program) {
            return is_left_out(program.name, [&] { print(std::span(&program, 1)); });
        });
    }
    if (programs.empty()) {
        throw InputError({.found = "no program that can be written in this form",
                          .expected = "--print rasp, which can express each",
                          .source = source_name(options.file)});
    }
    show_printed("rasp-eval", print(programs));
}

int run_file(const EvalOptions& options) {
    if (options.print.form) {
        print_file(options);
        return exit_done;
    }
    std::vector<TaskEntry> entries = read_program_file(options.file);
    if (options.word || options.json) {
        return run_file_on_input(options, entries);
    }
    if (options.tasks) {
        use_tasks_file(entries, *options.tasks);
    }
    const CorpusReport report =
        naming(options.file, [&] { return check_corpus(entries, options.causal); });
    if (options.as_json) {
        print_json({{"programs", report.programs},
                    {"programs_that_hold", report.programs_that_hold},
                    {"examples", report.examples},
                    {"examples_that_hold", report.examples_that_hold},
                    {"problems", report.problems}});
        return report.holds() ? exit_done : exit_failing;
    }
    for (const std::string& problem : report.problems) {
        print(problem);
    }
    if (!options.quiet) {
        print(report.summary() + "\n");
    }
    return report.holds() ? exit_done : exit_failing;
}

std::string reference(const EvalOptions& options) {
    if (options.as_json) {
        return language_json().dump() + "\n";
    }
    return language_reference(options.markdown ? ReferenceFormat::markdown : ReferenceFormat::text);
}

int run(int argc, const char* const* argv) {
    const std::optional<EvalOptions> options = parse_eval_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    switch (options->mode) {
    case EvalMode::program:
        return run_program(*options);
    case EvalMode::source_file:
        return run_source_file(*options);
    case EvalMode::file:
        return run_file(*options);
    case EvalMode::reference:
        print(reference(*options));
        return exit_done;
    case EvalMode::serve:
        return run_service(std::cin, std::cout);
    case EvalMode::repl:
        return run_repl(options->causal);
    }
    return exit_internal;
}

} // namespace
} // namespace rasp_stitch::rasp

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-eval",
                                    [&] { return rasp_stitch::rasp::run(argc, argv); });
}
