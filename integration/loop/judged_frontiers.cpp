#include "integration/loop/judged_frontiers.hpp"

#include "integration/loop/task_language.hpp"
#include "rasp/language/typing.hpp"

#include <cstddef>

namespace rasp_stitch::loop {

std::vector<std::optional<enumerator::Verdict>>
judge_frontiers(const Run& run, const LoopState& state, const enumerator::JudgeOptions& options) {
    std::vector<std::optional<enumerator::Verdict>> verdicts(run.training.size());
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        const enumerator::SearchTask& task = run.training[i];
        if (state.frontiers[i].programs.empty()) {
            continue;
        }
        enumerator::Language own = task_language(state.language, task);
        const auto programs = programs_in(own, state.language.terms, state.frontiers[i].programs);
        const lambda::TypeId request = rasp::parse_task_type(own.types, task.task.type);
        verdicts[i] = enumerator::judge(task.task, request, programs, own, options);
    }
    return verdicts;
}

} // namespace rasp_stitch::loop
