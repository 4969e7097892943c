#pragma once

// Door of enumerator/behaviour.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// Stores what programs do on one batch of inputs, each distinct behaviour once. A search that keeps
// one program for each behaviour prunes by observational equivalence (Albarghouthi, Gulwani and
// Kincaid, "Recursive Program Synthesis", CAV 2013). Programs are evaluated part by part:
// primitives by primitive_application.hpp, the rules of a grammar by rule_application.hpp, and the
// derivations of top-down search by derivation_behaviour.hpp. task_lookup.hpp finds the tasks that
// a behaviour solves.
//
// ```cpp
// #include "enumerator/behaviour/primitive_application.hpp"
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// PrimitiveApplication apply{rasp::Batch(inputs)};
// const BehaviourId one = *apply(*apply.find("one"), {}, never_useless);
// const BehaviourId sum = *apply(*apply.find("add"), std::array{one, one}, never_useless);
// CHECK(sum == *apply(*apply.find("two"), {}, never_useless));
// CHECK(apply.behaviours().sort(sum) == BehaviourSort::sequence);
// ```
//
// A behaviour takes as many bytes as its form (enumerator/behaviour/behaviour_form.hpp), and 24
// more for the table that finds it.

#include "enumerator/behaviour/behaviour_form.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/language/opcode.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using BehaviourId = std::uint32_t;

// Returns whether an input is among those that fail (Behaviours::failures).
inline bool fails_on(std::span<const std::uint8_t> failures, std::size_t input) {
    return !failures.empty() && ((failures[input / 8] >> (input % 8)) & 1U) != 0;
}

class Behaviours {
public:
    // The batch must outlive this.
    explicit Behaviours(const rasp::Batch& batch);

    // Returns the id of the behaviour with these bytes, which is new if it was not there before.
    BehaviourId add(std::span<const std::uint8_t> bytes) { return add(bytes, hash_of(bytes)); }

    // Does the same, given hash_of(bytes), which the caller may compute in another thread.
    BehaviourId add(std::span<const std::uint8_t> bytes, std::uint64_t hash);
    static std::uint64_t hash_of(std::span<const std::uint8_t> bytes);

    BehaviourSort sort(BehaviourId id) const { return sort_of(entries_[id].data); }
    rasp::Comparison comparison(BehaviourId id) const { return comparison_of(entries_[id].data); }
    lambda::TermId open_term(BehaviourId id) const { return open_term_of(entries_[id].data); }

    // Return views of the buffer.
    rasp::Column column(BehaviourId id, ValueBuffer& buffer) const {
        return column_of(entries_[id].data, *batch_, buffer);
    }
    rasp::Selector selector(BehaviourId id, ValueBuffer& buffer) const {
        return selector_of(entries_[id].data, *batch_, buffer);
    }

    // Returns a bit for each input, from the lowest of each byte on; empty if no input fails.
    std::span<const std::uint8_t> failures(BehaviourId id) const {
        return failures_of({entries_[id].data, entries_[id].size}, *batch_);
    }
    PlacedFailures placed_failures(BehaviourId id) const {
        return placed_failures_of({entries_[id].data, entries_[id].size}, *batch_);
    }

    std::size_t size() const { return entries_.size(); }
    std::size_t memory() const; // in bytes

private:
    struct Entry {
        const std::uint8_t* data;
        std::uint32_t size;
        std::uint32_t hash; // the upper half
    };

    const std::uint8_t* stored(std::span<const std::uint8_t> bytes);

    const rasp::Batch* batch_;
    std::vector<std::vector<std::uint8_t>> chunks_;
    std::size_t chunk_bytes_ = 0; // the size of all chunks
    std::size_t used_ = 0;        // bytes of the last chunk
    std::vector<Entry> entries_;
    HashIndex index_;
};

} // namespace rasp_stitch::enumerator
