#pragma once

// Door of enumerator/goals.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// The goals of a backward search: columns that complete a program if something gives them. The
// first goal is the output, and others follow from a goal by undoing a primitive whose other
// arguments are parts of the bank.
//
// ```cpp
// using namespace enumerator;
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// rasp::Batch batch(inputs);
// const BatchShape shape(batch);
// StringCodes strings(batch.strings());
// const Bank bank(shape, strings, {});
// const std::vector<NamedHead> names = {{"neg", {.production = 4, .cost = bound_of(2)}}};
// const Vocabulary heads(names);
// const Head& neg = *heads.find(HeadName::neg);
// const ColumnValues wanted = {.kind = PartKind::number, .values = {-1, -2, -3}, .bits = {}};
// Goals goals(shape, bank, heads, wanted, {});
// goals.open(goals.goal(0), GoalOrigin::other,
//            {.kind = PartKind::number, .values = {1, 2, 3}, .bits = {}}, call(neg, {hole()}),
//            neg.cost);
// goals.meet(goals.goal(1), part(70), neg.cost + bound_of(3)); // if part 70 has these values
// const std::vector<Candidate> found = goals.take_candidates();
// CHECK(found[0].expression == call(neg, {part(70)}));
// CHECK(nats(found[0].cost) == Approx(5));
// ```
//
// The cost of a goal is that of the context around its hole, about: what a production costs depends
// a little on its place. So the cost of a candidate is an estimate too.

#include "enumerator/goals/bank.hpp"
#include "enumerator/goals/column_values.hpp"
#include "enumerator/goals/expression.hpp"
#include "enumerator/goals/vocabulary.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "support/hashing/hash_index.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

struct Candidate {
    Expression expression; // without holes
    DescriptionLength cost = 0;
};

struct Goal {
    ColumnValues column;
    std::uint64_t hash = 0;
    bool is_whole = false;       // all values are whole numbers
    DescriptionLength cost = 0;  // of what is around it
    const Goal* outer = nullptr; // the goal that it is a part of, in the context
    Expression context;
    std::size_t depth = 0;
    std::size_t number = 0; // among the goals of its kind
};

struct GoalLimits {
    std::size_t goals = 5'000; // of each way to find them
    std::size_t depth = 4;
};

// How a goal was found: goals that are found in one way do not crowd out others.
enum class GoalOrigin : std::uint8_t { arithmetic, inverse, other };

class Goals {
public:
    // The first three must outlive this object.
    Goals(const BatchShape& shape, const Bank& bank, const Vocabulary& heads, ColumnValues wanted,
          const GoalLimits& limits);

    const BatchShape& shape() const { return *shape_; }
    const Bank& bank() const { return *bank_; }
    const Vocabulary& heads() const { return *heads_; }
    const ColumnHash& hash() const { return hash_; }

    std::size_t count() const { return goals_.size(); }
    const Goal& goal(std::size_t i) const { return *goals_[i]; }

    // Returns whether a program of this cost would be of use.
    bool is_worth(DescriptionLength cost) const { return cost < bound_; }
    void set_bound(DescriptionLength bound) { bound_ = bound; }

    // Reports the program that has the filler in the hole of the goal. `cost` is that of the goal
    // and the filler together.
    void meet(const Goal& goal, const Expression& filler, DescriptionLength cost);

    // Reports the part if it meets a goal other than the output, which needs no such search.
    void meet_by_part(PartKind kind, const Part& part);

    // Returns whether open() may be called for a goal within `outer`.
    bool may_open(const Goal& outer, GoalOrigin origin, DescriptionLength cost) const;

    // Adds a goal unless it is there already. If a part meets it, that is reported.
    void open(const Goal& outer, GoalOrigin origin, ColumnValues column, const Expression& context,
              DescriptionLength cost);

    // Returns about how many nanoseconds open() takes, and what has to be done for the goal.
    static std::uint64_t work_to_open(std::size_t positions) { return 1000 + 6 * positions; }

    // Returns the candidates since the last call.
    std::vector<Candidate> take_candidates();
    bool has_candidates() const { return !candidates_.empty(); }

    std::size_t memory() const { return memory_; }

private:
    void add(ColumnValues column, std::uint64_t hash, Goal goal);

    const BatchShape* shape_;
    const Bank* bank_;
    const Vocabulary* heads_;
    GoalLimits limits_;
    ColumnHash hash_;
    DescriptionLength bound_ = std::numeric_limits<DescriptionLength>::max();
    std::vector<std::unique_ptr<Goal>> goals_;
    std::array<HashIndex, part_kinds> index_; // of places in by_kind_
    std::array<std::vector<const Goal*>, part_kinds> by_kind_;
    std::array<std::size_t, 3> opened_{}; // by origin
    std::vector<Candidate> candidates_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator::backwards
