// rasp-near: programs for tasks, found top-down with neural networks in the holes.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/printed_programs.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/program/near_files.hpp"
#include "recognition/program/near_json.hpp"
#include "recognition/program/near_options.hpp"
#include "recognition/program/near_tasks.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {
namespace {

std::string time_text(double seconds) {
    return seconds < 1 ? fmt::format("{:.0f} ms", 1000 * seconds)
                       : fmt::format("{:.1f} s", seconds);
}

std::size_t held_out_met(const NearTaskFile& task, const std::string& program) {
    lambda::TermStore terms;
    const lambda::TermId term = enumerator::read_unfolded(terms, program);
    std::size_t met = 0;
    for (const rasp::Example& example : task.held_out) {
        met += rasp::is_met(example, rasp::evaluate(terms, term, example.input)) ? 1U : 0U;
    }
    return met;
}

std::string end_text(const NearResult& result) {
    switch (result.end) {
    case NearEnd::first:
        return "the first answer; there may be better ones";
    case NearEnd::estimate:
        return fmt::format("none better is to be expected, after {} partial programs and {}",
                           result.sketches, time_text(result.seconds));
    case NearEnd::proof:
        return fmt::format("proven: none costs less, after {} partial programs and {}",
                           result.sketches, time_text(result.seconds));
    case NearEnd::limit:
    case NearEnd::nothing:
        break;
    }
    return fmt::format("the search ended before all others were looked at, after {} partial "
                       "programs and {}",
                       result.sketches, time_text(result.seconds));
}

// Says why a search ended that has found nothing.
std::string_view why_ended(const NearResult& result) {
    switch (result.stopped) {
    case StopReason::interrupted:
        return "it was interrupted";
    case StopReason::time:
        return "the time was over";
    case StopReason::programs:
        return "--max-programs was reached";
    default:
        return "nothing is left below --upper";
    }
}

std::string result_text(const NearTaskFile& task, const NearResult& result) {
    std::string text = fmt::format("{}  {}\n", task.task.task().name, task.task.task().type);
    bool is_solved = false;
    for (const NearProgram& program : result.programs) {
        if (!program.is_answer) {
            continue;
        }
        is_solved = true;
        text += fmt::format("    {:.2f}  {}\n", 0.0 - program.cost, program.text);
        text += fmt::format("    found by {} after {} partial programs and {}", program.how,
                            program.sketches, time_text(program.seconds));
        if (program.score.wrong > 0) {
            text +=
                fmt::format("; {} of {} cells differ", program.score.wrong, program.score.cells);
        }
        if (!task.held_out.empty()) {
            text += fmt::format("; meets {} of {} held out", held_out_met(task, program.text),
                                task.held_out.size());
        }
        text += "\n";
    }
    if (is_solved) {
        text += fmt::format("    {}\n", end_text(result));
    } else {
        text += fmt::format("    no program; {} partial programs, {} steps of training, {}; {}\n",
                            result.sketches, result.steps, time_text(result.seconds),
                            why_ended(result));
        if (!result.programs.empty()) {
            const NearProgram& best = result.programs.front();
            text += fmt::format("    the nearest, with {} of {} cells wrong: {}\n",
                                best.score.wrong, best.score.cells, best.text);
        }
    }
    return text;
}

// Prints all programs that are answers, by task.
void print_answers(const rasp::PrintOptions& options, std::span<const NearTaskFile> tasks,
                   std::span<const NearResult> results) {
    enumerator::PrintedPrograms programs;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const rasp::Task& task = tasks[i].task.task();
        for (const NearProgram& program : results[i].programs) {
            if (program.is_answer) {
                programs.add({.name = task.name,
                              .expression = program.text,
                              .comment = fmt::format("log prior {:.2f}", 0.0 - program.cost),
                              .example = rasp::first_input(task)});
            }
        }
    }
    rasp::show_printed("rasp-near", programs.print(*options.form, options.changes));
}

int run(int argc, const char* const* argv) {
    Interruption interruption;
    const std::optional<NearProgramOptions> options = parse_near_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    const auto start = std::chrono::steady_clock::now();
    if (options->out) {
        check_writable(*options->out);
    }
    const enumerator::Language language = read_near_language(*options);
    const std::vector<NearTaskFile> tasks = read_near_tasks(*options);
    ProgressLine line(!options->quiet);
    const NearOutcome outcome = solve_near_tasks(
        tasks, language, *options, interruption.token(), [&](const NearTasksProgress& progress) {
            if (line.due()) {
                line.show(fmt::format("{} of {} tasks done, {} solved; {}: {} partial programs, "
                                      "{:.1f} nats: {}",
                                      progress.done, tasks.size(), progress.solved, progress.task,
                                      progress.search.sketches, progress.search.priority,
                                      progress.search.sketch));
            }
        });
    line.clear();
    const std::vector<NearResult>& results = outcome.results;
    const double seconds = seconds_since(start);
    if (options->out || options->as_json) {
        const std::string text = near_json(tasks, results, language, seconds).dump(1) + "\n";
        if (options->out) {
            write_output(*options->out, text);
        }
        if (options->as_json) {
            write_output("-", text);
        }
    }
    if (options->print.form) {
        print_answers(options->print, tasks, results);
    }
    if (!options->quiet && !options->as_json) {
        std::size_t solved = 0;
        std::string text;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            text += result_text(tasks[i], results[i]) + "\n";
            solved +=
                !results[i].programs.empty() && results[i].programs.front().is_answer ? 1U : 0U;
        }
        text += fmt::format("{} of {} task{} solved, {}\n", solved, tasks.size(),
                            tasks.size() == 1 ? "" : "s", time_text(seconds));
        const bool is_taken = options->out == "-" || options->print.form.has_value();
        std::fputs(text.c_str(), is_taken ? stderr : stdout);
    }
    if (outcome.fault) {
        std::rethrow_exception(outcome.fault); // what the other tasks gave is out by now
    }
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::recognition

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-near",
                                    [&] { return rasp_stitch::recognition::run(argc, argv); });
}
