#include "enumerator/top_down/top_down.hpp"

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/top_down/table_walk.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

void check_window(const TopDownOptions& options) {
    if (!(options.upper <= max_nats) || std::isnan(options.lower)) {
        throw InputError({.found = fmt::format("a window of description length from {} to {} nats",
                                               options.lower, options.upper),
                          .expected = fmt::format("bounds up to {} nats", max_nats)});
    }
}

// Returns many more parts of the tree than there are threads, since their sizes differ widely.
std::vector<Prefix> parts_of(TableWalk& walk, std::size_t threads) {
    const std::size_t enough = 64 * threads;
    std::deque<Prefix> open{{}};
    std::vector<Prefix> parts;
    while (!open.empty() && open.size() + parts.size() < enough) {
        std::vector<Prefix> longer = walk.expand(open.front());
        if (longer.empty()) { // a whole program
            parts.push_back(std::move(open.front()));
        }
        open.pop_front();
        std::ranges::move(longer, std::back_inserter(open));
    }
    std::ranges::move(open, std::back_inserter(parts));
    return parts;
}

std::uint64_t walk_in_parallel(const ProgramTable& table, Window window, std::size_t threads,
                               SharedBudget& budget, const OnProgram& on_program) {
    TableWalk first(table, window, budget, on_program);
    const std::vector<Prefix> parts = parts_of(first, threads);
    tbb::enumerable_thread_specific<TableWalk> walks(
        [&] { return TableWalk(table, window, budget, on_program); });
    const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads);
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>(0, parts.size(), 1),
            [&](const tbb::blocked_range<std::size_t>& range) {
                for (std::size_t i = range.begin(); i < range.end() && !budget.is_over(); ++i) {
                    walks.local().run(parts[i]);
                }
            },
            tbb::simple_partitioner{});
    });
    std::uint64_t programs = 0;
    for (const TableWalk& walk : walks) {
        programs += walk.programs();
    }
    return programs;
}

TopDownResult walk(const ProgramTable& table, const TopDownOptions& options,
                   const OnProgram& on_program) {
    TopDownResult result{.programs = 0,
                         .stopped = table.stopped,
                         .symbols = table.symbols.size(),
                         .rules = table.rules.size()};
    if (table.stopped != StopReason::none) {
        return result;
    }
    const Window window{bound_of(options.lower), bound_of(options.upper)};
    Budget of_thread = options.budget;
    of_thread.memory /= std::max<std::size_t>(options.threads, 1);
    SharedBudget budget(of_thread);
    if (options.threads > 1) {
        result.programs = walk_in_parallel(table, window, options.threads, budget, on_program);
    } else {
        TableWalk alone(table, window, budget, on_program);
        alone.run({});
        result.programs = alone.programs();
    }
    result.stopped = budget.stopped;
    return result;
}

} // namespace

TopDownResult enumerate_top_down(const ProgramTable& table, const TopDownOptions& options,
                                 const OnProgram& on_program) {
    check_window(options);
    return walk(table, options, on_program);
}

TopDownResult enumerate_top_down(const lambda::TypeStore& types, const GrammarView& view,
                                 lambda::TypeId request, const TopDownOptions& options) {
    check_window(options);
    const BudgetWatch watch(options.budget);
    const ProgramTable table =
        make_program_table(types, view, request, bound_of(options.upper), options.budget);
    TopDownOptions rest = options;
    rest.budget = watch.rest();
    return walk(table, rest, {});
}

} // namespace rasp_stitch::enumerator
