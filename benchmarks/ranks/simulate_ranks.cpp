// rasp-benchmark-ranks: what the first rank of a large job has to do. The searches of a file of tasks
// are made here once, and then played again, each many times, by simulated ranks that take as long
// as it took here. The first rank is the real one: it deals out real searches and reads real
// answers, and the time that this takes it passes on the clock of the simulation, too.

#include "benchmarks/harness/text_table.hpp"
#include "benchmarks/ranks/recorded_searches.hpp"
#include "benchmarks/ranks/simulated_link.hpp"
#include "enumerator/ranks/rank_team.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {
namespace {

using benchmarks::TextTable;

constexpr double latency = 50e-6; // seconds; what a network of 10 Gbit/s takes

struct SimulationOptions {
    std::string primitives;
    std::uint64_t programs = 0;
    std::size_t ranks = 0;
    std::size_t copies = 0;
    std::size_t slow = 0;
    SolveOptions solve;
};

Command command_of(SimulationOptions& options) {
    return {
        .name = "rasp-benchmark-ranks",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Searches for programs for tasks, and plays the searches again on simulated ranks "
            "of an MPI job, whose first rank is the real one.",
        .usage = {"[OPTIONS] TASKS.json"},
        .examples = {"    rasp-benchmark-ranks corpora/tasks.json --max-programs 1000000"},
        .rows = {{"Search", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
                  "the primitives, each with the same weight, as for rasp-enumerate"},
                 max_programs_row("Search", whole(options.programs, 1, unlimited), "for each task"),
                 {"Search", "frontier", 'k', "N", whole(options.solve.frontier_size, 1, 255), "5",
                  "how many programs to find for each task"},
                 {"Simulation", "ranks", 'n', "N", whole(options.ranks, 2, 100'000), "1000",
                  "the most ranks; also powers of ten below"},
                 {"Simulation", "copies", 0, "N", whole(options.copies, 1, 100'000), "20",
                  "how many tasks like each of the file there are"},
                 {"Simulation", "slow", 0, "N", whole(options.slow, 0, 100'000), "0",
                  "also simulate that so many of the most ranks take a hundred times as long"}},
        .arguments = {.name = "TASKS.json", .least = 1, .most = 1}};
}

using Rounds = std::deque<std::deque<RecordedSearch>>;

double sum_of(const std::deque<RecordedSearch>& round) {
    double sum = 0;
    for (const RecordedSearch& search : round) {
        sum += search.seconds;
    }
    return sum;
}

double longest_of(const std::deque<RecordedSearch>& round) {
    double longest = 0;
    for (const RecordedSearch& search : round) {
        longest = std::max(longest, search.seconds);
    }
    return longest;
}

void print_recorded(const Rounds& rounds) {
    TextTable table(
        {"round", "searches", "seconds", "median", "longest", "order bytes", "answer bytes"});
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        const std::deque<RecordedSearch>& round = rounds[i];
        std::vector<double> seconds;
        std::size_t order = 0;
        std::size_t answer = 0;
        for (const RecordedSearch& search : round) {
            seconds.push_back(search.seconds);
            order += search.order.size();
            answer += search.answer.size();
        }
        std::ranges::sort(seconds);
        table.add_row({std::to_string(i + 1), std::to_string(round.size()),
                       fmt::format("{:.1f}", sum_of(round)),
                       fmt::format("{:.3f}", seconds[seconds.size() / 2]),
                       fmt::format("{:.3f}", longest_of(round)),
                       std::to_string(order / round.size()),
                       std::to_string(answer / round.size())});
    }
    fmt::print("{}\n", table.plain());
}

class Simulation {
public:
    explicit Simulation(Rounds& rounds)
        : rounds_(rounds),
          table_({"ranks", "slow", "copies", "round", "searches", "seconds", "at best", "used",
                  "messages/s", "MB/s", "first rank busy", "us/search", "wait ms", "dealt twice"}) {
        for (std::deque<RecordedSearch>& round : rounds) {
            for (RecordedSearch& search : round) {
                by_order_[search.order] = &search;
                static_cast<void>(search.work()); // what takes time only here
            }
        }
    }

    // Each round by itself, and all together.
    void run(std::size_t ranks, std::size_t copies, std::size_t slow) {
        for (std::size_t i = 0; i < rounds_.size() && slow == 0; ++i) {
            add_row({ranks, copies, slow}, std::to_string(i + 1), i, i + 1);
        }
        add_row({ranks, copies, slow}, "all", 0, rounds_.size());
    }

    void print() const { fmt::print("{}", table_.plain()); }

private:
    struct Job {
        std::size_t ranks;
        std::size_t copies;
        std::size_t slow;
    };

    void add_row(const Job& job, const std::string& name, std::size_t first, std::size_t last) {
        const auto others = static_cast<double>(job.ranks - 1);
        SimulatedLink link(static_cast<int>(job.ranks),
                           [&](int rank, const std::string& order) {
                               const RecordedSearch& search = *by_order_.at(order);
                               const bool is_slow = static_cast<std::size_t>(rank) <= job.slow;
                               return SimulatedEnd{.seconds = search.seconds * (is_slow ? 100 : 1),
                                                   .bytes = search.answer};
                           },
                           {.latency = latency, .counts_own_time = true});
        RankTeam team(link, {.searches_itself = false});
        std::size_t searches = 0;
        double best = 0;
        double searched = 0;
        for (std::size_t i = first; i < last; ++i) {
            std::deque<RecordedSearch>& round = rounds_[i];
            const std::size_t count = round.size() * job.copies;
            team.run({.count = count,
                      .begin =
                          [&](std::size_t turn) {
                              return std::optional(round[turn / job.copies].work());
                          },
                      .end = [](std::size_t) {}});
            const double sum = sum_of(round) * static_cast<double>(job.copies);
            searches += count;
            searched += sum;
            best += std::max(sum / others, longest_of(round));
        }
        const double seconds = link.now();
        const RankTeamCounts& counts = team.counts();
        const double messages = static_cast<double>(counts.sent + counts.received);
        const double bytes = static_cast<double>(counts.bytes_sent + counts.bytes_received);
        table_.add_row(
            {std::to_string(job.ranks), std::to_string(job.slow), std::to_string(job.copies), name,
             std::to_string(searches), fmt::format("{:.2f}", seconds), fmt::format("{:.2f}", best),
             fmt::format("{:.1f} %", 100 * searched / (seconds * others)),
             fmt::format("{:.0f}", messages / seconds),
             fmt::format("{:.2f}", bytes / seconds / 1e6),
             fmt::format("{:.1f} %", 100 * (1 - link.waited() / seconds)),
             fmt::format("{:.0f}", 1e6 * link.own_time() / static_cast<double>(searches)),
             fmt::format("{:.2f}", 1e3 * link.awaited() / static_cast<double>(searches)),
             std::to_string(counts.copies)});
    }

    Rounds& rounds_;
    TextTable table_;
    std::unordered_map<std::string, const RecordedSearch*> by_order_;
};

int run(int argc, const char* const* argv) {
    SimulationOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::vector<SearchTask> tasks =
        merged_tasks(rasp::read_tasks(read_input(given->arguments().front())));
    RecordingTeam recorder;
    options.solve.team = &recorder;
    options.solve.programs_per_task = options.programs;
    solve(tasks, rasp_language(options.primitives), options.solve);
    print_recorded(recorder.rounds());
    Simulation simulation(recorder.rounds());
    for (const std::size_t copies : {std::size_t{1}, options.copies}) {
        for (std::size_t ranks = 10; ranks < options.ranks; ranks *= 10) {
            simulation.run(ranks, copies, 0);
        }
        simulation.run(options.ranks, copies, 0);
    }
    if (options.slow > 0) {
        simulation.run(options.ranks, options.copies, options.slow);
    }
    simulation.print();
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-ranks",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
