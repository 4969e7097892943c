#pragma once

// The folder of a run on disk.
//
//     const RunFolder folder("rasp-dream-run");
//     folder.begin({.version = "0.1.0", .tasks_name = "tasks.json", .tasks = tasks, .settings =
//     s}); folder.save(run, state);                          // after each phase const LoopState
//     state = folder.state(run);        // in another process
//
// What holds of a run stands in two files: settings.json, which has the tasks, too, so that nothing
// else is needed to go on; and state.json, all that is known after the last phase that ended. The
// rest (grammar, library, frontiers, model, statistics) follows from them and is for others to
// read.
//
// Each file is written beside its target and renamed, state.json first. So a run that is killed at
// any moment leaves the state before a phase or the one after it, whole, never a mixture; the files
// that follow can be those of one phase earlier, and are written again when the run goes on.

#include "integration/loop/loop_state.hpp"
#include "integration/loop/run.hpp"
#include "support/json_input.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace rasp_stitch::loop {

struct RunDescription {
    std::string version;             // of the program
    std::string tasks_name;          // of their file, without folders
    Json tasks;                      // as rasp::read_tasks takes them
    nlohmann::ordered_json settings; // settings_json
};

// FNV-1a (Fowler, Noll, Vo), 64 bits, as 16 digits: to tell one file of tasks from another.
std::string digest_of(const Json& tasks);

class RunFolder {
public:
    explicit RunFolder(std::string path) : path_(std::move(path)) {}

    const std::string& path() const { return path_; }
    std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

    bool has_run() const;

    // Makes the folder where there is none. InputError where that or writing fails.
    void begin(const RunDescription& description) const;

    // InputError where the folder has no run, or what is written there is not what belongs there.
    RunDescription description() const;
    LoopState state(const Run& run) const;

    void save(const Run& run, const LoopState& state, std::string_view version) const;

private:
    std::string path_;
};

} // namespace rasp_stitch::loop
