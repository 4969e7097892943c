#pragma once

// Computes what the programs of a bucket do: the work of one thread.
//
//     BucketWorker worker(shared);
//     worker.begin(symbol);
//     worker.look_at(plan, unit, first, end); // some programs of a plan (cost_buckets.hpp)
//     worker.finish(plan);
//     worker.candidates() // those that may be kept
//
// A block of programs is computed, then hashed, and looked up when the next block is computed: what
// has been written can then be read as vectors, and the memory that the look-ups need is loaded in the
// meantime.
//
// Several threads add what is new to the store of all at once.

#include "enumerator/columns/column_rules.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/in_buckets/bucket_programs.hpp"
#include "enumerator/in_buckets/column_targets.hpp"
#include "enumerator/in_buckets/cost_buckets.hpp"
#include "enumerator/in_buckets/kept_columns.hpp"

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
    ColumnId behaviour = 0;
    std::uint32_t unit = 0;    // of the plan
    std::uint32_t number = 0;  // of the inner child's program
    bool is_exchanged = false; // whether its two children stand the other way round
};

// What the threads of a search share and, apart from the store, do not change while they look at
// programs.
struct BucketShared {
    const ProgramTable* table = nullptr;
    const ColumnRules* rules = nullptr;
    ColumnStore* store = nullptr;
    const BucketPrograms* programs = nullptr;
    const KeptColumns* kept = nullptr;
    std::size_t most_kept = 1; // programs of a symbol and a behaviour
    std::size_t threads = 1;
    std::size_t room = 1; // for columns that all threads may add before they ask again

    // By symbol, if it stands for a shared call (enumerator/task_search/shared_calls.hpp), the
    // symbols that have an alias for it. No other symbol has its programs as children.
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
    static constexpr std::size_t block = 32;         // programs that are looked up together
    static constexpr std::size_t blocks = 2 * block; // programs that are not looked up yet, at most

    explicit BucketWorker(const BucketShared& shared);

    // Forgets the candidates of the last symbol.
    void begin(SymbolId symbol);

    // Looks at the programs of a unit of the plan, given by its number, from the inner child's program
    // `first` up to `end`, or less if the store has no room for more. Returns the first program that
    // it has not looked at.
    std::uint32_t look_at(const BucketPlan& plan, std::uint32_t unit, std::uint32_t first,
                          std::uint32_t end);

    // Looks up what has been computed and not looked up yet.
    void finish(const BucketPlan& plan);

    std::span<const BucketCandidate> candidates() const { return candidates_; }
    std::size_t memory() const; // in bytes

private:
    struct Result {
        KernelOut out;
        std::uint64_t hash = 0;
        std::size_t slot = 0; // where the search for the column begins
        DescriptionLength cost = 0;
        std::uint32_t unit = 0;
        std::uint32_t number = 0; // of the inner child's program
    };
    struct Block {
        std::array<Result, block> results;
        std::size_t count = 0;
    };

    void take_block(const BucketPlan& plan);
    void hash_block(Block& computed);
    void look_up(const BucketPlan& plan, Block& hashed);
    ColumnView view_of(const KernelOut& out) const;
    // Adds a program of a unit, given by the number of its inner child's program, if it may be kept.
    void add(const BucketPlan& plan, std::uint32_t unit, std::uint32_t number,
             DescriptionLength cost, ColumnId behaviour);
    bool is_of_use(DescriptionLength cost, const ColumnView& column) const;
    bool is_wanted(ColumnId behaviour) const;
    bool improves(ColumnId behaviour, DescriptionLength cost);

    const BucketShared* shared_;
    SymbolId symbol_ = 0;
    ColumnMemory memory_;
    ColumnWriter writer_;
    std::vector<std::vector<std::uint64_t>> argument_memory_;
    std::vector<std::uint64_t> block_memory_;
    std::size_t words_each_ = 0;
    std::vector<ColumnView> views_;
    std::array<Block, 2> blocks_; // what is computed, and what was before
    std::size_t computed_ = 0;    // which one is computed
    std::vector<BucketCandidate> candidates_;
    // The least cost of a program of each behaviour that is new since begin(), by how it is stored.
    std::array<std::uint32_t, column_storages> first_new_{};
    std::array<std::vector<DescriptionLength>, column_storages> least_;
};

} // namespace rasp_stitch::enumerator
