#include "enumerator/top_down/best_programs.hpp"

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/top_down/derivation.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr double slice_width = 0.5; // nats

bool is_better(const ListedProgram& a, const ListedProgram& b) {
    return std::tie(a.cost, a.text) < std::tie(b.cost, b.text);
}

// Keeps the best of the programs that any thread adds.
class Keeper {
public:
    Keeper(std::uint64_t wanted, std::size_t max_memory)
        : wanted_(wanted), max_memory_(max_memory) {}

    // The programs that are added from now on are derivations of this table.
    void use(const ProgramTable& table, const GrammarView& view) {
        print_.emplace(table, view.productions());
    }

    void add(const Derivation& program) {
        const std::scoped_lock lock(mutex_);
        ++seen_;
        const bool is_full = heap_.size() >= wanted_;
        if (wanted_ == 0 || (is_full && program.cost > heap_.front().cost)) {
            return;
        }
        heap_.push_back({program.cost, print_->text(program)});
        memory_ += heap_.back().text.size() + sizeof(ListedProgram);
        std::ranges::push_heap(heap_, is_better);
        if (is_full) {
            std::ranges::pop_heap(heap_, is_better);
            memory_ -= heap_.back().text.size() + sizeof(ListedProgram);
            heap_.pop_back();
        }
        if (memory_ > max_memory_) {
            full_.request_stop();
        }
    }

    std::stop_source& full() { return full_; }

    std::uint64_t seen() const { return seen_; }

    std::vector<ListedProgram> take() {
        std::ranges::sort_heap(heap_, is_better);
        return std::move(heap_);
    }

private:
    std::uint64_t wanted_;
    std::size_t max_memory_;
    std::stop_source full_; // stops when the programs take more
    std::uint64_t seen_ = 0;
    std::size_t memory_ = 0;
    std::optional<ProgramPrinter> print_;
    std::vector<ListedProgram> heap_; // a heap with the worst program first
    std::mutex mutex_;
};

} // namespace

BestPrograms best_programs(const Language& language, lambda::TypeId request,
                           const TopDownOptions& options) {
    const GrammarView view = view_of(language);
    const BudgetWatch watch(options.budget);
    const std::uint64_t wanted = options.budget.programs;
    Keeper keeper(wanted, options.budget.memory);
    const std::stop_callback forward(options.budget.stop, [&] { keeper.full().request_stop(); });
    BestPrograms best;
    TopDownOptions slice = options;
    slice.upper = options.lower;
    while (slice.upper < options.upper && best.stopped == StopReason::none &&
           keeper.seen() <= wanted) {
        slice.lower = slice.upper;
        slice.upper = wanted == Budget::no_program_limit
                          ? options.upper
                          : std::min(slice.lower + slice_width, options.upper);
        slice.budget = watch.rest();
        const ProgramTable table =
            make_program_table(language.types, view, request, bound_of(slice.upper), slice.budget);
        keeper.use(table, view);
        slice.budget = watch.rest();
        slice.budget.programs = Budget::no_program_limit;
        slice.budget.stop = keeper.full().get_token();
        best.stopped = enumerate_top_down(table, slice, [&](const Derivation& program) {
                           keeper.add(program);
                       }).stopped;
    }
    if (best.stopped == StopReason::interrupted && !options.budget.stop.stop_requested()) {
        best.stopped = StopReason::memory;
    }
    if (best.stopped == StopReason::none && keeper.seen() > wanted) {
        best.stopped = StopReason::programs;
    }
    best.programs = keeper.take();
    return best;
}

} // namespace rasp_stitch::enumerator
