// rasp-dream: learns to write RASP from examples, without DreamCoder.

#include "enumerator/ranks/ranks.hpp"
#include "integration/loop/loop.hpp"
#include "integration/program/dream/dream_options.hpp"
#include "integration/program/dream/generate_command.hpp"
#include "integration/program/dream/open_run.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "integration/run_folder/report.hpp"
#include "integration/run_folder/summary_json.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::loop {
namespace {

// Tells how the run goes. With --print, standard output is for the library.
void tell(const RaspDreamOptions& options, const std::string& text) {
    std::FILE* const out = options.print.form ? stderr : stdout;
    std::fputs(text.c_str(), out);
    std::fflush(out); // a run takes long, and somebody may watch a file that the output goes to
}

void print_library(const RaspDreamOptions& options, const OpenRun& open, const LoopState& state) {
    if (!options.print.form) {
        return;
    }
    rasp::show_printed(
        "rasp-dream", printed_library(open.run, state, *options.print.form, options.print.changes));
}

std::string beginning_text(const OpenRun& open) {
    const std::size_t held_out = open.run.held_out.size();
    const std::size_t training = open.run.training.size();
    return fmt::format("{} task{} to learn from{}, in {}{}\n", training, training == 1 ? "" : "s",
                       held_out == 0 ? "" : fmt::format(" and {} held out", held_out),
                       open.folder.path(),
                       open.state.records.empty()
                           ? ""
                           : fmt::format(", going on after {} phases", open.state.records.size()));
}

// Returns why the run ended, and how to go on.
std::string end_text(const OpenRun& open, const LoopState& state) {
    const std::string& path = open.folder.path();
    return fmt::format("{}; everything is in {}\n",
                       is_done(open.run, state)
                           ? "done in " + seconds_text(seconds_of(state))
                           : "the time is used up: go on with rasp-dream --resume " + path +
                                 " --time-limit SECONDS",
                       path);
}

nlohmann::ordered_json end_json(const OpenRun& open, const LoopState& state, bool is_interrupted) {
    nlohmann::ordered_json json = {{"version", RASP_STITCH_VERSION},
                                   {"run", open.folder.path()},
                                   {"done", is_done(open.run, state)},
                                   {"interrupted", is_interrupted}};
    json.update(summary_json(open.run, state));
    return json;
}

LoopState run_open(const OpenRun& open, const RaspDreamOptions& options,
                   enumerator::SearchTeam* team, const Interruption& interruption) {
    ProgressLine line(!options.quiet);
    auto start = std::chrono::steady_clock::now(); // of the phase
    return run_loop(open.run, open.state, open.recognizer.get(),
                    {.threads = options.threads,
                     .team = team,
                     .near_team = open.near_team.get(),
                     .stop = interruption.token(),
                     .on_progress =
                         [&](const PhaseProgress& progress) {
                             if (line.due()) {
                                 line.show(progress_text(progress, seconds_since(start)));
                             }
                         },
                     .after_phase =
                         [&](const LoopState& state) {
                             open.folder.save(open.run, state, RASP_STITCH_VERSION);
                             line.clear();
                             if (!options.quiet && !options.as_json) {
                                 tell(options, phase_text(state.records.back()));
                             }
                             start = std::chrono::steady_clock::now();
                         }});
}

int run(int argc, const char* const* argv) {
    if (argc > 1 && std::string_view(argv[1]) == "generate") {
        return generate(argc - 1, argv + 1);
    }
    const Interruption interruption;
    enumerator::Ranks ranks(interruption.token());
    if (!ranks.is_first()) {
        ranks.serve();
        return exit_done;
    }
    const std::optional<RaspDreamOptions> options = parse_rasp_dream_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->dot) {
        check_writable(*options->dot);
    }
    const OpenRun open = open_run(*options);
    if (!options->quiet && !options->as_json) {
        tell(*options, beginning_text(open));
    }
    const LoopState state = run_open(open, *options, ranks.team(), interruption);
    if (options->dot) {
        write_output(*options->dot, library_dot(library_of(open.run, state)));
    }
    print_library(*options, open, state);
    const bool is_interrupted = interruption.cause() == StopReason::interrupted;
    if (options->as_json) {
        std::fputs((end_json(open, state, is_interrupted).dump(1) + "\n").c_str(), stdout);
    }
    if (is_interrupted) {
        fmt::print(stderr,
                   "rasp-dream: interrupted; what has been found is kept: go on with rasp-dream "
                   "--resume {}\n",
                   open.folder.path());
        return exit_interrupted;
    }
    if (!options->quiet && !options->as_json) {
        tell(*options, "\n" + summary_text(open.run, state) + end_text(open, state));
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::loop

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-dream",
                                    [&] { return rasp_stitch::loop::run(argc, argv); });
}
