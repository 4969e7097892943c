#pragma once

// Terms as graphs of relaxed operations, each distinct one once, for any number of programs.
//
//     RelaxedPrograms programs(store, &library);
//     const TermId hole = store.primitive("?0");
//     programs.add_leaf(hole, {.arity = 0, .result = rasp::Sort::selector});
//     const std::optional<NodeId> root = programs.add(term); // (lam (aggregate ?0 (tokens $0)))
//
// A term is evaluated by the environment machine of rasp/evaluator, so shared sub-terms, `let`
// redexes, abstractions of the library and functions passed to functions are unfolded, and what is
// equal is one node however often it stands in however many programs. A leaf is a name that is not
// a primitive: a neural hole or a trainable constant, for which a function supplies the value when
// the program runs (evaluate_relaxed.hpp). It may take arguments.
//
// This header needs no libtorch.

#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

using NodeId = std::uint32_t;

struct RelaxedNode {
    std::optional<lambda::TermId> leaf = {}; // its name; then the opcode means nothing
    rasp::Opcode opcode{};
    rasp::Comparison comparison{}; // of compare and predicate
    rasp::Sort sort = rasp::Sort::sequence;
    std::uint8_t operand_count = 0; // the input is no operand
    std::array<NodeId, rasp::most_arguments> operands{};
    std::uint32_t literal = 0; // of Opcode::constant: see RelaxedPrograms::literal()
    bool has_leaves = false;   // it, or a node that it uses, is a leaf
    lambda::TermId term{};     // the first sub-term that it was made for

    std::span<const NodeId> used() const { return std::span(operands).first(operand_count); }
};

class RelaxedPrograms {
public:
    // The store and the library, which may be null, must outlive this.
    explicit RelaxedPrograms(const lambda::TermStore& store,
                             const rasp::Library* library = nullptr);
    RelaxedPrograms(const RelaxedPrograms&) = delete;
    RelaxedPrograms& operator=(const RelaxedPrograms&) = delete;
    ~RelaxedPrograms();

    // Makes a name a leaf. Its arguments may be of any sort; an argument of Sort::input is not
    // passed on, since leaves are given the whole batch anyway.
    void add_leaf(lambda::TermId name, const rasp::Signature& signature);

    // Returns the node that a program computes, a closed term that takes the input (arity 1) or the
    // input and an atom (arity 2). Returns nullopt if it has no meaning, or needs more steps than
    // rasp::Limits allow; failure() then says why.
    std::optional<NodeId> add(lambda::TermId program, std::size_t arity = 1);
    const rasp::Failure& failure() const;

    // Nodes ascend from the operands to what uses them.
    std::span<const RelaxedNode> nodes() const;
    const RelaxedNode& node(NodeId id) const { return nodes()[id]; }
    const rasp::Value& literal(const RelaxedNode& node) const;

    // Returns the nodes that a program needs, itself the last, in ascending order.
    std::vector<NodeId> needed(NodeId root) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace rasp_stitch::recognition
