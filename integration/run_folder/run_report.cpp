#include "integration/run_folder/run_report.hpp"

#include "integration/loop/judged_frontiers.hpp"
#include "integration/loop/loop.hpp"
#include "integration/run/setting_table.hpp"
#include "integration/run_folder/fresh_answers.hpp"
#include "integration/run_folder/library_worth.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "integration/run_folder/run_views.hpp"
#include "lambda/terms/variable_names.hpp"
#include "support/budget/budget.hpp"
#include "support/json/json_input.hpp"
#include "support/report/layers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

OutputJson number_json(double number) {
    return std::isfinite(number) ? OutputJson(number) : OutputJson();
}

// How deep the searches for a task got.
struct Depth {
    double reached = 0;         // nats
    std::uint64_t programs = 0; // that were looked at
    StopReason stopped = StopReason::none;
    std::uint64_t searches = 0;
};

std::unordered_map<std::string, Depth> depths_of(const LoopState& state) {
    std::unordered_map<std::string, Depth> depths;
    for (const PhaseRecord& record : state.records) {
        for (const SearchRecord& search : record.searches) {
            for (const std::string& task : search.tasks) {
                Depth& depth = depths[task];
                depth.reached = std::max(depth.reached, search.reached);
                depth.programs += search.programs;
                depth.stopped = search.stopped;
                ++depth.searches;
            }
        }
    }
    return depths;
}

void add_depth(OutputJson& json, const std::unordered_map<std::string, Depth>& depths,
               const std::string& task) {
    const auto depth = depths.find(task);
    if (depth == depths.end()) {
        return;
    }
    json["reached"] = number_json(depth->second.reached);
    json["tried"] = depth->second.programs;
    json["searches"] = depth->second.searches;
    if (depth->second.stopped != StopReason::none) {
        json["stopped"] = name_of(depth->second.stopped);
    }
}

// Returns the tasks that a phase solved first, and the seconds since the phase began for each, if the
// phase knows them. As in statistics.json, times stand in members named "seconds" and nowhere else.
OutputJson new_tasks(const PhaseRecord& record) {
    OutputJson json = {{"tasks", record.new_tasks}, {"seconds", OutputJson::array()}};
    for (const std::string& task : record.new_tasks) {
        std::optional<double> seconds;
        for (const FoundRecord& found : record.found) {
            if (found.task == task && (!seconds || found.seconds < *seconds)) {
                seconds = found.seconds;
            }
        }
        json["seconds"].push_back(seconds ? OutputJson(*seconds) : OutputJson());
    }
    return json;
}

OutputJson records_json(const LoopState& state) {
    OutputJson all = OutputJson::array();
    for (const PhaseRecord& record : state.records) {
        OutputJson json = {
            {"iteration", record.iteration}, {"phase", name_of(record.phase)},
            {"tasks", record.tasks},         {"solved", record.solved},
            {"new", new_tasks(record)},      {"nats", number_json(record.description_length)},
            {"library", record.library},     {"seconds", record.seconds}};
        if (record.training) {
            json["first_loss"] = number_json(record.training->first_loss);
            json["loss"] = number_json(record.training->loss);
        }
        if (record.score) {
            json["score"] = {number_json(record.score->before), number_json(record.score->after)};
        }
        if (record.interrupted) {
            json["interrupted"] = true;
        }
        all.push_back(std::move(json));
    }
    return all;
}

OutputJson library_json(const std::vector<LibraryEntry>& library, const LibraryWorth& worth) {
    std::vector<std::vector<std::size_t>> parts;
    for (const LibraryEntry& entry : library) {
        parts.push_back(entry.parts);
    }
    const std::vector<LayerPlace> places = layered(parts);
    OutputJson all = OutputJson::array();
    for (std::size_t i = 0; i < library.size(); ++i) {
        const LibraryEntry& entry = library[i];
        all.push_back({{"name", entry.name},
                       {"body", entry.body},
                       {"arity", entry.arity},
                       {"type", entry.type},
                       {"uses", entry.uses.size()},
                       {"iteration", entry.iteration},
                       {"tasks", entry.tasks},
                       {"layer", places[i].layer},
                       {"place", places[i].place},
                       {"parts", entry.parts}});
        if (worth.nats_without[i]) {
            all.back()["nats_without"] = number_json(*worth.nats_without[i]);
        }
    }
    return all;
}

OutputJson tasks_json(const Run& run, const LoopState& state,
                      const std::vector<std::optional<bool>>& right) {
    const auto verdicts = judge_frontiers(run, state);
    const auto depths = depths_of(state);
    const std::vector<std::vector<std::string>> programs = programs_of(run, state);
    OutputJson all = OutputJson::array();
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        const rasp::Task& task = run.training[i].task;
        OutputJson json = {{"name", task.name},
                           {"type", task.type},
                           {"examples", task.examples.size()},
                           {"programs", OutputJson::array()}};
        for (std::size_t k = 0; k < programs[i].size(); ++k) {
            json["programs"].push_back(
                {programs[i][k], number_json(state.frontiers[i].programs[k].log_prior)});
        }
        if (verdicts[i]) {
            json["sure"] = verdicts[i]->sure;
            json["reason"] = verdicts[i]->reason;
        }
        if (right[i]) {
            json["right"] = *right[i];
        }
        add_depth(json, depths, task.name);
        all.push_back(std::move(json));
    }
    return all;
}

// Held-out tasks have no programs: nothing is learnt from them.
OutputJson held_out_json(const Run& run, const LoopState& state) {
    std::unordered_set<std::string> solved;
    for (const PhaseRecord& record : state.records) {
        if (record.phase == Phase::test) {
            for (const FoundRecord& found : record.found) {
                solved.insert(found.task);
            }
        }
    }
    const auto depths = depths_of(state);
    OutputJson all = OutputJson::array();
    for (const enumerator::SearchTask& held_out : run.held_out) {
        OutputJson json = {{"name", held_out.task.name},
                           {"type", held_out.task.type},
                           {"examples", held_out.task.examples.size()},
                           {"solved", solved.contains(held_out.task.name)}};
        add_depth(json, depths, held_out.task.name);
        all.push_back(std::move(json));
    }
    return all;
}

// A file of tasks that has been read before is read without an error.
std::vector<std::optional<bool>> answers_of(const Run& run, const LoopState& state,
                                            const Json* tasks) {
    return tasks == nullptr ? std::vector<std::optional<bool>>(run.training.size())
                            : fresh_answers(run, state, *tasks);
}

} // namespace

OutputJson run_report(const Run& run, const LoopState& state, const RunReportOptions& options) {
    const std::vector<LibraryEntry> library = library_of(run, state);
    const LibraryWorth worth = library_worth(run, state);
    OutputJson data = {{"title", options.title},
                       {"kind", "run"},
                       {"program", "rasp-dream"},
                       {"version", options.version},
                       {"command", options.command},
                       {"options", settings_json(run.settings)},
                       {"seconds", seconds_of(state)},
                       {"iterations", run.settings.iterations},
                       {"done", is_done(run, state)},
                       {"beta", true},
                       {"variables", lambda::first_variable_names(state.language.terms)},
                       {"records", records_json(state)},
                       {"nats", number_json(worth.nats)},
                       {"abstractions", library_json(library, worth)},
                       {"tasks", tasks_json(run, state, answers_of(run, state, options.tasks))}};
    if (!run.held_out.empty()) {
        data["held_out"] = held_out_json(run, state);
    }
    add_run_views(data, run, state, library);
    return data;
}

} // namespace rasp_stitch::loop
