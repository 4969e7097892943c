#include "enumerator/bottom_up/column_search.hpp"

#include "enumerator/bottom_up/backward_merge.hpp"
#include "enumerator/bottom_up/shared_calls.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

// A bucket has about an eighth as many programs as all buckets before it.
constexpr double bucket_nats = 0.125;

constexpr std::uint32_t programs_between_looks = 4096; // at the clock and the memory
constexpr std::uint64_t programs_for_threads = 30'000; // fewer are not worth waking threads

} // namespace

ColumnSearch::ColumnSearch(const ProgramTable& table, std::span<const Production> productions,
                           lambda::TermStore& terms, std::span<const rasp::Task> tasks,
                           const TaskExamples& examples, const TaskSearchOptions& options,
                           const BudgetWatch& watch)
    : table_(table), tasks_(tasks), examples_(examples), options_(options), watch_(watch),
      costs_(table, bound_of(options.upper)), buckets_(table, costs_, bound_of(bucket_nats)),
      rules_(table, productions, examples.inputs), targets_(tasks, examples, rules_.batch()),
      programs_(table, costs_), kept_(table.symbols.size(), options.frontier_size),
      build_(table, productions, terms), upper_(bound_of(options.upper)) {
    result_.solutions.resize(tasks.size());
}

void ColumnSearch::use_backwards(Language& language, const GrammarView& view,
                                 lambda::TypeId request, const ProgramTable& table) {
    backward_.emplace(language, view, request, table, tasks_[0], examples_.places[0],
                      rules_.batch(), options_);
}

void ColumnSearch::work_backwards() {
    if (backward_) {
        backward_->work({.seconds = watch_.seconds(), .programs = result_.programs},
                        [this](backwards::PartHandle handle) {
                            const ColumnParts::Place& part = parts_->at(handle);
                            return part_term(table_, part.symbol, part.number, calls_, build_);
                        });
        const std::span<const Solution> found = backward_->solutions();
        if (found.size() == options_.frontier_size) {
            upper_ = std::min(upper_, description_length(found.back().program.log_prior));
        }
    }
}

void ColumnSearch::begin() {
    // If failing on any one input is of no use, failing is of no use.
    bool keeps_failures = !rules_.is_strict();
    const std::size_t inputs = rules_.batch().extents().size();
    std::vector<std::uint64_t> one_failure(inputs / 64 + 1);
    for (std::size_t input = 0; input < inputs && !keeps_failures; ++input) {
        std::ranges::fill(one_failure, 0);
        one_failure[input / 64] = std::uint64_t{1} << (input % 64);
        keeps_failures = !targets_.is_useless(one_failure.data());
    }
    rules_.begin(keeps_failures);
    store_.emplace(rules_.layout(), rules_.kernels().hash);
    view_memory_.resize(rules_.layout().value_bytes() / 8 + 1);
    shared_ = {.table = &table_,
               .rules = &rules_,
               .store = &*store_,
               .programs = &programs_,
               .kept = &kept_,
               .most_kept = options_.frontier_size,
               .targets = &targets_,
               .is_useless = [this](const std::uint64_t* failures) {
                   return rules_.is_strict() && targets_.is_useless(failures);
               }};
    find_owners();
    if (backward_) {
        parts_.emplace(rules_.layout(), rules_.batch());
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(options_.threads, 1); ++i) {
        workers_.emplace_back(shared_);
    }
}

void ColumnSearch::find_owners() {
    shared_.owners.resize(table_.symbols.size());
    for (std::uint32_t number = 0; number < table_.rules.size(); ++number) {
        const Rule& rule = table_.rules[number];
        if (is_alias(rule) && costs_.owner[number] != table_.start) {
            shared_.owners[table_.children_of(rule)[0].symbol].push_back(costs_.owner[number]);
        }
    }
}

BottomUpResult ColumnSearch::run() {
    begin();
    while (has_open_tasks() && low_ < upper_ && may_go_on() && stopped_ == StopReason::none) {
        const DescriptionLength high = std::min(low_ + buckets_.width(), upper_);
        DescriptionLength next = BucketPlan::no_cost;
        const bool has_more = search_bucket(low_, high, next);
        settle();
        if (backward_) {
            parts_->tell(*backward_, *store_);
            work_backwards();
        }
        if (stopped_ != StopReason::none) {
            break;
        }
        // If nothing was kept, what comes next follows from the programs that were there before.
        low_ = has_more ? high : std::min(std::max(next, high), upper_);
    }
    low_ = std::min(low_, upper_); // the bound may have fallen within the last bucket
    if (!has_open_tasks()) {
        low_ = std::min(low_, last_cost_); // more than enough programs were not wanted
    }
    if (backward_) {
        result_.refuted_by = backward_->refuted_by();
        merge_backward(backward_->solutions(), nats(low_), options_.frontier_size,
                       result_.solutions[0]);
    }
    result_.stopped = stopped_;
    result_.reached = nats(low_);
    result_.behaviours = store_->size();
    result_.behaviour_bytes = memory();
    result_.seconds = watch_.seconds();
    return std::move(result_);
}

