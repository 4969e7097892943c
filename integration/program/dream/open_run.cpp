#include "integration/program/dream/open_run.hpp"

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/program/dream/make_recognizer.hpp"
#include "integration/program/dream/near_team.hpp"
#include "integration/run/setting_table.hpp"
#include "integration/run_folder/digest.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

namespace {

std::vector<enumerator::SearchTask> tasks_of(const Json& tasks) {
    return enumerator::merged_tasks(rasp::read_tasks(tasks.dump()));
}

Json read_task_file(const std::string& path) {
    return naming(path, [&] { return parse_json(read_input(path)); });
}

std::unique_ptr<Recognizer> recognizer_for(const Settings& settings) {
    if (!settings.recognition) {
        return nullptr;
    }
    using recognition::GrammarKind;
    std::unique_ptr<Recognizer> recognizer =
        make_recognizer(settings.contextual ? GrammarKind::contextual : GrammarKind::plain);
    if (!recognizer) {
        throw InputError({.found = "this build has no network (RASP_STITCH_TORCH is off)",
                          .expected = "--no-recognition, to learn without one"});
    }
    return recognizer;
}

std::unique_ptr<enumerator::SearchTeam> near_team_for(const Settings& settings) {
    if (settings.search != near_search) {
        if (settings.near_phase != "all" || settings.near_iteration) {
            throw InputError(
                {.found = fmt::format("--{} without --search near",
                                      settings.near_iteration ? "near-iteration" : "near-phase"),
                 .expected = "--search near, whose phases it chooses"});
        }
        return nullptr;
    }
    const std::optional<Phase> phase = phase_named(settings.near_phase);
    if ((phase && !has_phase(settings, *phase)) ||
        settings.near_iteration.value_or(1) > settings.iterations) {
        throw InputError({.found = "this run has no phase that is near's",
                          .expected = "--near-phase and --near-iteration of a phase that it has"});
    }
    std::unique_ptr<enumerator::SearchTeam> team = make_near_team();
    if (!team) {
        throw InputError({.found = "this build has no networks (RASP_STITCH_TORCH is off)",
                          .expected = "--search bottom-up or top-down"});
    }
    return team;
}

// rasp-dream-run, rasp-dream-run-2, ...
std::string unused_folder() {
    const std::string name = "rasp-dream-run";
    std::string path = name;
    std::error_code error;
    for (int i = 2; std::filesystem::exists(path, error); ++i) {
        path = fmt::format("{}-{}", name, i);
    }
    return path;
}

OpenRun begin(const RaspDreamOptions& options) {
    const RunFolder folder(options.run ? *options.run : unused_folder());
    folder.check_free();
    const Settings settings = settings_of(options.settings);
    RunDescription description{.version = RASP_STITCH_VERSION,
                               .tasks_name = std::filesystem::path(*options.tasks).filename(),
                               .tasks = read_task_file(*options.tasks),
                               .settings = settings_json(settings)};
    Run run =
        naming(*options.tasks, [&] { return make_run(settings, tasks_of(description.tasks)); });
    LoopState state = first_state(run);
    std::unique_ptr<Recognizer> recognizer = recognizer_for(settings);
    std::unique_ptr<enumerator::SearchTeam> near_team = near_team_for(settings);
    RunLock lock = folder.lock();
    folder.check_free(); // another process may have begun a run by now
    folder.begin(description);
    return {std::move(lock),     folder, std::move(run), std::move(state), std::move(recognizer),
            std::move(near_team)};
}

void check_same_version(const RunDescription& description, const RunFolder& folder) {
    if (description.version != RASP_STITCH_VERSION) {
        throw InputError({.found = "this run is of rasp-dream " + description.version,
                          .expected = "a run of " RASP_STITCH_VERSION ", which this is",
                          .source = folder.path()});
    }
}

void check_same_tasks(const RunDescription& description, const std::string& path) {
    if (digest_of(read_task_file(path)) != digest_of(description.tasks)) {
        throw InputError({.found = "these are not the tasks of the run",
                          .expected = "those of " + description.tasks_name +
                                      " as the run began; it has them, and --resume needs no tasks",
                          .source = path});
    }
}

// Returns the settings of the run, changed as asked for now where they may change.
Settings resumed_settings(const RunDescription& description, const RunFolder& folder,
                          const OptionTexts& given) {
    OptionTexts texts;
    const Settings before = naming(folder.file("settings.json"), [&] {
        const Json settings(description.settings);
        texts = saved_settings(JsonCursor(settings));
        return settings_of(texts);
    });
    for (const auto& [name, value] : given) {
        texts[name] = value;
    }
    const Settings now = settings_of(texts);
    if (const auto names = differing_settings(before, now); !names.empty()) {
        throw InputError(
            {.found = fmt::format("the run has other settings: --{}", fmt::join(names, ", --")),
             .expected = "none of them, or the same values: only --iterations can be "
                         "raised, and --time-limit changed"});
    }
    if (now.iterations < before.iterations) {
        throw InputError({.found = fmt::format("--iterations {}", now.iterations),
                          .expected = fmt::format("at least {}, as before", before.iterations)});
    }
    return now;
}

OpenRun resume(const RaspDreamOptions& options) {
    const RunFolder folder(*options.resume);
    RunLock lock = folder.lock_existing();
    RunDescription description = folder.description();
    check_same_version(description, folder);
    if (options.tasks) {
        check_same_tasks(description, *options.tasks);
    }
    const Settings settings = resumed_settings(description, folder, options.settings);
    description.settings = settings_json(settings);
    Run run = naming(folder.file("settings.json"),
                     [&] { return make_run(settings, tasks_of(description.tasks)); });
    LoopState state = folder.state(run);
    std::unique_ptr<Recognizer> recognizer = recognizer_for(settings);
    std::unique_ptr<enumerator::SearchTeam> near_team = near_team_for(settings);
    if (recognizer && state.model) {
        naming(folder.file("state.json"), [&] {
            recognizer->load(*state.model);
            return 0;
        });
    }
    folder.begin(description);
    if (!state.records.empty()) {
        folder.save(run, state, RASP_STITCH_VERSION);
    }
    return {std::move(lock),     folder, std::move(run), std::move(state), std::move(recognizer),
            std::move(near_team)};
}

// Adds the options of rasp-dream to complaints about the folder of a run.
InputError naming_options(const InputError& error) {
    InputProblem problem = error.problem();
    if (problem.code == problem::run_exists) {
        problem.expected =
            "--resume " + problem.source + " to go on with it, or " + problem.expected;
    } else if (problem.code == problem::run_interrupted_early) {
        problem.expected +=
            ", or --resume " + problem.source + " for one that was interrupted in its first phase";
    } else if (problem.code == problem::no_run) {
        problem.expected = "a folder that rasp-dream --run has made";
    }
    return InputError(std::move(problem));
}

} // namespace

OpenRun open_run(const RaspDreamOptions& options) {
    try {
        return options.resume ? resume(options) : begin(options);
    } catch (const InputError& error) {
        throw naming_options(error);
    }
}

} // namespace rasp_stitch::loop
