#pragma once

// Applies the rules of a program table to the behaviours of their arguments.
//
//     require_rasp_request(types, request);
//     RuleApplication apply(table, view.productions(), std::move(batch));
//     const std::optional<BehaviourId> b = apply(rule, children, is_useless);
//
// A search thus evaluates each part of its programs once, and finds out which programs behave the
// same. This works for every grammar whose request is RASP's:
//
//   - A primitive or a literal runs a kernel on the batch
//     (enumerator/behaviour/primitive_application.hpp).
//   - An abstraction `#(lambda ...)` runs its body. If it takes no functions, the body is a
//     straight line of primitives (enumerator/behaviour/straight_line.hpp).
//   - Inside of an argument that is a function, a program can have variables of that function's
//     lambdas, which have no value on the batch. Such a program is open, and its behaviour is the
//     term itself, with a metavariable `#b` for each part that has a behaviour b of its own. Once
//     the function is closed and is an argument of an abstraction, the body is evaluated with it
//     (enumerator/behaviour/term_application.hpp).
//
// Why one program for each behaviour is enough: if two programs of a symbol have the same
// behaviour, exchanging one for the other inside of a larger program does not change what that
// program does. Open programs with the same behaviour are the same term, up to parts with equal
// behaviours. Other programs do not depend on a variable of a lambda around them, so each is a
// sequence, selector, predicate or input that is the same wherever it stands, and a primitive sees
// nothing of it but its behaviour. Open programs that do the same may still have different
// behaviours; then a search keeps more of them than it needs, but it loses none.
//
// With if_lazy in the language, a sequence fails at positions (enumerator/behaviour/behaviour_form.hpp)
// where it would otherwise fail on an input, and no part is useless because it fails.
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

// Throws InputError if programs of this type cannot be evaluated. The type must lead from an input,
// or from an input and an atom, to a sequence or a selector: `input(a) -> ...`, or with an atom
// `input(a) -> seq(c) -> ...`.
void require_rasp_request(const lambda::TypeStore& types, lambda::TypeId request);

class RuleApplication {
public:
    // The table and the productions must outlive this, the table's request must be RASP's, and no
    // input of the batch may be empty. Throws InputError if a rule has a production that is not
    // RASP, or if the inputs have an atom and the request does not, or the other way round.
    RuleApplication(const ProgramTable& table, std::span<const Production> productions,
                    rasp::Batch batch);
    RuleApplication(const RuleApplication&) = delete;
    RuleApplication& operator=(const RuleApplication&) = delete;

    // Returns the behaviour of a rule that has a head, given those of its children without the
    // lambdas around them. Returns nullopt if the result is useless, which is only asked if
    // is_strict().
    std::optional<BehaviourId> operator()(const Rule& rule, std::span<const BehaviourId> children,
                                          const IsUseless& is_useless);

    // Returns whether a program certainly fails on every input on which a part of it fails. Then a
    // part is useless if it fails on an input on which a solution must not. Primitives are strict,
    // but an abstraction that ignores an argument is not, and one that takes a function need not
    // be, since the function may ignore what it is given. So this holds if all productions of the
    // table use all their arguments and take no functions, and none is if_lazy.
    bool is_strict() const { return is_strict_; }

    // Returns whether exchanging the two arguments never changes the result.
    bool is_commutative(CallHead head) const;

    const Behaviours& behaviours() const { return primitives_.behaviours(); }
    rasp::Batch& batch() { return primitives_.batch(); }
    std::size_t memory() const; // approximate, in bytes

private:
    // How a production is evaluated: as an operation or a straight line if there is one, and
    // otherwise as the term that its name stands for.
    struct Evaluation {
        lambda::TermId name{};
        std::optional<OperationId> operation = {};
        std::optional<StraightLine> line = {};
    };

    void find_locals();
    void read_production(const Production& production, Evaluation& evaluation, std::size_t arity);
    bool is_open(std::span<const Child> children, std::span<const BehaviourId> behaviours) const;
    void write_arguments(std::span<const Child> children, std::span<const BehaviourId> behaviours);
    BehaviourId add_open(lambda::TermId head);

    const ProgramTable* table_;
    bool is_strict_ = true;
    IsUseless never_asked_ = never_useless;
    std::uint32_t request_lambdas_ = 0;
    std::vector<std::uint32_t> locals_; // by rule: the number of variables besides the request's
    lambda::TermStore store_;
    PrimitiveApplication primitives_;
    TermApplication terms_;
    std::vector<Evaluation> evaluations_; // by production
    std::vector<lambda::TermId> arguments_;
    std::vector<BehaviourId> registers_;
};

} // namespace rasp_stitch::enumerator
