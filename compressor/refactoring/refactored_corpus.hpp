#pragma once

// The refactorings of a corpus, and by how much an abstraction made of a piece of them shrinks it.
//
//     RefactoredCorpus corpus(context, store, 2, is_over);
//     for (const RefactoredPiece& piece : corpus.pieces()) { // the most promising first
//         corpus.closed(piece, store)          // (lam (lam (cons ($1 (car $0)) y)))
//         corpus.rewritten(piece, name, store) // (name (lam (+ $0 1)))
//     }
//
// Programs with a redex or a tagged lambda, and very large ones, are not refactored. The number of
// version spaces is limited, so of large programs some refactorings are missed. The terms live in a
// store of their own, because there are many of them.

#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/refactoring/cheapest_versions.hpp"
#include "compressor/refactoring/refactorings.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::refactoring {

// Returns the programs of a table, in its order.
std::vector<lambda::TermId> programs_of(const compressor::NodeTable& table);

struct RefactoredPiece {
    lambda::TermId term{};           // of the corpus's own store
    lambda::Cost saved = 0;          // of the cost of the corpus
    compressor::Utility promise = 0; // the utility if every use is saturated
};

class RefactoredCorpus {
public:
    // Programs of the context are terms of `store`. Once `is_over()`, the remaining programs are
    // left out.
    RefactoredCorpus(const compressor::Context& context, const lambda::TermStore& store,
                     std::uint32_t steps, std::function<bool()> is_over);
    RefactoredCorpus(const RefactoredCorpus&) = delete;
    RefactoredCorpus& operator=(const RefactoredCorpus&) = delete;

    // Returns the pieces that two tasks share, that save something, and that have a positive
    // promise; the most promising first.
    std::vector<RefactoredPiece> pieces();

    // Returns those that save something, in any order and whatever they promise.
    std::vector<RefactoredPiece> saving_pieces();

    const lambda::TermStore& terms() const { return terms_; }

    // Returns the piece with its free variables bound, as a term of `store`.
    lambda::TermId closed(const RefactoredPiece& piece, lambda::TermStore& store);

    // Returns the programs, in the order of the table, rewritten with an abstraction of the piece,
    // where that makes them cheaper. `name` is a primitive of `store` that no program has.
    std::vector<lambda::TermId> rewritten(const RefactoredPiece& piece, lambda::TermId name,
                                          lambda::TermStore& store);

private:
    void look_at(const lambda::TermStore& store, std::uint32_t steps);
    lambda::Cost task_cost(std::uint32_t task) const;
    lambda::Cost saved_with(lambda::TermId piece);

    const compressor::Context& context_;
    std::function<bool()> is_over_;
    lambda::TermStore terms_;
    Refactorings refactorings_{terms_};
    CheapestVersions cheapest_;
    std::vector<SpaceId> spaces_;      // by place in NodeTable::task_programs
    std::vector<std::uint32_t> tasks_; // likewise
    std::unordered_map<SpaceId, std::vector<std::uint32_t>> tasks_of_; // by space of a program
};

} // namespace rasp_stitch::refactoring
