#pragma once

// What each rule of a program table does with the behaviours of its arguments.
//
//     require_rasp_request(types, request);
//     RuleApplication apply(table, view.productions(), std::move(batch));
//     const std::optional<BehaviourId> b = apply(rule, children, is_useless);
//
// So a search evaluates programs part by part, each part once, and sees that programs behave the
// same. Every grammar has behaviours whose request is RASP's:
//
//   - A primitive or a literal is a kernel on the batch (enumerator/behaviour/primitive_application.hpp).
//   - An abstraction `#(lambda ...)` is its body. Where all that it takes are sequences, selectors
//     and the like it is a straight line of primitives (enumerator/behaviour/straight_line.hpp).
//   - Below the lambda of an argument that is a function, a program can have variables that stand
//     for nothing on the batch. One that does is `open`: its behaviour is the term, with a
//     metavariable `#b` for each part that has a behaviour b of its own. Where such a function is
//     an argument of an abstraction and nothing is open any more, the body is evaluated with it
//     (enumerator/behaviour/term_application.hpp).
//
// Exact: let two programs of one symbol have the same behaviour. Then a program that has the one in
// it behaves as the same program with the other. For if they are open they are the same term, up to
// parts with equal behaviours. Otherwise neither looks at a variable of a lambda around it, so each
// is a sequence, selector, predicate or input that is the same wherever it stands, and of these a
// primitive sees but the behaviour. What is open is told apart more finely than by what it does,
// which keeps programs that could be done without, and loses none.
//
// A program that takes more steps than rasp/evaluator/limits.hpp allows fails on all inputs.

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/behaviour/primitive_application.hpp"
#include "enumerator/behaviour/straight_line.hpp"
#include "enumerator/behaviour/term_application.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// InputError where programs of this type cannot be evaluated: it must be `input(a) -> ...` or, with
// an atom beside the input, `input(a) -> seq(c) -> ...`, to a sequence or a selector.
void require_rasp_request(const lambda::TypeStore& types, lambda::TypeId request);

class RuleApplication {
public:
    // The table and the productions must outlive this; the table's request is RASP's. InputError
    // where a production of its rules is none of RASP, or where the inputs of the batch have an
    // atom and the request does not or the other way round. The batch has no empty inputs.
    RuleApplication(const ProgramTable& table, std::span<const Production> productions,
                    rasp::Batch batch);
    RuleApplication(const RuleApplication&) = delete;
    RuleApplication& operator=(const RuleApplication&) = delete;

    // Of a rule of the table that has a head; the behaviours of its children, without the lambdas
    // around them. Nothing where that is useless, which is asked only where is_strict().
    std::optional<BehaviourId> operator()(const Rule& rule, std::span<const BehaviourId> children,
                                          const IsUseless& is_useless);

    // Whether a program fails wherever a part of it does, so that a part that fails where no
    // solution may is useless. Primitives are strict. An abstraction that ignores an argument is
    // not; nor can it be told of one that takes a function, for the function may ignore what it is
    // given. So all productions of the table must use all that they take and take no functions.
    bool is_strict() const { return is_strict_; }

    // Whether exchanging the two arguments changes nothing.
    bool is_commutative(CallHead head) const;

    const Behaviours& behaviours() const { return primitives_.behaviours(); }
    rasp::Batch& batch() { return primitives_.batch(); }
    std::size_t memory() const; // in bytes, about

private:
    // What a production is: one of the first two where there is one, otherwise the term.
    struct Meaning {
        lambda::TermId name{};
        std::optional<OperationId> operation = {};
        std::optional<StraightLine> line = {};
    };

    void find_locals();
    void read_production(const Production& production, Meaning& meaning, std::size_t arity);
    lambda::TermId unfolded(const Production& production, std::size_t arity);
    bool is_open(std::span<const Child> children, std::span<const BehaviourId> behaviours) const;
    void write_arguments(std::span<const Child> children, std::span<const BehaviourId> behaviours);
    BehaviourId add_open(lambda::TermId head);

    const ProgramTable* table_;
    bool is_strict_ = true;
    IsUseless never_asked_ = never_useless;
    std::uint32_t request_lambdas_ = 0;
    std::vector<std::uint32_t> locals_; // by rule: variables that are not the request's
    lambda::TermStore store_;
    PrimitiveApplication primitives_;
    TermApplication terms_;
    std::vector<Meaning> meanings_; // by production
    std::vector<lambda::TermId> arguments_;
    std::vector<BehaviourId> registers_;
};

} // namespace rasp_stitch::enumerator
