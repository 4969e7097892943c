#pragma once

// The folder of a run on disk.
//
//     const RunFolder folder("rasp-dream-run");
//     const RunLock lock = folder.lock();
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
#include "support/files/descriptor.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace rasp_stitch::loop {

struct RunDescription {
    std::string version;             // of the program
    std::string tasks_name;          // of their file, without folders
    Json tasks;                      // as rasp::read_tasks takes them
    nlohmann::ordered_json settings; // settings_json
};

// As long as it lives, no other process has the run. The system ends it where the process is
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

    // Throws InputError where a new run would replace something: where there is a file that has a
    // name of a run's.
    void check_free() const;

    // Makes the folder where there is none. InputError where that fails, or where another process
    // has the run.
    RunLock lock() const;
    RunLock lock_existing() const; // InputError where there is no run

    // Writes settings.json. InputError where that fails.
    void begin(const RunDescription& description) const;

    // InputError where what is written there is not what belongs there.
    RunDescription description() const;
    LoopState state(const Run& run) const;

    void save(const Run& run, const LoopState& state, std::string_view version) const;

private:
    bool has(std::string_view name) const;

    std::string path_;
};

} // namespace rasp_stitch::loop
