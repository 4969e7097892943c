#include "recognition/program/near_tasks.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/program/number_task.hpp"

#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

enumerator::Language language_for(const NearTask& task, const enumerator::Language& language) {
    return std::holds_alternative<enumerator::Grammar>(language.grammar)
               ? enumerator::with_literals(language, task.search.literals)
               : language;
}

} // namespace

NearOutcome solve_near_tasks(std::span<const NearTaskFile> tasks,
                             const enumerator::Language& language,
                             const NearProgramOptions& options, const std::stop_token& stop,
                             const std::function<void(const NearTasksProgress&)>& on_progress) {
    NearOutcome outcome{.results = std::vector<NearResult>(tasks.size()), .fault = nullptr};
    std::vector<NearResult>& results = outcome.results;
    std::vector<std::exception_ptr> faults(tasks.size());
    std::mutex mutex;
    NearTasksProgress all;
    const auto solve_one = [&](std::size_t i) {
        if (stop.stop_requested()) {
            results[i].stopped = StopReason::interrupted;
            return;
        }
        const NearTask task =
            options.trainer.kind == HoleKind::report ? number_task(tasks[i].task) : tasks[i].task;
        enumerator::Language own = language_for(task, language);
        const GroundGrammar grammar(own, rasp::parse_task_type(own.types, task.task().type));
        const std::unique_ptr<Assessor> trainer = make_hole_trainer(task, grammar, options.trainer);
        NearOptions search = options.search;
        search.budget.stop = stop;
        search.on_progress = [&](const NearProgress& progress) {
            const std::lock_guard lock(mutex);
            all.task = task.task().name;
            all.search = progress;
            on_progress(all);
        };
        results[i] = search_near(own, task, *trainer, search);
        const std::lock_guard lock(mutex);
        ++all.done;
        all.solved +=
            !results[i].programs.empty() && results[i].programs.front().is_answer ? 1U : 0U;
    };
    tbb::task_arena arena(static_cast<int>(std::max<std::size_t>(options.threads, 1)));
    arena.execute([&] {
        tbb::parallel_for(
            std::size_t{0}, tasks.size(),
            [&](std::size_t i) {
                try {
                    solve_one(i);
                } catch (...) { // the caller throws it again, after the results of the others
                    faults[i] = std::current_exception();
                }
            },
            tbb::simple_partitioner{});
    });
    const auto fault =
        std::ranges::find_if(faults, [](const std::exception_ptr& one) { return one != nullptr; });
    outcome.fault = fault != faults.end() ? *fault : nullptr;
    return outcome;
}

} // namespace rasp_stitch::recognition
