#include "integration/loop/judged_frontiers.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/loop/task_language.hpp"
#include "rasp/language/typing.hpp"

#include <cstddef>

namespace rasp_stitch::loop {

std::vector<std::optional<enumerator::Verdict>>
judge_frontiers(const Run& run, const LoopState& state, const enumerator::JudgeOptions& options) {
    std::vector<std::optional<enumerator::Verdict>> verdicts(run.training.size());
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        const enumerator::SearchTask& task = run.training[i];
        std::vector<enumerator::FrontierProgram> programs = state.frontiers[i].programs;
        if (programs.empty()) {
            continue;
        }
        enumerator::Language own = task_language(state.language, task);
        for (enumerator::FrontierProgram& program : programs) {
            program.term = enumerator::read_expression(
                own.terms, enumerator::print_expression(state.language.terms, program.term));
        }
        const lambda::TypeId request = rasp::parse_task_type(own.types, task.task.type);
        verdicts[i] = enumerator::judge(task.task, request, programs, own, options);
    }
    return verdicts;
}

} // namespace rasp_stitch::loop
