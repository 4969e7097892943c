#include "enumerator/in_buckets/column_search.hpp"

#include "enumerator/in_buckets/candidate_order.hpp"
#include "enumerator/task_search/backward_merge.hpp"
#include "enumerator/task_search/shared_calls.hpp"

#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

// A bucket has about an eighth as many programs as all buckets before it.
constexpr double bucket_nats = 0.125;

constexpr std::uint32_t programs_between_looks = 4096; // at the clock and the memory
constexpr std::uint32_t least_share = 256; // programs that a thread takes at once, at least
constexpr std::uint64_t programs_for_threads = 2048; // fewer are not worth waking threads

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

// What was kept when time or memory ran out depends on the moment, and would be used to find what
// no search that goes on finds.
void ColumnSearch::work_backwards() {
    if (backward_ && !is_sudden(stopped_)) {
        backward_->work({.seconds = watch_.seconds(), .programs = result_.programs},
                        [this](backwards::PartHandle handle) {
                            const ColumnParts::Place& part = parts_->at(handle);
                            return part_term(table_, part.symbol, part.number, calls_, build_);
                        });
        upper_ = std::min(upper_, backward_->bound().value_or(upper_));
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
    store_.emplace(rules_.layout());
    view_memory_.resize(rules_.layout().value_bytes() / 8 + 1);
    const std::size_t threads = std::max<std::size_t>(options_.threads, 1);
    shared_ = {.table = &table_,
               .rules = &rules_,
               .store = &*store_,
               .programs = &programs_,
               .kept = &kept_,
               .most_kept = options_.frontier_size,
               .threads = threads,
               .room = threads * BucketWorker::blocks,
               .targets = &targets_,
               .is_useless = [this](const std::uint64_t* failures) {
                   return rules_.is_strict() && targets_.is_useless(failures);
               }};
    find_owners();
    if (backward_) {
        parts_.emplace(rules_.layout(), rules_.batch());
    }
    if (threads > 1) {
        allowed_threads_.emplace(tbb::global_control::max_allowed_parallelism, threads);
        arena_.emplace(static_cast<int>(threads));
    }
    for (std::size_t i = 0; i < threads; ++i) {
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
        merge_backward(backward_->solutions(), nats(low_),
                       std::max(options_.told, options_.frontier_size), result_.solutions[0]);
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
        has_kept |= keep(symbol, plan);
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
    const std::size_t threads = plan.programs < programs_for_threads ? 1 : workers_.size();
    share(plan, threads);
    turns_.assign(threads, {.at = shares_.back().first, .end = shares_.back().first});
    new_memory_ = 0;
    for (BucketWorker& worker : workers_) {
        worker.begin(symbol);
        new_memory_ += worker.memory();
    }
    const auto is_done = [&] {
        return is_sudden(stopped_) ||
               (next_share_ + 1 >= shares_.size() &&
                std::ranges::all_of(turns_, [](const Turn& turn) { return turn.at == turn.end; }));
    };
    if (threads > 1) {
        store_->leave_gaps(); // what the plan's programs are made of was kept before
    }
    const std::size_t least_room = 4 * shared_.room;
    if (threads == 1) {
        while (!is_done()) {
            store_->make_room(least_room);
            work(plan, 0);
        }
    } else {
        while (!is_done()) {
            store_->make_room(least_room);
            arena_->execute([&] {
                tbb::parallel_for(
                    std::size_t{0}, threads, [&](std::size_t number) { work(plan, number); },
                    tbb::static_partitioner{});
            });
        }
    }
    result_.programs += seen_.exchange(0);
}

// Cuts the plan into shares, of which each thread gets several if there are not many programs.
void ColumnSearch::share(const BucketPlan& plan, std::size_t threads) {
    const auto size = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(
        plan.programs / (4 * threads), least_share, programs_between_looks));
    shares_.clear();
    next_share_ = 0;
    std::uint32_t room = 0;
    for (std::uint32_t number = 0; number < plan.units.size(); ++number) {
        const BucketUnit& unit = plan.units[number];
        for (std::uint32_t first = unit.first; first < unit.end;) {
            if (room == 0) {
                shares_.push_back({.first = {.unit = number, .number = first}});
                room = size;
            }
            const std::uint32_t count = std::min(unit.end - first, room);
            first += count;
            room -= count;
        }
    }
    shares_.push_back({.first = {.unit = static_cast<std::uint32_t>(plan.units.size())}});
}

// Lets a worker look at shares until there are no more, or the store has to grow.
void ColumnSearch::work(const BucketPlan& plan, std::size_t number) {
    Turn& turn = turns_[number];
    BucketWorker& worker = workers_[number];
    while (true) {
        if (turn.at == turn.end) {
            turn.share = next_share_++;
            if (turn.share + 1 >= shares_.size()) {
                return;
            }
            turn.at = shares_[turn.share].first;
            turn.end = shares_[turn.share + 1].first;
            shares_[turn.share].worker = number;
            shares_[turn.share].first_candidate = worker.candidates().size();
        }
        const std::size_t before = worker.memory();
        const bool has_room = take_turn(plan, number, turn);
        worker.finish(plan);
        shares_[turn.share].candidates =
            worker.candidates().size() - shares_[turn.share].first_candidate;
        new_memory_ += worker.memory() - before;
        if (!may_go_on() || !has_room) {
            return;
        }
    }
}

// Returns false if the store has to grow before the worker goes on.
bool ColumnSearch::take_turn(const BucketPlan& plan, std::size_t number, Turn& turn) {
    while (turn.at != turn.end) {
        const BucketUnit& unit = plan.units[turn.at.unit];
        const std::uint32_t end = turn.at.unit == turn.end.unit ? turn.end.number : unit.end;
        if (turn.at.number < end) {
            const std::uint32_t reached =
                workers_[number].look_at(plan, turn.at.unit, turn.at.number, end);
            seen_ += is_of_alias(unit) ? 0U : reached - turn.at.number;
            turn.at.number = reached;
            if (!store_->has_room(shared_.room)) {
                return false;
            }
        }
        if (turn.at != turn.end) {
            ++turn.at.unit;
            turn.at.number = turn.at.unit < plan.units.size() ? plan.units[turn.at.unit].first : 0;
        }
    }
    return true;
}

// Returns what the workers have found, in the order of the plan.
std::vector<std::span<const BucketCandidate>> ColumnSearch::candidates() const {
    std::vector<std::span<const BucketCandidate>> runs;
    for (const Share& share : shares_) {
        runs.push_back(
            workers_[share.worker].candidates().subspan(share.first_candidate, share.candidates));
    }
    return runs;
}

// Keeps the best candidates of a symbol. Returns whether there are any.
bool ColumnSearch::keep(SymbolId symbol, const BucketPlan& plan) {
    const std::vector<const BucketCandidate*> sorted = sorted_candidates(candidates());
    bool has_kept = false;
    constexpr std::size_t ahead = 16; // so that what is looked up is loaded by then
    std::vector<std::uint32_t> children;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i + ahead < sorted.size()) {
            kept_.prefetch(symbol, sorted[i + ahead]->behaviour);
            __builtin_prefetch(&plan.units[sorted[i + ahead]->unit]);
        }
        const BucketCandidate& candidate = *sorted[i];
        if (!kept_.has_room(symbol, candidate.behaviour)) {
            continue;
        }
        kept_.add(symbol, candidate.behaviour);
        const BucketUnit& unit = plan.units[candidate.unit];
        const auto first = plan.children.begin() + unit.children;
        children.assign(first, first + table_.rules[unit.rule].child_count);
        if (!children.empty()) {
            children[unit.inner] = candidate.number;
        }
        if (candidate.is_exchanged) {
            std::swap(children[0], children[1]);
        }
        programs_.add(symbol, candidate.cost, candidate.behaviour, unit.rule, children);
        has_kept = true;
        if (parts_) {
            parts_->kept(symbol, programs_.count(symbol) - 1, candidate.cost, candidate.behaviour);
        }
        if (!costs_.is_root[symbol]) {
            continue;
        }
        const ColumnView view = store_->view(candidate.behaviour, view_memory_.data());
        for (const std::uint32_t task : targets_.solved_by(view, rules_.layout())) {
            found_.push_back({.cost = candidate.cost,
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
