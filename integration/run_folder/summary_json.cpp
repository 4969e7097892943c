#include "integration/run_folder/summary_json.hpp"

#include "integration/loop/judged_frontiers.hpp"
#include "integration/loop/loop.hpp"
#include "integration/run_folder/run_files.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <utility>

namespace rasp_stitch::loop {

nlohmann::ordered_json summary_json(const Run& run, const LoopState& state) {
    using OutputJson = nlohmann::ordered_json;
    const auto verdicts = judge_frontiers(run, state);
    OutputJson sure = OutputJson::array();
    OutputJson unsure = OutputJson::array();
    OutputJson not_solved = OutputJson::array();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        OutputJson& list = !verdicts[i] ? not_solved : verdicts[i]->sure ? sure : unsure;
        list.push_back(run.training[i].task.name);
    }
    return {{"tasks", run.training.size()},
            {"held_out", run.held_out.size()},
            {"solved", sure.size() + unsure.size()},
            {"seconds", seconds_of(state)},
            {"sure", std::move(sure)},
            {"unsure", std::move(unsure)},
            {"not_solved", std::move(not_solved)},
            {"library", library_json(run, state)},
            {"records", statistics_json(state)}};
}

} // namespace rasp_stitch::loop
