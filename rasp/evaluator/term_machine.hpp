#pragma once

// Evaluates lambda terms over any kind of values: the frame that compiling a program
// (rasp/evaluator/compile.hpp) and running an abstraction on behaviours
// (enumerator/behaviour/term_application.hpp) have in common.
//
//     TermMachine machine(store, domain, limits.compile_steps); // a MachineDomain: what values are
//     machine.start();
//     machine.evaluate(program, std::array{input}) // the meaning of (program input), or nullopt
//
// It is an environment machine for call by value (Landin, "The Mechanical Evaluation of
// Expressions", 1964; Felleisen and Friedman's CEK machine, 1986): applying a lambda binds its
// variable in an environment, and applying a primitive to all its arguments asks the domain for the
// value. No term is ever substituted into another, and the recursion is on the heap. Environments
// and lists of arguments are hash-consed, and what an application means in an environment is
// remembered, so a shared part is evaluated once however often it stands in the term.
//
// Evaluating takes time proportional to its steps, which are limited: each visit of a sub-term is a
// step, and so is each binding that looking up a variable passes.

#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::rasp {

// What a term means: a value of the domain, or a function that waits for an argument. What `first`
// and `second` hold depends on the tag:
//     value    the value's number in the domain, and 0
//     closure  the body of the lambda, and the environment around it
//     partial  the primitive's number in the domain, and the list of the arguments so far
struct Meaning {
    enum class Tag : std::uint8_t { value, closure, partial };

    Tag tag = Tag::value;
    std::uint8_t sort = 0;  // of a value: for the domain to distinguish values with equal numbers
    std::uint8_t count = 0; // of a partial application: the number of arguments so far
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    bool operator==(const Meaning&) const = default;

    static Meaning value(std::uint32_t number, std::uint8_t sort = 0) {
        return {.tag = Tag::value, .sort = sort, .first = number};
    }
    static Meaning primitive(std::uint32_t number) {
        return {.tag = Tag::partial, .first = number};
    }
    bool is_value() const { return tag == Tag::value; }
};

// Says what values and primitives are. The evaluation fails if a function returns nullopt, except
// for definition().
class MachineDomain {
public:
    MachineDomain() = default;
    MachineDomain(const MachineDomain&) = delete;
    MachineDomain& operator=(const MachineDomain&) = delete;
    virtual ~MachineDomain() = default;

    // Returns the closed term that a name stands for; nullopt if it is a primitive, a literal or
    // unknown.
    virtual std::optional<lambda::TermId> definition(lambda::TermId name) const = 0;

    // Returns the meaning of a primitive or a literal: Meaning::primitive() if it takes arguments.
    virtual std::optional<Meaning> name(lambda::TermId name) = 0;

    virtual std::optional<Meaning> metavariable(std::uint32_t index) = 0;

    // Returns the number of arguments of a primitive: at least 1.
    virtual std::size_t arity(std::uint32_t primitive) const = 0;

    // Returns the argument at this position in the form that the primitive takes; nullopt if it
    // does not fit.
    virtual std::optional<Meaning> argument(std::uint32_t primitive, std::size_t position,
                                            Meaning given) const = 0;

    // Returns the value of a primitive applied to all its arguments; `term` is the application.
    virtual Meaning apply(std::uint32_t primitive, std::span<const Meaning> arguments,
                          lambda::TermId term) = 0;
};

class TermMachine {
public:
    // How many steps the call of a lambda takes, besides the visit of its body.
    enum class CallSteps : std::uint8_t { none, one };

    // The store and the domain must outlive this.
    TermMachine(const lambda::TermStore& store, MachineDomain& domain, std::size_t most_steps,
                CallSteps call_steps = CallSteps::one)
        : store_(&store), domain_(&domain), most_steps_(most_steps), call_steps_(call_steps) {}

    // Counts the steps from zero again and clears the failure.
    void start();

    // Returns what the closed term means when it is applied to the arguments from left to right.
    // Returns nullopt if that has no meaning or takes too many steps, counted since start();
    // failure() then says why, and all later calls fail as well until the next start().
    std::optional<Meaning> evaluate(lambda::TermId term, std::span<const Meaning> arguments = {});

    // Returns the class of the failure and the sub-term that failed.
    const Failure& failure() const { return failure_; }

    // Return the number of entries that are remembered from call to call, and about how many bytes
    // they take.
    std::size_t remembered() const { return cells_.size() + meanings_.size(); }
    std::size_t memory() const;

    // Forgets all entries. A Meaning that is not a value must not be used afterwards.
    void forget();

private:
    // Lists that share their tails, each distinct one stored once: environments (the innermost
    // variable first) and arguments (the last one first). List 0 is empty.
    struct Cell {
        Meaning head;
        std::uint32_t tail = 0;

        bool operator==(const Cell&) const = default;
    };
    struct CellHash {
        std::size_t operator()(const Cell& cell) const;
    };

    // Says what to do with the meaning of a sub-term once it is known.
    struct Frame {
        enum class Kind : std::uint8_t {
            argument, // it is the function of `term`: go on with the argument
            apply,    // it is the argument of `term`, whose function means `other`
            remember, // it is what `term` means
            feed,     // it is the whole term, of the root `term`: apply it to `other`
        };
        Kind kind;
        lambda::TermId term{};
        std::uint32_t environment = 0;
        Meaning other = {};
    };

    void fail(FailureClass failure, lambda::TermId term);
    bool step(lambda::TermId term, std::size_t steps = 1);
    void visit(lambda::TermId term, std::uint32_t environment);
    bool recall(lambda::TermId term, std::uint32_t environment);
    void remember(lambda::TermId term, std::uint32_t environment);
    void look_up(lambda::TermId variable, std::uint32_t environment);
    void set_or_fail(const std::optional<Meaning>& meaning, FailureClass failure,
                     lambda::TermId term);
    void resume();
    void apply(Meaning function, Meaning argument, lambda::TermId term, std::uint32_t environment);
    void feed(Meaning function, Meaning argument, lambda::TermId term);
    void call(Meaning closure, Meaning argument, lambda::TermId term);
    void take(Meaning partial, Meaning argument, lambda::TermId term);
    std::uint32_t list(Meaning head, std::uint32_t tail);

    const lambda::TermStore* store_;
    MachineDomain* domain_;
    std::size_t most_steps_;
    CallSteps call_steps_;
    std::vector<Cell> cells_{1};
    std::unordered_map<Cell, std::uint32_t, CellHash> lists_;
    std::unordered_map<std::uint64_t, Meaning>
        meanings_; // of names, and applications by environment
    std::vector<Frame> frames_;
    Meaning meaning_; // of what was visited last
    Failure failure_;
    std::size_t steps_ = 0;
};

} // namespace rasp_stitch::rasp
