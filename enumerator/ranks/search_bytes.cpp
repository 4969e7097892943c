#include "enumerator/ranks/search_bytes.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/ranks/transfer.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "enumerator/solve/search_lanes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// A solution whose term is a text.
struct WrittenSolution {
    Solution solution;
    std::string program;

    template <typename Transfer>
    void transfer(Transfer& transfer) {
        transfer.all(program, solution.program.log_prior, solution.program.log_likelihood,
                     solution.seconds, solution.programs, solution.proven);
    }
};

// What a search has found, of either kind.
struct WrittenState {
    FewExamplesState state; // without its solutions
    std::vector<std::vector<WrittenSolution>> solutions;

    template <typename Transfer>
    void transfer(Transfer& transfer) {
        FewExamplesResult& result = state.result;
        transfer.all(solutions, result.reached, result.programs, result.stopped, result.seconds,
                     result.examples, result.searches, result.refuted, state.is_finished);
    }
};

struct Order {
    double seconds = 0;
    SearchKind search{};
    lambda::TypeStore types;
    AnyGrammar grammar;
    lambda::TypeId request{};
    std::vector<rasp::Task> tasks;
    std::optional<WrittenState> before; // of a search on few examples
    TaskSearchOptions options;

    template <typename Transfer>
    void transfer(Transfer& transfer) {
        transfer.all(seconds, search, types, grammar, request, tasks, before, options.upper,
                     options.frontier_size, options.threads, options.backwards,
                     options.narrow_columns, options.budget.programs, options.budget.memory);
    }
};

WrittenState written(const lambda::TermStore& terms, FewExamplesState state) {
    WrittenState written;
    for (const std::vector<Solution>& solutions : state.result.solutions) {
        std::vector<WrittenSolution>& texts = written.solutions.emplace_back();
        for (const Solution& solution : solutions) {
            texts.push_back(
                {.solution = solution, .program = print_expression(terms, solution.program.term)});
        }
    }
    written.state = std::move(state);
    written.state.result.solutions.clear();
    return written;
}

FewExamplesState read(lambda::TermStore& terms, const WrittenState& written) {
    FewExamplesState state = written.state;
    for (const std::vector<WrittenSolution>& texts : written.solutions) {
        std::vector<Solution>& solutions = state.result.solutions.emplace_back();
        for (const WrittenSolution& text : texts) {
            Solution& solution = solutions.emplace_back(text.solution);
            solution.program.term = read_expression(terms, text.program);
        }
    }
    return state;
}

} // namespace

std::string order_of(const SearchWork& work) {
    Order order{.seconds = work.options.budget.seconds,
                .search = work.search,
                .types = work.language->types,
                .grammar = work.language->grammar,
                .request = work.request,
                .tasks = {},
                .before = {},
                .options = work.options};
    for (const rasp::Task* const task : work.tasks) {
        order.tasks.push_back(*task);
    }
    if (work.few_examples != nullptr) {
        order.before = written(work.language->terms, work.few_examples->state());
    }
    return bytes_of(order);
}

std::string with_seconds(const std::string& order, double seconds) {
    Order changed;
    read_bytes(order, changed);
    changed.seconds = seconds;
    return bytes_of(changed);
}

std::string answer_to(const std::string& order, const std::stop_token& stop,
                      const std::function<void(const TaskSearchProgress&)>& on_progress) {
    Order ordered;
    read_bytes(order, ordered);
    Language language{.types = std::move(ordered.types),
                      .terms = {},
                      .grammar = std::move(ordered.grammar),
                      .primitive_type = rasp_type};
    TaskSearchResult result;
    std::optional<FewExamplesSearch> few_examples;
    if (ordered.before) {
        few_examples.emplace(language, ordered.request, ordered.tasks.front());
        few_examples->set_state(read(language.terms, *ordered.before));
    }
    SearchWork work{.search = ordered.search,
                    .language = &language,
                    .request = ordered.request,
                    .few_examples = few_examples ? &*few_examples : nullptr,
                    .result = &result,
                    .options = std::move(ordered.options)};
    for (const rasp::Task& task : ordered.tasks) {
        work.tasks.push_back(&task);
    }
    work.options.budget.seconds = ordered.seconds;
    work.options.budget.stop = stop;
    work.options.on_progress = on_progress;
    run_lanes(1, work.options.threads, 1, [&](std::size_t) { make_search(work); });
    FewExamplesState state;
    if (few_examples) {
        state = few_examples->state();
    } else {
        static_cast<TaskSearchResult&>(state.result) = std::move(result);
    }
    WrittenState answer = written(language.terms, std::move(state));
    return bytes_of(answer);
}

AnswerEnd end_of(const std::string& answer) {
    WrittenState answered;
    read_bytes(answer, answered);
    return {.stopped = answered.state.result.stopped, .programs = answered.state.result.programs};
}

void take_answer(const std::string& answer, const SearchWork& work) {
    WrittenState answered;
    read_bytes(answer, answered);
    FewExamplesState state = read(work.language->terms, answered);
    if (work.few_examples != nullptr) {
        work.few_examples->set_state(std::move(state));
    } else {
        *work.result = std::move(state.result);
    }
}

} // namespace rasp_stitch::enumerator
