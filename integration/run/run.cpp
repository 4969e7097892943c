#include "integration/run/run.hpp"

#include "support/hashing/hash.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace rasp_stitch::loop {

namespace {

std::size_t count_held_out(double fraction, std::size_t tasks) {
    const auto count = static_cast<std::size_t>(std::lround(fraction * static_cast<double>(tasks)));
    if (fraction > 0 && (count == 0 || count >= tasks)) {
        throw InputError({.found = fmt::format("the test fraction {} holds out {} of {} tasks",
                                               fraction, count, tasks),
                          .expected = "at least one to hold out and one to learn from"});
    }
    return count;
}

} // namespace

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t iteration, Phase phase) {
    return mix_bits(mix_bits(mix_bits(seed) + iteration) + static_cast<std::uint64_t>(phase));
}

Run make_run(const Settings& settings, const std::vector<enumerator::SearchTask>& tasks) {
    if (tasks.empty()) {
        throw InputError({.found = "no tasks", .expected = "a list of tasks with examples"});
    }
    std::vector<std::size_t> order(tasks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t i) { return mix_bits(mix_bits(settings.seed) ^ mix_bits(i)); });
    std::vector<bool> is_held_out(tasks.size(), false);
    for (std::size_t i = 0; i < count_held_out(settings.test_fraction, tasks.size()); ++i) {
        is_held_out[order[i]] = true;
    }
    Run run{.settings = settings, .training = {}, .held_out = {}};
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        (is_held_out[i] ? run.held_out : run.training).push_back(tasks[i]);
    }
    return run;
}

} // namespace rasp_stitch::loop
