#include "integration/run_folder/report.hpp"

#include "integration/loop/judged_frontiers.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

namespace {

constexpr std::size_t most_characters = 60; // of a task's name

std::string counted(std::uint64_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string plural(std::uint64_t count, std::string_view what) {
    return counted(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

// Returns what is recorded of this phase only.
std::string details(const PhaseRecord& record) {
    if (record.training) {
        const TrainingRecord& training = *record.training;
        return fmt::format("; {} and {}; loss {:.2f} to {:.2f} in {}",
                           plural(training.replays, "task"), plural(training.dreams, "dream"),
                           training.first_loss, training.loss, plural(training.steps, "step"));
    }
    if (record.score) {
        return fmt::format("; score {:.1f} to {:.1f}", record.score->before, record.score->after);
    }
    return {};
}

std::string solved_by_iteration(const LoopState& state, Phase phase) {
    std::string text;
    std::uint64_t iteration = 0;
    for (std::size_t i = 0; i < state.records.size(); ++i) {
        const PhaseRecord& record = state.records[i];
        if ((record.phase == Phase::test) != (phase == Phase::test)) {
            continue;
        }
        // The last record of an iteration counts.
        const bool is_last =
            std::none_of(state.records.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         state.records.end(), [&](const PhaseRecord& later) {
                             return later.iteration == record.iteration &&
                                    (later.phase == Phase::test) == (phase == Phase::test);
                         });
        if (is_last) {
            text += fmt::format("{}{}", iteration == 0 ? "" : ", ", record.solved);
            iteration = record.iteration;
        }
    }
    return text;
}

// Returns how many of the solutions are sure, and the tasks of those that are not.
std::string sureness_of(const Run& run, const LoopState& state) {
    const auto verdicts = judge_frontiers(run, state);
    std::size_t solved = 0;
    std::vector<std::string> unsure;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        solved += verdicts[i] ? 1U : 0U;
        if (verdicts[i] && !verdicts[i]->sure) {
            unsure.push_back(safe_excerpt(run.training[i].task.name, most_characters));
        }
    }
    return fmt::format("{} of {} sure{}\n", counted(solved - unsure.size()),
                       plural(solved, "solution"),
                       unsure.empty() ? "" : fmt::format("; unsure: {}", fmt::join(unsure, ", ")));
}

} // namespace

std::string phase_text(const PhaseRecord& record) {
    return fmt::format("{} {:<12} {} of {} {} solved, {} new; {:.1f} nats; {}{}; {}{}\n",
                       record.iteration, name_of(record.phase), record.solved, record.tasks,
                       record.phase == Phase::test ? "held-out tasks" : "tasks",
                       record.new_tasks.size(), record.description_length,
                       plural(record.library, "abstraction"), details(record),
                       seconds_text(record.seconds), record.interrupted ? ", interrupted" : "");
}

std::string progress_text(const PhaseProgress& progress, double seconds) {
    std::string text =
        fmt::format("iteration {}, {}: ", progress.iteration, name_of(progress.phase));
    switch (progress.phase) {
    case Phase::dreaming:
        text += fmt::format("{}, loss {:.2f}", plural(progress.training.steps, "step"),
                            progress.training.loss);
        break;
    case Phase::abstraction:
        text += plural(progress.abstractions, "abstraction");
        break;
    default:
        text += fmt::format("programs for {} of {} tasks, search {} of {}, {}",
                            progress.search.solved, progress.tasks,
                            std::min(progress.search.groups_done + 1, progress.search.groups),
                            progress.search.groups, plural(progress.search.programs, "program"));
    }
    return text + ", " + seconds_text(seconds);
}

std::string summary_text(const Run& run, const LoopState& state) {
    std::string text = "solved by iteration: " + solved_by_iteration(state, Phase::wake) + " of " +
                       plural(run.training.size(), "task") + "\n";
    if (const std::string held_out = solved_by_iteration(state, Phase::test); !held_out.empty()) {
        text +=
            "of those held out: " + held_out + " of " + plural(run.held_out.size(), "task") + "\n";
    }
    text += sureness_of(run, state);
    const std::vector<LibraryEntry> library = library_of(run, state);
    text += library.empty() ? "library: no abstractions\n" : "library:\n" + library_text(library);
    std::vector<std::string> open;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (state.frontiers[i].programs.empty()) {
            open.push_back(safe_excerpt(run.training[i].task.name, most_characters));
        }
    }
    return text + (open.empty() ? "all tasks are solved\n"
                                : fmt::format("not solved: {}\n", fmt::join(open, ", ")));
}

} // namespace rasp_stitch::loop