// Returns whether programs were kept. Otherwise `next` is a lower bound of the cost of what is left.
bool ColumnSearch::search_bucket(DescriptionLength low, DescriptionLength high,
                                 DescriptionLength& next) {
    bool has_kept = false;
    for (const SymbolId symbol : buckets_.order()) {
        // What is around a program costs at least `outside`.
        const DescriptionLength bound = upper_ - std::min(upper_, costs_.outside[symbol]);
        if (low >= bound || stopped_ != StopReason::none) {
            continue;
        }
        BucketPlan plan =
            buckets_.plan(symbol, low, std::min(high, bound), programs_,
                          options_.budget.programs - result_.programs,
                          [this](const Rule& rule) { return rules_.is_commutative(rule); });
        if (plan.next < bound) {
            next = std::min(next, plan.next);
        }
        if (plan.units.empty()) {
            continue;
        }
        shared_.least_useless = upper_ - std::min(upper_, costs_.around_part[symbol]);
        cut(plan);
        look_at(symbol, plan);
        has_kept |= keep(symbol);
        work_backwards(); // at moments that do not depend on the number of threads
    }
    return has_kept;
}

bool ColumnSearch::is_of_alias(const BucketUnit& unit) const {
    return is_alias(table_.rules[unit.rule]);
}

// What was found backwards solves the only task.
std::size_t ColumnSearch::solved_tasks() const {
    return std::max<std::size_t>(solved_, backward_ && !backward_->solutions().empty() ? 1 : 0);
}

// Leaves out what is beyond the limit on programs. Aliases are no programs of their own.
void ColumnSearch::cut(BucketPlan& plan) {
    std::uint64_t rest = options_.budget.programs - result_.programs;
    for (BucketUnit& unit : plan.units) {
        if (is_of_alias(unit)) {
            continue;
        }
        const std::uint64_t count = unit.end - unit.first;
        if (count > rest) {
            stopped_ = StopReason::programs;
        }
        unit.end = unit.first + static_cast<std::uint32_t>(std::min(count, rest));
        rest -= unit.end - unit.first;
    }
}

void ColumnSearch::look_at(SymbolId symbol, const BucketPlan& plan) {
    const bool is_alone = workers_.size() == 1 || plan.programs < programs_for_threads;
    new_memory_ = 0;
    for (BucketWorker& worker : workers_) {
        worker.begin(symbol, is_alone);
        new_memory_ += worker.memory();
    }
    if (is_alone) {
        look_at_alone(plan);
    } else {
        look_at_together(plan);
    }
    result_.programs += seen_.exchange(0);
}

void ColumnSearch::look_at_alone(const BucketPlan& plan) {
    const std::size_t others = new_memory_ - workers_[0].memory();
    std::uint64_t next_look = programs_between_looks;
    std::uint64_t seen = 0;
    for (const BucketUnit& unit : plan.units) {
        for (std::uint32_t first = unit.first; first < unit.end;) {
            const std::uint32_t end = std::min(unit.end, first + programs_between_looks);
            workers_[0].look_at(unit, std::span(plan.children).subspan(unit.children), first, end);
            seen += end - first;
            seen_ += is_of_alias(unit) ? 0U : end - first;
            first = end;
            if (seen >= next_look) {
                next_look = seen + programs_between_looks;
                new_memory_ = others + workers_[0].memory();
                if (!may_go_on()) {
                    return;
                }
            }
        }
    }
}

void ColumnSearch::look_at_together(const BucketPlan& plan) {
    std::vector<std::vector<Piece>> pieces(1);
    std::uint32_t room = programs_between_looks;
    for (const BucketUnit& unit : plan.units) {
        for (std::uint32_t first = unit.first; first < unit.end;) {
            const std::uint32_t end = first + std::min(unit.end - first, room);
            pieces.back().push_back({.unit = &unit, .first = first, .end = end});
            room -= end - first;
            first = end;
            if (room == 0) {
                pieces.emplace_back();
                room = programs_between_looks;
            }
        }
    }
    // More threads than processors are allowed, too.
    const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, workers_.size());
    tbb::task_arena arena(static_cast<int>(workers_.size()));
    arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>(0, pieces.size(), 1),
            [&](const tbb::blocked_range<std::size_t>& range) {
                const auto slot =
                    static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
                BucketWorker& worker = workers_[slot];
                for (std::size_t i = range.begin(); i < range.end(); ++i) {
                    if (stopped_ == StopReason::interrupted || stopped_ == StopReason::time ||
                        stopped_ == StopReason::memory) {
                        return;
                    }
                    const std::size_t before = worker.memory();
                    for (const Piece& piece : pieces[i]) {
                        worker.look_at(*piece.unit,
                                       std::span(plan.children).subspan(piece.unit->children),
                                       piece.first, piece.end);
                        seen_ += is_of_alias(*piece.unit) ? 0U : piece.end - piece.first;
                    }
                    new_memory_ += worker.memory() - before;
                    may_go_on();
                }
            },
            tbb::simple_partitioner{});
    });
}

