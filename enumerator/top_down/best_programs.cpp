#include "enumerator/top_down/best_programs.hpp"

#include "enumerator/top_down/derivation.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>
#include <stop_token>
#include <tuple>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
constexpr double slice_width = 0.5; // nats

bool is_better(const ListedProgram& a, const ListedProgram& b) {
    return std::tie(a.cost, a.program) < std::tie(b.cost, b.program);
}

// Keeps the best programs that it is given, by any thread.
class Keeper {
public:
    Keeper(std::uint64_t most, std::size_t most_memory) : most_(most), most_memory_(most_memory) {}

    // Turns derivations of this table into text from now on.
    void use(const ProgramTable& table, const GrammarView& view) {
        print_.emplace(table, view.productions());
    }

    void add(const Derivation& program) {
        const std::scoped_lock lock(mutex_);
        ++seen_;
        const bool is_full = heap_.size() >= most_;
        if (most_ == 0 || (is_full && program.cost > heap_.front().cost)) {
            return;
        }
        heap_.push_back({program.cost, print_->text(program)});
        memory_ += heap_.back().program.size() + sizeof(ListedProgram);
        std::ranges::push_heap(heap_, is_better);
        if (is_full) {
            std::ranges::pop_heap(heap_, is_better);
            memory_ -= heap_.back().program.size() + sizeof(ListedProgram);
            heap_.pop_back();
        }
        if (memory_ > most_memory_) {
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
    std::uint64_t most_;
    std::size_t most_memory_;
    std::stop_source full_; // when the programs take more
    std::uint64_t seen_ = 0;
    std::size_t memory_ = 0;
    std::optional<ProgramPrinter> print_;
    std::vector<ListedProgram> heap_; // the worst first
    std::mutex mutex_;
};

} // namespace

BestPrograms best_programs(const lambda::TypeStore& types, const GrammarView& view,
                           lambda::TypeId request, const TopDownOptions& options) {
    const Deadline deadline(options.seconds);
    Keeper keeper(options.most_programs, options.most_memory);
    const std::stop_callback forward(options.stop, [&] { keeper.full().request_stop(); });
    BestPrograms best;
    TopDownOptions slice = options;
    slice.most_programs = no_limit;
    slice.stop = keeper.full().get_token();
    slice.upper = options.lower;
    while (slice.upper < options.upper && best.stopped == StopReason::none &&
           keeper.seen() <= options.most_programs) {
        slice.lower = slice.upper;
        slice.upper = options.most_programs == no_limit
                          ? options.upper
                          : std::min(slice.lower + slice_width, options.upper);
        slice.seconds = deadline.seconds_left();
        const ProgramTable table = make_program_table(
            types, view, request, bound_of(slice.upper),
            {.most_memory = options.most_memory, .stop = options.stop, .deadline = deadline});
        keeper.use(table, view);
        best.stopped = enumerate_top_down(table, slice, [&](const Derivation& program) {
                           keeper.add(program);
                       }).stopped;
    }
    if (best.stopped == StopReason::interrupted && !options.stop.stop_requested()) {
        best.stopped = StopReason::memory;
    }
    if (best.stopped == StopReason::none && keeper.seen() > options.most_programs) {
        best.stopped = StopReason::programs;
    }
    best.programs = keeper.take();
    return best;
}

} // namespace rasp_stitch::enumerator
