#include "enumerator/ranks/rank_team.hpp"

#include "benchmarks/ranks/simulated_link.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/ranks/search_bytes.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "tests/enumerator/solve/number_groups.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

const std::vector<SearchTask> tasks = {
    word_task("(lam (indices $0))"), word_task("(lam (add one (indices $0)))"),
    word_task("(lam (mul (length $0) (mul (length $0) (add (indices $0) 41))))"), // out of reach
    word_task("(lam (add (indices $0) (add one (indices $0))))"),
    word_task("(lam (aggregate (select (tokens $0) (tokens $0) equals_to) (indices $0)))")};

std::vector<SearchGroup> both_groups() {
    return {group_of("indices,tokens,add,one,select,aggregate,equals_to", {3, 2, 0, 1, 4}),
            group_of("indices,add,mul,one", {1, 2})};
}

// Everything that was found, but the times.
std::string texts_of(const std::vector<SearchGroup>& groups,
                     const std::vector<TaskSearchResult>& results) {
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        text += std::to_string(results[i].programs) + " " + std::to_string(results[i].reached) +
                " " + std::string(name_of(results[i].stopped)) + "\n";
        for (const std::vector<Solution>& solutions : results[i].solutions) {
            for (const Solution& solution : solutions) {
                text += print_expression(groups[i].language.terms, solution.program.term) + " " +
                        std::to_string(solution.programs) + "; ";
            }
            text += "\n";
        }
    }
    return text;
}

// Limited in programs alone, so that nothing depends on time.
SolveOptions limited(std::uint64_t programs) {
    SolveOptions options;
    options.frontier_size = 3;
    options.programs_per_task = programs;
    return options;
}

std::string found(SolveOptions options, SearchTeam* team) {
    options.team = team;
    std::vector<SearchGroup> groups = both_groups();
    const std::vector<TaskSearchResult> results = solve_groups(tasks, groups, options);
    return texts_of(groups, results);
}

// Takes a second for each search.
SimulatedEnd in_a_second(const std::string& order) {
    return {.seconds = 1, .bytes = answer_to(order, {}, {})};
}

constexpr RankTeamOptions only_others = {.searches_itself = false};

} // namespace

