#pragma once

// Functions applied to behaviours and to functions.
//
//     TermApplication apply(store, primitives);
//     const TermId twice = parse(store, "(lam (lam ($1 ($1 $0))))");
//     const TermId negate = parse(store, "(lam (neg $0))");
//     apply(twice, std::array{negate, store.metavariable(behaviour)})
//
// In terms a metavariable `#b` stands for behaviour b; names are primitives and literals of RASP or
// what was defined.
//
// The term is evaluated in the way of rasp/evaluator/compile.hpp, with behaviours in the place of registers:
// applying a lambda binds its variable, applying a primitive to all its arguments computes a
// behaviour. So no normal form is made, which can be much larger than the term. An argument is
// evaluated before it is known whether it is used; where it fails that is a behaviour like others,
// and hurts only what uses it. What a term means in an environment is remembered from call to call.
//
// Bounded: one call takes no more steps than compiling a program may (rasp/evaluator/limits.hpp), and the
// recursion is on the heap.

#include "enumerator/behaviour/primitive_application.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

class TermApplication {
public:
    // Both must outlive this.
    TermApplication(const lambda::TermStore& store, PrimitiveApplication& primitives)
        : store_(&store), primitives_(&primitives) {}

    // What a name means that is no primitive: a closed term.
    void define(lambda::TermId name, lambda::TermId meaning) { definitions_[name] = meaning; }

    // The behaviour of the function on the arguments, all closed terms. Nothing where the steps do
    // not suffice or that is no behaviour, which no term does that has a type.
    std::optional<BehaviourId> operator()(lambda::TermId function,
                                          std::span<const lambda::TermId> arguments);

    std::size_t memory() const; // in bytes, about

private:
    // `first` and `second` by tag:
    //     value    behaviour
    //     closure  body of the lambda, environment
    //     partial  operation, arguments so far (of `count`)
    struct Meaning {
        enum class Tag : std::uint8_t { value, closure, partial };
        Tag tag = Tag::value;
        std::uint8_t count = 0;
        std::uint32_t first = 0;
        std::uint32_t second = 0;

        bool operator==(const Meaning&) const = default;
    };

    // Lists that share their ends, each once: environments, the innermost variable first, and
    // arguments, the last first. List 0 is empty.
    struct Cell {
        Meaning head;
        std::uint32_t tail = 0;

        bool operator==(const Cell&) const = default;
    };
    struct CellHash {
        std::size_t operator()(const Cell& cell) const;
    };

    // What is to be done once the meaning of a term is known.
    struct Frame {
        enum class Kind : std::uint8_t {
            argument, // it is a function: go on with the argument, `term`
            apply,    // it is the argument of `function`
            remember, // it is what `term` means
        };
        Kind kind;
        lambda::TermId term{};
        std::uint32_t environment = 0;
        Meaning function = {};
    };

    void evaluate(lambda::TermId term, std::uint32_t environment);
    void look_up(std::uint32_t index, std::uint32_t environment);
    void name(lambda::TermId term);
    void resume();
    void apply(Meaning function, Meaning argument);
    std::uint32_t list(Meaning head, std::uint32_t tail);
    void forget();

    const lambda::TermStore* store_;
    PrimitiveApplication* primitives_;
    std::unordered_map<lambda::TermId, lambda::TermId> definitions_;
    std::vector<Cell> cells_{1};
    std::unordered_map<Cell, std::uint32_t, CellHash> lists_;
    std::unordered_map<std::uint64_t, Meaning> meanings_; // of applications in environments
    std::vector<Frame> frames_;
    Meaning meaning_;
    bool has_failed_ = false;
    std::size_t steps_ = 0;
};

} // namespace rasp_stitch::enumerator
