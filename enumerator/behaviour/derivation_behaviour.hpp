#pragma once

// What derivations do on a batch of inputs, for top-down search.
//
//     DerivationBehaviours behaviours(table, view.productions(), rasp::Batch(inputs));
//     enumerate_top_down(table, options, [&](const Derivation& program) {
//         const std::optional<BehaviourId> does = behaviours.of(program, is_useless);
//         behaviours.apply().behaviours().column(*does, buffer)
//     });
//
// Programs of a search have most of their parts in common: a rule applied to the same behaviours is
// computed once and then looked up. So a program costs a look-up for each of its nodes and one
// computation or so. Not to be shared between threads.

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
    // The table and the productions must outlive this. InputError as RuleApplication throws it.
    DerivationBehaviours(const ProgramTable& table, std::span<const Production> productions,
                         rasp::Batch batch);

    // Nothing where a part fails on inputs on which that `is_useless`. Must be the same function
    // in every call.
    std::optional<BehaviourId> of(const Derivation& program, const IsUseless& is_useless);

    RuleApplication& apply() { return apply_; }
    const RuleApplication& apply() const { return apply_; }
    std::size_t memory() const; // in bytes, about

private:
    // A rule that waits for its children; those that are there already are the last of values_.
    struct Frame {
        const Rule* rule;
        std::size_t first_value;
    };

    BehaviourId applied(const Rule& rule, std::span<const BehaviourId> children,
                        const IsUseless& is_useless);

    const ProgramTable* table_;
    RuleApplication apply_;

    // Applications as paths in a trie: from the node that is the rule's number, by one child after
    // the other, to a node or, by the last child, to the behaviour.
    std::unordered_map<std::uint64_t, std::uint32_t> steps_; // by node and child
    std::uint32_t next_node_;
    std::vector<BehaviourId> leaves_; // by rule without children; `unknown` until it is asked for

    std::vector<Frame> frames_;
    std::vector<BehaviourId> values_;
};

} // namespace rasp_stitch::enumerator
