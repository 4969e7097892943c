#include "integration/dreamcoder/solver.hpp"

#include "enumerator/cost.hpp"
#include "enumerator/deadline.hpp"
#include "enumerator/window_search.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace rasp_stitch::dreamcoder {

using enumerator::Solution;
using enumerator::Stopped;

namespace {

using Clock = std::chrono::steady_clock;

// For ending the search and writing the answer.
double margin_of(double seconds) {
    return std::clamp(seconds / 50, 0.005, 0.2);
}

class WindowSolver {
public:
    WindowSolver(const SolverRequest& request, const SolverControl& control)
        : request_(request), control_(control), view_(view_of(request.types, request.grammar)),
          deadline_(enumerator::deadline_after(request.seconds - control.seconds_spent -
                                               margin_of(request.seconds))) {
        answer_.solutions.resize(request.tasks.size());
    }

    SolverAnswer run() {
        if (request_.tasks.empty()) {
            return std::move(answer_);
        }
        const enumerator::TaskExamples examples = enumerator::batch_examples(request_.tasks);
        const double last = std::min(request_.upper, enumerator::most_nats);
        for (double lower = request_.lower; lower + request_.increment <= last && goes_on();
             lower += request_.increment) {
            search(lower, lower + request_.increment, examples);
        }
        return std::move(answer_);
    }

private:
    bool goes_on() {
        if (answer_.stopped == Stopped::no && Clock::now() >= deadline_) {
            answer_.stopped = Stopped::after_seconds;
        }
        return answer_.stopped == Stopped::no && has_open_tasks();
    }

    bool has_open_tasks() const {
        for (std::size_t task = 0; task < request_.wanted.size(); ++task) {
            if (answer_.solutions[task].size() < request_.wanted[task]) {
                return true;
            }
        }
        return false;
    }

    void search(double lower, double upper, const enumerator::TaskExamples& examples) {
        const enumerator::ProgramTable table = enumerator::make_program_table(
            request_.types, view_, request_.request, enumerator::bound_of(upper),
            {.most_memory = control_.most_memory, .stop = control_.stop, .deadline = deadline_});
        if (table.stopped != Stopped::no) {
            answer_.stopped = table.stopped;
            return;
        }
        const std::chrono::duration<double> left = deadline_ - Clock::now();
        const enumerator::TopDownOptions window{.lower = lower,
                                                .upper = upper,
                                                .threads = request_.threads,
                                                .seconds = std::max(0.0, left.count()),
                                                .most_memory = control_.most_memory,
                                                .stop = control_.stop};
        const double begun = seconds();
        enumerator::WindowSolutions found =
            search_window(table, view_, request_.tasks, examples, window,
                          {.kept = *std::ranges::max_element(request_.wanted)});
        add(found.solutions, begun);
        answer_.programs += found.search.programs;
        answer_.stopped = found.search.stopped;
    }

    // Those of a later window cost more than those that are there already.
    void add(std::vector<std::vector<Solution>>& found, double begun) {
        for (std::size_t task = 0; task < found.size(); ++task) {
            for (Solution& solution : found[task]) {
                if (answer_.solutions[task].size() < request_.wanted[task]) {
                    solution.seconds += begun;
                    answer_.solutions[task].push_back(std::move(solution));
                }
            }
        }
    }

    double seconds() const {
        return control_.seconds_spent +
               std::chrono::duration<double>(Clock::now() - start_).count();
    }

    const SolverRequest& request_;
    const SolverControl& control_;
    enumerator::GrammarView view_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point deadline_;
    SolverAnswer answer_;
};

} // namespace

SolverAnswer solve_windows(const SolverRequest& request, const SolverControl& control) {
    return WindowSolver(request, control).run();
}

} // namespace rasp_stitch::dreamcoder
