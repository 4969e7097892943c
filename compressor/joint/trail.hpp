#pragma once

// A corpus that is rewritten with one abstraction after the other, of which every stage is kept, so
// that another sequence can begin at any of them.
//
//     const TrailFrame frame(corpus, settings);
//     Trail trail(frame);
//     trail.take(abstraction);   // false if it saves nothing
//     trail.gain()               // by how much the total has fallen
//     trail.cut(0);              // back to the corpus
//
// The total is what the corpus costs plus, times the penalty, what the bodies cost. It falls by the
// utility of each abstraction. A Trail is a value with a store of its own, so that threads can
// continue copies of one in different ways.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/joint/search_memo.hpp"
#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/search.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// What all trails of one corpus share and none changes, apart from the memo.
struct TrailFrame {
    // The corpus must outlive the frame.
    TrailFrame(const Corpus& the_corpus, const CompressionSettings& compression);

    NodeTable table(const lambda::TermStore& store, std::span<const lambda::TermId> roots,
                    const Settings& settings_there) const;

    const Corpus& corpus;
    std::shared_ptr<const Settings> settings; // scaled to the weights of the corpus
    std::size_t most_abstractions = 0;
    AbstractionNames names; // those that the result will have, in their order
    std::vector<std::uint32_t> task_of_program;
    std::vector<std::int64_t> weights;
    std::size_t task_count = 0;
    std::unique_ptr<SearchMemo> memo = std::make_unique<SearchMemo>(); // of all searches
};

class Trail {
public:
    // What one node of a table counts as work, in patterns expanded, is 1 / nodes_per_pattern.
    static constexpr std::int64_t nodes_per_pattern = 8;

    // Begins with the programs as they are. The frame must outlive the trail and its copies.
    explicit Trail(const TrailFrame& frame);

    std::size_t size() const { return stages_.size() - 1; }
    Utility gain() const;

    // Returns how much has been done with this object and with those it was copied from: the patterns
    // that its searches expanded, and as much again as the rest takes. It is the same on every
    // machine.
    std::int64_t work() const { return work_; }
    // Returns how often it was completed, and those that it was copied from.
    std::size_t completions() const { return completions_; }
    void note_completion() { ++completions_; }

    void set_effort_of(const Trail& other) {
        work_ = other.work_;
        completions_ = other.completions_;
    }
    void forget_effort() {
        work_ = 0;
        completions_ = 0;
    }

    // Returns the abstractions so far, in their order.
    Library abstractions() const;
    const LibraryAbstraction& abstraction(std::size_t index) const {
        return stages_[index + 1].abstraction;
    }
    Utility utility(std::size_t index) const { return stages_[index + 1].utility; }

    lambda::TermStore& store() { return store_; }
    const lambda::TermStore& store() const { return store_; }
    const TrailFrame& frame() const { return *frame_; }

    // Returns the settings at the last stage, which know the abstractions so far.
    const Settings& settings() const { return *stages_.back().settings; }

    // Returns whether an abstraction may be used with fewer arguments than it has, so that the
    // order of its arguments decides what later ones can use.
    bool has_partial_uses() const {
        return !settings().matching.fixed_arity && !settings().matching.automaton;
    }

    // Removes all abstractions from the one at `size` on.
    void cut(std::size_t size) { stages_.resize(size + 1); }

    // Forgets the terms of what was tried and removed, if they are many, because some passes take
    // time for every term of the store. Ids of terms that were given out are no longer valid.
    void compact();

    // Rewrites the corpus with an abstraction that is admissible and has a positive utility. With
    // any other one it does nothing and returns false.
    bool take(const LibraryAbstraction& abstraction);

    // The same with one that a search has found in the corpus at this stage.
    void take(const ScoredAbstraction& found, lambda::TermId name);

    // Searches the corpus at its last stage, or at an earlier one. What another trail has found in
    // an equal corpus is taken from the memo, and counts as work all the same.
    SearchResult search(const SearchControl& control) { return search(size(), control); }
    SearchResult search(std::size_t stage, const SearchControl& control);

    // Returns the body of what such a search has found.
    lambda::TermId body_of(const ScoredAbstraction& found, std::size_t stage);

    // Returns the node table of a stage, from which the locations of what was found there stem.
    const NodeTable& table(std::size_t stage) const { return *stages_[stage].table; }

    // Returns a name that none of the abstractions of the trail has.
    lambda::TermId unused_name();

private:
    struct Stage {
        LibraryAbstraction abstraction;
        Utility utility = 0;
        std::vector<lambda::TermId> roots;
        std::shared_ptr<const Settings> settings; // with what is to be known of the abstractions
        std::shared_ptr<const NodeTable> table;   // of the roots
    };

    bool is_allowed(const Context& context, const LibraryAbstraction& abstraction,
                    const Pattern& pattern) const;
    void add(Rewriting rewriting, Utility utility);
    void add(Stage stage);

    const TrailFrame* frame_;
    lambda::TermStore store_;
    std::int64_t work_ = 0;
    std::size_t completions_ = 0;
    std::vector<Stage> stages_; // the first one is the corpus and has no abstraction
};

} // namespace rasp_stitch::compressor