// Keeps the best candidates of a symbol. Returns whether there are any.
bool ColumnSearch::keep(SymbolId symbol) {
    struct Entry {
        DescriptionLength cost;
        std::uint64_t order;
        const BucketCandidate* candidate;
        const BucketWorker* worker;
    };
    std::vector<Entry> entries;
    for (const BucketWorker& worker : workers_) {
        for (const BucketCandidate& candidate : worker.candidates()) {
            entries.push_back({candidate.cost, candidate.order, &candidate, &worker});
        }
    }
    const auto comes_before = [](const Entry& a, const Entry& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.order < b.order;
    };
    if (workers_.size() > 1) {
        tbb::parallel_sort(entries.begin(), entries.end(), comes_before);
    } else {
        std::ranges::sort(entries, comes_before);
    }
    bool has_kept = false;
    constexpr std::size_t ahead = 16; // so that what is looked up is loaded by then
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i + ahead < entries.size() && entries[i + ahead].candidate->is_new) {
            const BucketCandidate& later = *entries[i + ahead].candidate;
            store_->prefetch(kind_of(storage_of(later.behaviour)), later.hash);
        }
        const BucketCandidate* const candidate = entries[i].candidate;
        const BucketWorker* const worker = entries[i].worker;
        ColumnId behaviour = candidate->behaviour;
        if (candidate->is_new) {
            const ColumnView view = worker->own_store().view(behaviour, view_memory_.data());
            behaviour = store_->add(view, candidate->hash);
        }
        if (!kept_.has_room(symbol, behaviour)) {
            continue;
        }
        kept_.add(symbol, behaviour);
        programs_.add(symbol, candidate->cost, behaviour, candidate->rule,
                      worker->children_of(*candidate));
        has_kept = true;
        if (parts_) {
            parts_->kept(symbol, programs_.count(symbol) - 1, candidate->cost, behaviour);
        }
        if (!costs_.is_root[symbol]) {
            continue;
        }
        const ColumnView view = store_->view(behaviour, view_memory_.data());
        for (const std::uint32_t task : targets_.solved_by(view, rules_.layout())) {
            found_.push_back({.cost = candidate->cost,
                              .task = task,
                              .symbol = symbol,
                              .number = programs_.count(symbol) - 1,
                              .programs = result_.programs});
        }
    }
    return has_kept;
}

// Adds what was found in the bucket to the solutions, the best first.
void ColumnSearch::settle() {
    // A bucket that is not finished may have more probable programs.
    const bool is_whole = stopped_ == StopReason::none;
    std::ranges::stable_sort(found_, {}, &Found::cost);
    for (const Found& found : found_) {
        std::vector<Solution>& solutions = result_.solutions[found.task];
        if (solutions.size() >= options_.frontier_size) {
            continue;
        }
        solved_ += solutions.empty() ? 1U : 0U;
        last_cost_ = std::max(last_cost_, found.cost);
        solutions.push_back(
            {.program = {.term = whole_term(table_, found.symbol, found.number, calls_, build_),
                         .log_prior = log_prior_of(found.cost)},
             .seconds = watch_.seconds(),
             .programs = found.programs,
             .proven = is_whole || found.cost <= low_});
        finished_ += solutions.size() == options_.frontier_size ? 1U : 0U;
    }
    found_.clear();
}

std::size_t ColumnSearch::memory() {
    const std::size_t for_backwards =
        backward_ ? backward_->memory() + parts_->memory() : std::size_t{0};
    return store_->memory() + programs_.memory() + kept_.memory() + rules_.memory() + for_backwards;
}

// May be called by several threads at once.
bool ColumnSearch::may_go_on() {
    if (result_.programs >= options_.budget.programs && stopped_ == StopReason::none) {
        stopped_ = StopReason::programs;
    }
    StopReason reason = watch_.reason(memory() + new_memory_);
    if (reason == StopReason::none && store_->is_nearly_full()) {
        reason = StopReason::memory;
    }
    if (reason != StopReason::none) {
        stopped_ = reason;
    }
    if (options_.on_progress) {
        const std::unique_lock lock(progress_mutex_, std::try_to_lock);
        if (lock) {
            options_.on_progress({.reached = nats(low_),
                                  .programs = result_.programs + seen_,
                                  .solved = solved_tasks()});
        }
    }
    return reason == StopReason::none;
}

} // namespace rasp_stitch::enumerator
