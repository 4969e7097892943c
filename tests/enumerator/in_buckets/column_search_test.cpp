// The search on narrow columns against the search on columns of any values, on random languages; the
// tests of bottom_up_test.cpp hold both against a plain enumerator.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "tests/enumerator/judge/random_rasp.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

struct Found {
    std::vector<std::vector<double>> costs; // by task
    std::vector<std::vector<std::string>> texts;
    std::uint64_t programs = 0;
    std::size_t behaviours = 0;
    double reached = 0;
};

Found search(Language& language, lambda::TypeId request, const std::vector<rasp::Task>& tasks,
             const TaskSearchOptions& options) {
    const BottomUpResult result = search_bottom_up(language, request, tasks, options);
    Found found;
    found.programs = result.programs;
    found.behaviours = result.behaviours;
    found.reached = result.reached;
    for (const std::vector<Solution>& solutions : result.solutions) {
        found.costs.emplace_back();
        found.texts.emplace_back();
        for (const Solution& solution : solutions) {
            found.costs.back().push_back(-solution.program.log_prior);
            found.texts.back().push_back(print_expression(language.terms, solution.program.term));
        }
    }
    return found;
}

} // namespace

TEST_CASE("narrow columns find programs of the same costs as general ones", "[bottom_up]") {
    std::size_t solved = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        RandomRasp random(seed);
        const std::vector<rasp::Task> tasks = random.tasks(6);
        for (const std::size_t kept : {1U, 2U, 4U}) {
            CAPTURE(seed, kept);
            TaskSearchOptions options{.upper = random.upper(), .frontier_size = kept};
            const Found narrow = search(random.language(), random.request(), tasks, options);
            options.narrow_columns = false;
            const Found general = search(random.language(), random.request(), tasks, options);
            CHECK(narrow.costs == general.costs);
            solved += narrow.costs[0].size();
        }
    }
    CHECK(solved > 100);
}

TEST_CASE("a solution of a search that a limit ends is proven only if it is the best",
          "[bottom_up]") {
    std::size_t unproven = 0;
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        RandomRasp random(seed);
        for (const rasp::Task& task : random.tasks(2)) {
            TaskSearchOptions options{.upper = random.upper()};
            const BottomUpResult whole =
                search_bottom_up(random.language(), random.request(), std::span(&task, 1), options);
            REQUIRE(whole.solutions[0].size() == 1);
            for (std::uint64_t programs = 1; programs < 60; programs += 3) {
                CAPTURE(seed, programs);
                options.budget.programs = programs;
                const BottomUpResult cut = search_bottom_up(random.language(), random.request(),
                                                            std::span(&task, 1), options);
                CHECK(cut.programs <= programs);
                for (const Solution& solution : cut.solutions[0]) {
                    const double best = whole.solutions[0][0].program.log_prior;
                    CHECK(solution.programs <= cut.programs);
                    CHECK((!solution.proven || solution.program.log_prior == best));
                    unproven += solution.proven ? 0U : 1U;
                }
            }
        }
    }
    CHECK(unproven > 0);
}

TEST_CASE("the number of threads changes nothing", "[bottom_up]") {
    Language language = rasp_language("minimal,length,str.a");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    std::vector<rasp::Task> tasks(2);
    for (const char* const word : {"abca", "b", "ccabd"}) {
        rasp::Input input{.tokens = rasp::characters(word)};
        rasp::Sequence last;
        rasp::Sequence odd;
        for (std::size_t i = 0; i < input.tokens.size(); ++i) {
            last.emplace_back(static_cast<std::int64_t>(input.tokens.size() - 1 - i));
            odd.emplace_back(static_cast<std::int64_t>(i * 31 + 5));
        }
        tasks[0].examples.push_back({input, rasp::Output(last)});
        tasks[1].examples.push_back({input, rasp::Output(odd)});
    }
    // One thread dealing with a plan looks at it from the beginning to the end, several do not.
    for (const std::size_t kept : {1U, 2U}) {
        for (const bool is_backwards : {false, true}) {
            Found one;
            for (const std::size_t threads : {1U, 2U, 5U, 16U}) {
                CAPTURE(kept, is_backwards, threads);
                TaskSearchOptions options{.frontier_size = kept, .threads = threads};
                options.backwards = is_backwards;
                options.budget.programs = 1'234'567;
                // Used backwards, the outputs are those of the task that is not solved.
                const std::vector<rasp::Task> searched =
                    is_backwards ? std::vector<rasp::Task>{tasks[1]} : tasks;
                const Found found = search(language, request, searched, options);
                CHECK(found.programs == options.budget.programs);
                if (threads == 1) {
                    one = found;
                    CHECK(one.texts[0].size() == (is_backwards ? 0 : kept));
                    continue;
                }
                CHECK(found.texts == one.texts);
                CHECK(found.behaviours == one.behaviours);
                CHECK(found.reached == one.reached);
            }
        }
    }
}

} // namespace rasp_stitch::enumerator
