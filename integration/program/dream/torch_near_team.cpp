// Linked if the build has libtorch (RASP_STITCH_TORCH).

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/program/dream/near_team.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/near/near_search.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::loop {

using enumerator::SearchWork;
using enumerator::Solution;
using enumerator::TaskSearchResult;

namespace {

// Returns the log prior of a program in the language as it is, without further literals.
std::optional<double> log_prior_in(const enumerator::Language& language, lambda::TypeId request,
                                   lambda::TermId program) {
    try {
        return enumerator::log_prior(language.types, enumerator::view_of(language), request,
                                     language.terms, program);
    } catch (const InputError&) {
        return std::nullopt; // it has a number that is no production
    }
}

TaskSearchResult search_task(const SearchWork& work, const rasp::Task& task) {
    const recognition::NearTask near = recognition::near_task({.task = task, .literals = {}}, 0);
    const recognition::GroundGrammar grammar(*work.language, work.request);
    const auto trainer = recognition::make_hole_trainer(near, grammar, {});
    recognition::NearOptions options;
    options.wanted = work.options.frontier_size;
    options.first = true; // the loop ranks programs by its own grammar
    options.upper = work.options.upper;
    options.budget = work.options.budget;
    const recognition::NearResult found =
        recognition::search_near(*work.language, near, *trainer, options);
    TaskSearchResult result;
    std::vector<Solution>& solutions = result.solutions.emplace_back();
    for (const recognition::NearProgram& program : found.programs) {
        const lambda::TermId term = enumerator::read_expression(work.language->terms, program.text);
        const std::optional<double> log_prior = log_prior_in(*work.language, work.request, term);
        if (program.is_answer && log_prior) {
            solutions.push_back(
                {.program = {.term = term, .log_prior = *log_prior, .log_likelihood = 0},
                 .seconds = program.seconds,
                 .programs = program.sketches,
                 .proven = false});
        }
    }
    result.programs = found.sketches;
    result.seconds = found.seconds;
    result.stopped = found.stopped;
    return result;
}

class NearTeam final : public enumerator::SearchTeam {
public:
    std::size_t lanes() const override { return 1; }
    std::size_t threads_of(std::size_t) const override { return 1; }
    std::size_t memory_of(std::size_t bytes) const override { return bytes; }

    void run(const enumerator::SearchTurns& turns) override {
        for (std::size_t i = 0; i < turns.count; ++i) {
            if (const std::optional<SearchWork> work = turns.begin(i)) {
                search(*work);
                turns.end(i);
            }
        }
    }

private:
    static void search(const SearchWork& work) {
        if (work.few_examples != nullptr) {
            enumerator::FewExamplesState state = work.few_examples->state();
            TaskSearchResult found = search_task(work, *work.tasks.front());
            found.programs += state.result.programs;
            found.seconds += state.result.seconds;
            found.reached = state.result.reached;
            state.is_finished = found.solutions.front().size() >= work.options.frontier_size;
            static_cast<TaskSearchResult&>(state.result) = std::move(found);
            work.few_examples->set_state(std::move(state));
            return;
        }
        *work.result = {};
        for (const rasp::Task* const task : work.tasks) {
            TaskSearchResult found = search_task(work, *task);
            work.result->solutions.push_back(std::move(found.solutions.front()));
            work.result->programs += found.programs;
            work.result->seconds += found.seconds;
            work.result->stopped = std::max(work.result->stopped, found.stopped);
        }
    }
};

} // namespace

std::unique_ptr<enumerator::SearchTeam> make_near_team() {
    return std::make_unique<NearTeam>();
}

} // namespace rasp_stitch::loop
