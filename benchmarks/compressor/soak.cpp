// rasp-soak: compares the compressor with a brute-force search on random corpora.

#include "benchmarks/compressor/soak_options.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/text/numbers.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/rule_sets.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <optional>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

#include <unistd.h>

namespace rasp_stitch::benchmarks {
namespace {

// Reports the seed of the corpus when the program crashes.
namespace crash {

// A signal handler may read nothing else.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local volatile std::uint64_t seed = 0;

// Uses only what is allowed in a signal handler.
void report(int signal) {
    constexpr std::string_view before =
        "rasp-soak: crashed; to repeat it: rasp-soak --corpora 1 --seed ";
    std::array<char, 24> digits = {};
    std::size_t at = digits.size();
    digits[--at] = '\n';
    std::uint64_t number = seed;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, before.data(), before.size());
    written = ::write(STDERR_FILENO, digits.data() + at, digits.size() - at);
    ::raise(signal); // again, without this handler
}

void set_handlers() {
    struct sigaction action = {};
    action.sa_handler = report;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        sigaction(signal, &action, nullptr);
    }
}

} // namespace crash

class Soak {
public:
    Soak(const SoakOptions& options, std::uint64_t first, std::stop_token stop)
        : options_(options), first_(first), stop_(std::move(stop)) {}

    void run() {
        const auto threads = static_cast<int>(options_.threads);
        tbb::task_arena arena(threads);
        arena.execute([&] {
            tbb::parallel_for(
                0, threads, [&](int) { compare_until_stopped(); }, tbb::simple_partitioner());
        });
        progress_.clear();
    }

    std::uint64_t compared() const { return compared_; }
    std::size_t rule_set_count() const { return rule_sets_.size(); }
    bool has_failed() const { return has_failed_; }

private:
    void compare_until_stopped() {
        while (!stop_.stop_requested() && !has_failed_) {
            const std::uint64_t at = next_++;
            if (options_.corpora && at >= *options_.corpora) {
                return;
            }
            compare(first_ + at);
        }
    }

    // The judge is slow, so it runs once for all sets of rules.
    void compare(std::uint64_t seed) {
        crash::seed = seed;
        judge::Trial trial = judge::random_trial(seed);
        const std::optional<judge::Winner> winner = judge::best_abstraction(trial);
        for (const judge::NamedRules& set : rule_sets_) {
            trial.settings.rules = set.rules;
            if (const auto difference = judge::compare(trial, winner)) {
                report(seed, set.name, *difference);
                return;
            }
        }
        const std::lock_guard lock(mutex_);
        ++compared_;
        if (progress_.due()) {
            progress_.show(grouped(static_cast<std::int64_t>(compared_)) + " corpora compared");
        }
    }

    // Reports only the first difference, since further ones are often the same.
    void report(std::uint64_t seed, const std::string& rules, const std::string& difference) {
        const std::lock_guard lock(mutex_);
        if (!has_failed_.exchange(true)) {
            progress_.clear();
            fmt::print("seed {}, {}:\n{}\nto repeat it: rasp-soak --seed {} --corpora 1\n", seed,
                       rules, difference, seed);
        }
    }

    const SoakOptions& options_;
    std::uint64_t first_;
    std::stop_token stop_;
    const std::vector<judge::NamedRules> rule_sets_ = judge::all_rule_sets();
    std::atomic<std::uint64_t> next_ = 0;
    std::atomic<bool> has_failed_ = false;
    std::mutex mutex_; // guards the rest
    std::uint64_t compared_ = 0;
    ProgressLine progress_{true};
};

// Returns a seed that is short enough to be copied by hand.
std::uint64_t random_seed() {
    return std::uint64_t{std::random_device()()} * 1000;
}

int run(int argc, const char* const* argv) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    const std::optional<SoakOptions> options = parse_soak_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    Interruption interruption;
    if (options->time_limit) {
        interruption.set_time_limit(*options->time_limit);
    }
    crash::set_handlers();
    const std::uint64_t first = options->seed ? *options->seed : random_seed();
    fmt::print("from seed {}\n", first);
    std::fflush(stdout);
    Soak soak(*options, first, interruption.token());
    soak.run();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const auto compared = static_cast<std::int64_t>(soak.compared());
    fmt::print("{} {} compared under {} sets of rules, {}: {}\n", grouped(compared),
               compared == 1 ? "corpus" : "corpora", soak.rule_set_count(), seconds_text(seconds),
               soak.has_failed() ? "a difference was found" : "no difference");
    if (soak.has_failed()) {
        return 1;
    }
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-soak",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