TEST_CASE("Ranks find what threads find, however many they are") {
    for (const SearchKind kind : {SearchKind::bottom_up, SearchKind::top_down}) {
        for (const bool few_examples : {true, false}) {
            SolveOptions options = limited(100'000);
            options.search = kind;
            options.few_examples = few_examples;
            const std::string expected = found(options, nullptr);
            for (const int size : {2, 3, 9}) {
                SimulatedLink link(
                    size, [](int, const std::string& order) { return in_a_second(order); });
                RankTeam team(link, only_others);
                CAPTURE(name_of(kind), few_examples, size);
                CHECK(team.lanes() == static_cast<std::size_t>(size) - 1);
                CHECK(found(options, &team) == expected);
                CHECK(team.counts().copies == 0);
                CHECK(team.counts().repeated == 0);
                CHECK(team.dismiss().empty());
            }
        }
    }
}

TEST_CASE("The first rank searches, too") {
    const SolveOptions options = limited(30'000);
    SimulatedLink alone(1, [](int, const std::string&) { return SimulatedEnd{}; });
    RankTeam team(alone, {});
    CHECK(team.lanes() == 1);
    CHECK(found(options, &team) == found(options, nullptr));
    CHECK(team.counts().sent == 0);
}

TEST_CASE("Ranks get the next search with their answer") {
    // In one round of seven searches, one takes as long as all others together.
    std::map<int, int> orders;
    SimulatedLink link(3, [&](int rank, const std::string& order) {
        ++orders[rank];
        return SimulatedEnd{.seconds = rank == 1 ? 6.0 : 1.0, .bytes = answer_to(order, {}, {})};
    });
    RankTeam team(link, {.searches_itself = false, .patience = 1000});
    CHECK(found(limited(20'000), &team) == found(limited(20'000), nullptr));
    CHECK(orders[1] == 1);
    CHECK(orders[2] == 6);
    CHECK(link.now() < 7);
}

TEST_CASE("A slow rank delays nobody by more than another rank needs") {
    SimulatedLink link(4, [](int rank, const std::string& order) {
        SimulatedEnd end = in_a_second(order);
        end.seconds = rank == 2 ? 10'000 : 1;
        return end;
    });
    RankTeam team(link, only_others);
    CHECK(found(limited(20'000), &team) == found(limited(20'000), nullptr));
    CHECK(team.counts().copies == 1);
    CHECK(link.now() < 20);
}

TEST_CASE("A rank that has died costs its search, which another rank takes") {
    for (const double patience : {5.0, 1e6}) { // by a copy, or when the silence has become long
        SimulatedLink link(4, [](int rank, const std::string& order) {
            SimulatedEnd end = in_a_second(order);
            end.is_dead = rank == 2;
            return end;
        });
        RankTeam team(link, {.searches_itself = false, .patience = patience});
        CAPTURE(patience);
        CHECK(found(limited(100'000), &team) == found(limited(100'000), nullptr));
        CHECK(team.counts().copies + team.counts().repeated == 1);
        CHECK(team.lanes() == (patience > 5 ? 2 : 3));
    }
}

TEST_CASE("Without any other rank there is an end, and a message") {
    SimulatedLink link(2, [](int, const std::string&) { return SimulatedEnd{.is_dead = true}; });
    RankTeam team(link, only_others);
    CHECK_THROWS_WITH(found(limited(1000), &team), "no rank is left that can search");
}

TEST_CASE("A search that ends with an error is made at another rank") {
    int failures = 0;
    const auto failing_at = [&](int last) {
        return [&failures, last](int rank, const std::string& order) {
            if (rank <= last && failures < 2) {
                ++failures;
                return SimulatedEnd{
                    .seconds = 1, .kind = MessageKind::failure, .bytes = "out of memory"};
            }
            return in_a_second(order);
        };
    };
    SimulatedLink one(4, failing_at(1));
    RankTeam team(one, only_others);
    CHECK(found(limited(20'000), &team) == found(limited(20'000), nullptr));
    CHECK(failures == 2);
    CHECK(team.counts().repeated == 2);

    failures = 0;
    SimulatedLink all(2, failing_at(1));
    RankTeam other(all, only_others);
    CHECK_THROWS_AS(found(limited(20'000), &other), std::runtime_error);
}

TEST_CASE("A rank that is told to end gives its search to another, and gets no more") {
    int orders = 0;
    SimulatedLink link(3, [&](int rank, const std::string& order) {
        SimulatedEnd end = in_a_second(order);
        if (rank == 1) {
            ++orders;
            end.kind = MessageKind::giving_up;
            end.seconds = 0.1;
        }
        return end;
    });
    RankTeam team(link, only_others);
    CHECK(found(limited(100'000), &team) == found(limited(100'000), nullptr));
    CHECK(orders == 1);
    CHECK(team.counts().repeated == 1);
    CHECK(team.lanes() == 1);
}

TEST_CASE("After a stop, what ranks have found by then is kept") {
    std::stop_source source;
    int orders = 0;
    SimulatedLink link(3, [&](int rank, const std::string& order) {
        if (++orders == 3) {
            source.request_stop();
        }
        SimulatedEnd end = in_a_second(order);
        end.seconds = rank == 1 ? 1 : 100;
        return end;
    });
    RankTeam team(link, only_others);
    SolveOptions options = limited(20'000);
    options.budget.stop = source.get_token();
    options.team = &team;
    std::vector<SearchGroup> groups = both_groups();
    const std::vector<TaskSearchResult> results = solve_groups(tasks, groups, options);
    CHECK(orders == 3);
    CHECK(results[0].stopped == StopReason::interrupted);
    CHECK(results[1].stopped == StopReason::interrupted);
    std::size_t solved = 0;
    for (const TaskSearchResult& result : results) {
        solved += static_cast<std::size_t>(std::ranges::count_if(
            result.solutions, [](const auto& solutions) { return !solutions.empty(); }));
    }
    CHECK(solved == 2); // the second of three tasks is out of reach
    CHECK(link.now() < 3);
}

TEST_CASE("After a stop nobody waits for ranks that do not answer") {
    std::stop_source source;
    SimulatedLink link(3, [&](int rank, const std::string& order) {
        SimulatedEnd end = in_a_second(order);
        end.is_dead = rank == 2;
        source.request_stop();
        return end;
    });
    RankTeam team(link, only_others);
    SolveOptions options = limited(20'000);
    options.budget.stop = source.get_token();
    options.team = &team;
    std::vector<SearchGroup> groups = both_groups();
    CHECK(solve_groups(tasks, groups, options)[0].stopped == StopReason::interrupted);
    CHECK(link.now() < 1);
}

TEST_CASE("Ranks of one machine share what the machine has") {
    SimulatedLink link(9, [](int, const std::string& order) { return in_a_second(order); });
    const RankTeam team(link, {.ranks_per_machine = 4});
    CHECK(team.threads_of(8) == 2);
    CHECK(team.threads_of(1) == 1);
    CHECK(team.memory_of(8000) == 2000);
    CHECK(team.memory_of(Budget::no_memory_limit) == Budget::no_memory_limit);
}
