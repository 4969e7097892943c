#pragma once

// The frame of a greedy compression: a corpus that is rewritten with one abstraction after the
// other, and the result so far. compress() and rewrite_with_library() differ only in how they
// choose the next abstraction.
//
//     GreedySteps steps(corpus, settings);
//     const Arguments arguments(steps.table());
//     const Context context(steps.table(), arguments, steps.settings());
//     ... // choose an abstraction and rewrite the corpus with it
//     steps.take({.name = ..., .rewriting = ..., ...}, saved);
//     return steps.finish();

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/nodes/node_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

class GreedySteps {
public:
    // The corpus must outlive this object. `settings` are scaled to its weights.
    GreedySteps(Corpus& corpus, const Settings& settings);

    lambda::TermStore& store() { return corpus_.store; }
    const Settings& settings() const { return settings_; }

    // Returns the table of the programs as they are rewritten so far.
    const NodeTable& table() const { return table_; }

    // Appends a step whose rewriting saves `saved`; sets its costs and its text in DreamCoder's
    // form. Throws std::logic_error, which means a fault of this library, if the rewritten programs
    // do not cost what they should.
    void take(Step step, Cost saved);

    // Returns the result so far, which the caller completes.
    Compression& result() { return result_; }

    // Returns the result. No further call is allowed.
    Compression finish() { return std::move(result_); }

private:
    NodeTable make_table(std::span<const lambda::TermId> roots) const;

    Corpus& corpus_;
    Settings settings_;
    DreamCoderForm form_;
    std::vector<std::uint32_t> task_of_program_;
    std::vector<std::int64_t> weights_;
    NodeTable table_;
    Compression result_;
};

} // namespace rasp_stitch::compressor
