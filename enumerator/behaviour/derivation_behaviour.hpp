#pragma once

// Finds what derivations do on a batch of inputs, for top-down search.
//
//     DerivationBehaviours behaviours(table, view.productions(), rasp::Batch(inputs));
//     enumerate_top_down(table, options, [&](const Derivation& program) {
//         const std::optional<BehaviourId> does = behaviours.of(program, is_useless);
//         behaviours.apply().behaviours().column(*does, buffer)
//     });
//
// The programs of a search share most of their parts, so a rule applied to the same behaviours is
// computed once and then looked up. A program costs a look-up for each of its nodes, and seldom
// more than one computation. For one thread at a time.

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

class DerivationBehaviours {
public:
    // The table and the productions must outlive this. Throws InputError as RuleApplication does.
    DerivationBehaviours(const ProgramTable& table, std::span<const Production> productions,
                         rasp::Batch batch);

    // Returns nullopt if a part is useless, because of the inputs on which it fails. `is_useless`
    // must be the same function in every call.
    std::optional<BehaviourId> of(const Derivation& program, const IsUseless& is_useless);

    RuleApplication& apply() { return apply_; }
    const RuleApplication& apply() const { return apply_; }
    std::size_t memory() const; // approximate, in bytes

private:
    // A rule that waits for its children. Those that are done are at the end of values_.
    struct Frame {
        const Rule* rule;
        std::size_t first_value;
    };

    BehaviourId applied(const Rule& rule, std::span<const BehaviourId> children,
                        const IsUseless& is_useless);

    const ProgramTable* table_;
    RuleApplication apply_;

    // The applications so far, as paths in a trie: from the node that is the rule's number, along
    // one child after the other. The step along the last child leads to the behaviour.
    std::unordered_map<std::uint64_t, std::uint32_t> steps_; // by node and child
    std::uint32_t next_node_;
    std::vector<BehaviourId> leaves_; // by rule without children; `unknown` until it is needed

    std::vector<Frame> frames_;
    std::vector<BehaviourId> values_;
};

} // namespace rasp_stitch::enumerator
