// Bottom-up search that also uses outputs backwards.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "tests/enumerator/judge/random_rasp.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// Each solution meets all examples and has the log prior of the grammar, and none comes twice.
void check_solutions(const Language& language, lambda::TypeId request, const rasp::Task& task,
                     const std::vector<Solution>& solutions) {
    const GrammarView view = view_of(language);
    std::set<lambda::TermId> different;
    double last = 0;
    for (const Solution& solution : solutions) {
        const std::string text = print_expression(language.terms, solution.program.term);
        INFO(text);
        lambda::TermStore store;
        CHECK(rasp::check(store, read_unfolded(store, text), task).holds());
        const double log_prior = enumerator::log_prior(language.types, view, request,
                                                       language.terms, solution.program.term);
        CHECK(std::abs(log_prior - solution.program.log_prior) < 1e-9);
        CHECK(solution.program.log_prior <= last + 1e-9);
        CHECK(different.insert(solution.program.term).second);
        last = solution.program.log_prior;
    }
}

rasp::Task task_of(const std::vector<std::pair<std::string, std::string>>& examples) {
    rasp::Task task{.name = "t", .type = "input(str) -> seq(str)"};
    for (const auto& [input, output] : examples) {
        task.examples.push_back({{.tokens = rasp::characters(input)}, rasp::characters(output)});
    }
    return task;
}

} // namespace

TEST_CASE("Used backwards, outputs change no proven solution, and others are right") {
    std::size_t found_early = 0;
    std::size_t solved = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        RandomRasp random(seed);
        for (const rasp::Task& task : random.tasks(2)) {
            CAPTURE(seed, task.name);
            const std::vector<rasp::Task> tasks = {task};
            TaskSearchOptions options{.upper = random.upper(), .frontier_size = 3};
            const BottomUpResult plain =
                search_bottom_up(random.language(), random.request(), tasks, options);
            options.backwards = true;
            const BottomUpResult whole =
                search_bottom_up(random.language(), random.request(), tasks, options);
            const std::vector<Solution>& wanted = plain.solutions[0];
            REQUIRE(whole.solutions[0].size() == wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                // Of equally probable programs it may be another one.
                CHECK(whole.solutions[0][i].program.log_prior ==
                      Approx(wanted[i].program.log_prior).margin(1e-9));
                CHECK(whole.solutions[0][i].proven);
            }
            check_solutions(random.language(), random.request(), task, whole.solutions[0]);
            // Stopped early, it may have found programs backwards.
            options.budget.programs = plain.programs / 4;
            const BottomUpResult early =
                search_bottom_up(random.language(), random.request(), tasks, options);
            check_solutions(random.language(), random.request(), task, early.solutions[0]);
            for (const Solution& solution : early.solutions[0]) {
                found_early += solution.proven ? 0U : 1U;
                CHECK((solution.proven || -solution.program.log_prior >= early.reached - 1e-9));
                CHECK(solution.program.log_prior <= wanted.at(0).program.log_prior + 1e-9);
            }
            solved += wanted.empty() ? 0U : 1U;
        }
    }
    CAPTURE(solved);
    CHECK(found_early > 20);
}

TEST_CASE("What a search that was interrupted has found backwards, a longer one tells of, too") {
    std::size_t replaced = 0; // by a better one, while only one is wanted
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        RandomRasp random(seed);
        for (const rasp::Task& task : random.tasks(2)) {
            CAPTURE(seed, task.name);
            // In narrow columns, the first programs of a bucket may be others than the best ones.
            TaskSearchOptions options{
                .upper = random.upper(), .backwards = true, .told = 50, .narrow_columns = false};
            const BottomUpResult whole =
                search_bottom_up(random.language(), random.request(), {&task, 1}, options);
            const auto is_told = [&](const Solution& solution) {
                return std::ranges::any_of(whole.solutions[0], [&](const Solution& other) {
                    return other.program.term == solution.program.term;
                });
            };
            for (const std::uint64_t part : {16U, 4U, 2U}) {
                std::stop_source stop;
                options.budget.stop = stop.get_token();
                options.on_progress = [&](const TaskSearchProgress& progress) {
                    if (progress.programs >= whole.programs / part) {
                        stop.request_stop();
                    }
                };
                const BottomUpResult early =
                    search_bottom_up(random.language(), random.request(), {&task, 1}, options);
                check_solutions(random.language(), random.request(), task, early.solutions[0]);
                for (const Solution& solution : early.solutions[0]) {
                    const double cost = -solution.program.log_prior;
                    if (cost > whole.reached + 1e-9) {
                        CHECK(is_told(solution));
                        replaced += cost > 1e-9 - whole.solutions[0][0].program.log_prior ? 1U : 0U;
                    }
                }
            }
        }
    }
    CHECK(replaced > 10);
}

TEST_CASE("A reversal is found backwards among few programs") {
    Language language = rasp_language("minimal");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(str)");
    const std::vector<rasp::Task> tasks = {task_of({{"hello", "olleh"}, {"abc", "cba"}})};
    TaskSearchOptions options{.backwards = true};
    options.budget.programs = 20'000;
    const BottomUpResult result = search_bottom_up(language, request, tasks, options);
    REQUIRE(result.solutions[0].size() == 1);
    CHECK_FALSE(result.solutions[0][0].proven);
    check_solutions(language, request, tasks[0], result.solutions[0]);
    options.backwards = false;
    CHECK(search_bottom_up(language, request, tasks, options).solutions[0].empty());
}

TEST_CASE("Nothing is used backwards for several tasks, errors, or contradictory outputs") {
    Language language = rasp_language("minimal");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(str)");
    TaskSearchOptions options{.backwards = true};
    options.budget.programs = 20'000;
    const rasp::Task reverse = task_of({{"hello", "olleh"}, {"abc", "cba"}});
    rasp::Task failing = reverse;
    failing.examples.push_back({{.tokens = rasp::characters("x")}, std::nullopt});
    const rasp::Task contradictory = task_of({{"abc", "cba"}, {"abc", "abc"}});
    const std::vector<std::vector<rasp::Task>> groups = {
        {reverse, reverse}, {failing}, {contradictory}};
    for (const std::vector<rasp::Task>& tasks : groups) {
        CHECK(search_bottom_up(language, request, tasks, options).solutions[0].empty());
    }
}

} // namespace rasp_stitch::enumerator
