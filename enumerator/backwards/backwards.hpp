#pragma once

// Door of enumerator/backwards.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// Uses the outputs of a task backwards. A search from small programs to large ones tells of the
// programs that it keeps, the parts; from these and the outputs follow whole programs that are much
// larger. The outputs are the first goal. If a primitive can be undone for some of its arguments,
// what is left is a further goal (arithmetic_matcher.hpp, inverse_matcher.hpp), and a part whose
// values are those of a goal completes a program: both sides meet in the middle. Other primitives
// are not undone, but what is wanted of their arguments is known well enough to look for parts that
// fit (source_matcher.hpp, rank_matcher.hpp, comparison_matcher.hpp, logic_matcher.hpp,
// branch_matcher.hpp).
//
// ```cpp
// using namespace enumerator;
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// rasp::Batch batch(inputs);
// const std::vector<NamedHead> heads = {{"add", {.production = 4, .cost = bound_of(2)}}};
// const std::vector<double> wanted = {5, 7, 11};
// BackwardSearch search(batch, heads, {.kind = PartKind::number, .numbers = wanted}, {});
// const std::vector<double> first = {1, 2, 3};
// const std::vector<double> second = {4, 5, 8};
// search.tell(70, bound_of(3), {.kind = PartKind::number, .numbers = first});
// search.tell(80, bound_of(6), {.kind = PartKind::number, .numbers = second});
// search.work(1'000'000, bound_of(100));
// const std::vector<Candidate> found = search.take_candidates();
// CHECK(found[0].expression == call(heads[0].head, {part(80), part(70)}));
// CHECK(nats(found[0].cost) == Approx(11));
// ```
//
// Candidates are neither sure nor complete. Values are compared up to rounding, whole and floating
// numbers are not told apart, and no failure is foreseen; so a candidate has to be checked on the
// examples. Its cost is an estimate: what a production costs depends on its place. And there can be
// cheaper programs that are not found, so a search for the most probable one has to go on.
//
// The work is done in steps in the order of what they could find: the cost of a goal and that of a
// part. It is counted, not timed, so the same calls give the same candidates.

#include "enumerator/backwards/matcher.hpp"
#include "enumerator/goals/bank.hpp"
#include "enumerator/goals/expression.hpp"
#include "enumerator/goals/goals.hpp"
#include "enumerator/goals/string_codes.hpp"
#include "enumerator/goals/vocabulary.hpp"
#include "rasp/kernels/batch.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <queue>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

struct BackwardLimits {
    BankLimits bank = {};
    GoalLimits goals = {};
    // All matchers work on the first goals of each kind, as many as this; only look-ups and steps
    // that can be undone serve the others.
    std::size_t special_goals = 8;
};

class BackwardSearch {
public:
    // The batch must outlive this object, and no input may be empty. `heads` are the primitives
    // that candidates may use, and `wanted` is the output.
    BackwardSearch(rasp::Batch& batch, std::span<const NamedHead> heads, const PartValues& wanted,
                   const BackwardLimits& limits);

    // Tells of a part. The costs never fall.
    void tell(PartHandle handle, DescriptionLength cost, const PartValues& values);

    // Returns whether telling of more parts of the kind would be of use.
    bool wants(PartKind kind) const { return !bank_.is_full(kind); }

    // Works for about so many nanoseconds, as long as there are steps that could find candidates
    // below the horizon. Returns how much was done, which can be more by one step.
    std::uint64_t work(std::uint64_t nanoseconds, DescriptionLength horizon);

    // Candidates that cost at least so much are of no use from now on.
    void set_bound(DescriptionLength bound) { goals_.set_bound(bound); }

    // Returns the candidates found since the last call.
    std::vector<Candidate> take_candidates() { return goals_.take_candidates(); }

    std::size_t memory() const { return bank_.memory() + goals_.memory(); } // in bytes, about

private:
    // The next part of a stream for a matcher.
    struct Job {
        DescriptionLength cost = 0;
        std::uint32_t matcher = 0;
        std::uint32_t place = 0;
        Stream stream{};

        auto operator<=>(const Job&) const = default;
    };

    void add_matchers();
    void add_matcher(std::unique_ptr<Matcher> matcher);
    void schedule(Job job);
    std::uint32_t count(Stream stream) const;

    BatchShape shape_;
    StringCodes strings_;
    Vocabulary heads_;
    Bank bank_;
    Goals goals_;
    std::size_t special_goals_;
    std::size_t goals_read_ = 0; // as many have their matchers
    std::size_t ranked_ = 0;     // of these, ranks
    std::vector<std::unique_ptr<Matcher>> matchers_;
    std::priority_queue<Job, std::vector<Job>, std::greater<>> queue_;
    std::array<std::vector<Job>, streams> waiting_; // for a part that has not come yet
};

} // namespace rasp_stitch::enumerator::backwards
