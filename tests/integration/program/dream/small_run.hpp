#pragma once

// A run that takes seconds: five tasks, four of which the minimal base solves at once.
//
//     const Run run = small_run({{"test-fraction", "0.4"}});
//     const LoopState end = run_loop(run, first_state(run), nullptr);

#include "integration/program/dream/dream_options.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <map>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

// The file of tasks.
std::string small_tasks();

// Without a network, bounded by programs, and with penalties so small that a few programs are
// worth an abstraction; then as told.
OptionTexts small_settings(const OptionTexts& others = {});

// The same for a command line.
std::vector<std::string> small_words(const OptionTexts& others = {});

Run small_run(const OptionTexts& others = {}, const std::string& tasks = small_tasks());

// Without members "seconds".
std::string timeless(const std::string& json);

// The files of a run by name, those with times without them.
std::map<std::string, std::string> files_of(const std::string& folder);

// Without the files that tell how often a run was interrupted.
std::map<std::string, std::string> without_records(std::map<std::string, std::string> files);

} // namespace rasp_stitch::loop
