#pragma once

// Computes what the programs of a bucket do: the work of one thread.
//
//     BucketWorker worker(shared);
//     worker.look_at(unit, children, first, end); // some programs of a unit (cost_buckets.hpp)
//     worker.candidates()               // those that may be kept
//
// A block of programs is computed and hashed before any is looked up, so that the memory that the
// look-ups need is loaded in the meantime.
//
// With one thread, a behaviour that is new is added to the store of all at once. With several, the
// store stays as it is until all threads are done, and each collects its new behaviours in a store
// of its own.

#include "enumerator/bottom_up/bucket_programs.hpp"
#include "enumerator/bottom_up/column_targets.hpp"
#include "enumerator/bottom_up/cost_buckets.hpp"
#include "enumerator/bottom_up/kept_columns.hpp"
#include "enumerator/columns/column_rules.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// A program that may be kept.
struct BucketCandidate {
    DescriptionLength cost = 0;
    std::uint64_t order = 0; // its place among the programs of its symbol and bucket
    std::uint64_t hash = 0;  // of a behaviour that is new
    ColumnId behaviour = 0;  // in the store of all, unless it is new there
    std::uint32_t rule = 0;
    std::uint32_t children = 0; // their place in BucketWorker::children
    bool is_new = false;        // then its behaviour is one of the worker's own store
};

// What the threads of a search share and do not change while they look at programs, except that the
// only thread adds behaviours to the store.
struct BucketShared {
    const ProgramTable* table = nullptr;
    const ColumnRules* rules = nullptr;
    ColumnStore* store = nullptr;
    const BucketPrograms* programs = nullptr;
    const KeptColumns* kept = nullptr;
    std::size_t most_kept = 1; // programs of a symbol and a behaviour

    // By symbol, if it stands for a shared call (enumerator/bottom_up/shared_calls.hpp), the symbols
    // that have an alias for it. No other symbol has its programs as children.
    std::vector<std::vector<SymbolId>> owners = {};

    // Programs of the symbol that cost this or more are of no use as parts of larger programs below
    // the bound. So they are only kept if they solve a task.
    DescriptionLength least_useless = 0;
    const ColumnTargets* targets = nullptr;

    // Returns whether what fails on these inputs can be dropped.
    std::function<bool(const std::uint64_t* failures)> is_useless = {};
};

class BucketWorker {
public:
    explicit BucketWorker(const BucketShared& shared);

    // Forgets the candidates of the last symbol.
    void begin(SymbolId symbol, bool is_alone);

    // Looks at the programs of a unit from the inner child's program `first` up to `end`.
    void look_at(const BucketUnit& unit, std::span<const std::uint32_t> children,
                 std::uint32_t first, std::uint32_t end);

    std::span<const BucketCandidate> candidates() const { return candidates_; }
    std::span<const std::uint32_t> children_of(const BucketCandidate& candidate) const;
    const ColumnStore& own_store() const { return own_; }
    std::size_t memory() const; // in bytes

private:
    struct Result {
        KernelOut out;
        std::uint32_t number = 0; // of the inner child's program
        DescriptionLength cost = 0;
    };
    static constexpr std::size_t block = 32;

    void take(const BucketUnit& unit, std::span<const std::uint32_t> children);
    // Adds a program of the unit, given the number of its inner child's program, if it may be kept.
    // The other members of the candidate are set.
    void add(const BucketUnit& unit, std::span<const std::uint32_t> children, std::uint32_t number,
             BucketCandidate candidate);
    bool is_of_use(DescriptionLength cost, const ColumnView& column) const;
    bool is_wanted(ColumnId behaviour) const;
    bool improves(const BucketCandidate& candidate);

    const BucketShared* shared_;
    SymbolId symbol_ = 0;
    bool is_alone_ = true;
    ColumnMemory memory_;
    ColumnStore own_;
    std::vector<std::vector<std::uint64_t>> argument_memory_;
    std::vector<std::uint64_t> block_memory_;
    std::size_t words_each_ = 0;
    std::vector<ColumnView> views_;
    std::array<Result, block> results_;
    std::size_t result_count_ = 0;
    std::vector<BucketCandidate> candidates_;
    std::vector<std::uint32_t> children_;
    // The least cost of a program of each behaviour that is new since begin(), by how it is stored.
    std::array<std::uint32_t, column_storages> first_new_{};
    std::array<std::vector<DescriptionLength>, column_storages> least_;
};

} // namespace rasp_stitch::enumerator
