#pragma once

// Door of integration/run_folder.
//
// The folder of a run of the loop (integration/loop) on disk. A run and its state after a phase
// come in; files go out, and from them a run is resumed in another process.
//
// ```cpp
// #include <filesystem>
// const RunFolder folder(std::filesystem::temp_directory_path() / "rasp-stitch-example-run");
// {
//     const RunLock lock = folder.lock();
//     folder.begin({.version = "1.0",
//                   .tasks_name = "tasks.json",
//                   .tasks = Json::array(),
//                   .settings = nlohmann::ordered_json::object()});
//     // folder.save(run, state, "1.0") after each phase, and folder.state(run) to go on
// }
// CHECK(folder.description().tasks_name == "tasks.json");
// std::filesystem::remove_all(folder.path());
// ```
//
// Two files hold a run: settings.json, which also has the tasks, so that nothing else is needed to
// go on; and state.json, which has all that is known after the last phase that ended. The rest
// (grammar, library, frontiers, model, statistics, and a page to look at) follows from them and is for others to read.
//
// Each file is written beside its target and renamed, state.json first. So a run that is killed at
// any moment leaves the state before a phase or after it, never a mixture. The files that follow
// from it may be those of the phase before, and are written again when the run goes on.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "support/files/descriptor.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace rasp_stitch::loop {

// Codes (InputProblem::code) of faults for which a program has an option, and can name it.
namespace problem {
inline constexpr std::string_view run_exists = "run-exists";
inline constexpr std::string_view run_interrupted_early = "run-interrupted-early";
inline constexpr std::string_view no_run = "no-run";
} // namespace problem

struct RunDescription {
    std::string version;             // of the program
    std::string tasks_name;          // the name of their file, without folders
    Json tasks;                      // as rasp::read_tasks reads them
    nlohmann::ordered_json settings; // settings_json
};

// While it lives, no other process can work on the run. The system releases it if the process is
// killed.
class RunLock {
public:
    explicit RunLock(Descriptor folder) : folder_(std::move(folder)) {}

private:
    Descriptor folder_;
};

class RunFolder {
public:
    explicit RunFolder(std::string path) : path_(std::move(path)) {}

    const std::string& path() const { return path_; }
    std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

    // Throws InputError if a new run would replace something, that is, if a file has the name of
    // one of a run's files.
    void check_free() const;

    // Makes the folder if it does not exist. Throws InputError if that fails, or if another process
    // works on the run.
    RunLock lock() const;
    RunLock lock_existing() const; // throws InputError if there is no run

    // Writes settings.json. Throws InputError if that fails.
    void begin(const RunDescription& description) const;

    // Read a run that was begun. Throw InputError if the files do not have what belongs there.
    RunDescription description() const;
    LoopState state(const Run& run) const;

    // Writes all files but settings.json.
    void save(const Run& run, const LoopState& state, std::string_view version) const;

private:
    bool has(std::string_view name) const;
    void write_page(const Run& run, const LoopState& state, std::string_view version) const;

    std::string path_;
};

} // namespace rasp_stitch::loop
