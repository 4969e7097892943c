#pragma once

// Applies functions to behaviours and to functions.
//
//     TermApplication apply(store, primitives);
//     const TermId twice = parse(store, "(lam (lam ($1 ($1 $0))))");
//     const TermId negate = parse(store, "(lam (neg $0))");
//     apply(twice, std::array{negate, store.metavariable(behaviour)})
//
// In a term a metavariable `#b` stands for behaviour b; a name is a primitive or a literal of RASP,
// or was given a meaning by define().
//
// Terms are evaluated by the machine that also compiles programs (rasp/evaluator/term_machine.hpp),
// over behaviours: applying a primitive to all its arguments computes a behaviour. So no normal
// form is built, which can be much larger than the term. An argument is evaluated before it is
// known whether it is used; one that fails is a behaviour like any other, and only spoils what uses
// it. What a term means in an environment is remembered from call to call.
//
// A call takes no more steps than compiling a program may (rasp/evaluator/limits.hpp).

#include "enumerator/behaviour/primitive_application.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/term_machine.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

class TermApplication {
public:
    // The store and the primitives must outlive this.
    TermApplication(const lambda::TermStore& store, PrimitiveApplication& primitives);

    // Lets a name that is not a primitive stand for a closed term. Must not be called once the name
    // has been evaluated.
    void define(lambda::TermId name, lambda::TermId meaning) {
        domain_.definitions[name] = meaning;
    }

    // Returns the behaviour of the function on the arguments, all closed terms. Returns nullopt if
    // that takes too many steps or is not a behaviour, which cannot happen to well-typed terms.
    std::optional<BehaviourId> operator()(lambda::TermId function,
                                          std::span<const lambda::TermId> arguments);

    // Returns the approximate size of what is remembered, in bytes.
    std::size_t memory() const { return machine_.memory(); }

private:
    // The values are behaviours, by id.
    struct Domain final : rasp::MachineDomain {
        Domain(const lambda::TermStore& terms, PrimitiveApplication& all)
            : store(&terms), primitives(&all) {}

        std::optional<lambda::TermId> definition(lambda::TermId name) const override;
        std::optional<rasp::Meaning> name(lambda::TermId name) override;
        std::optional<rasp::Meaning> metavariable(std::uint32_t index) override;
        std::size_t arity(std::uint32_t primitive) const override;
        std::optional<rasp::Meaning> argument(std::uint32_t primitive, std::size_t position,
                                              rasp::Meaning given) const override;
        rasp::Meaning apply(std::uint32_t primitive, std::span<const rasp::Meaning> arguments,
                            lambda::TermId term) override;

        const lambda::TermStore* store;
        PrimitiveApplication* primitives;
        std::unordered_map<lambda::TermId, lambda::TermId> definitions = {};
    };

    Domain domain_;
    rasp::TermMachine machine_;
    std::vector<rasp::Meaning> arguments_;
};

} // namespace rasp_stitch::enumerator
