#pragma once

// Runs compiled programs on a batch of inputs.
//
//     Evaluator evaluator{Batch(inputs)};
//     evaluator.run(code);                     // const Bytecode code = *compile(...).code
//     evaluator.failures()[0]                  // of the first input; none is false
//     evaluator.output(0)                      // Sequence or Matrix
//
// The inputs are evaluated all together: instruction by instruction for all positions of all
// inputs. An input that fails does not disturb the others. Nothing is allocated once the evaluator
// has run a program that needed as many slots. For one thread at a time; copies are independent.

#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/kernels/kernel_context.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::rasp {

// What a register holds: which of both follows from the instruction.
struct Datum {
    Column column = {};
    Selector selector = {};
};

// Memory for what a program computes on a batch.
class Workspace {
public:
    void prepare(const Bytecode& code, const Batch& batch);

    ColumnBuffer column(std::uint32_t slot);
    std::uint64_t* selector(std::uint32_t slot) { return words_.data() + slot * matrix_words_; }

private:
    std::vector<std::int64_t> ints_;
    std::vector<double> floats_;
    std::vector<std::uint8_t> flags_;
    std::vector<std::uint32_t> strings_;
    std::vector<std::uint64_t> words_;
    std::size_t positions_ = 0;
    std::size_t matrix_words_ = 0;
};

// What running a program on a batch takes, at most.
struct Cost {
    std::uint64_t steps = 0;
    std::uint64_t memory = 0; // bytes
};

Cost cost_of(const Bytecode& code, const Batch& batch);

class Evaluator {
public:
    explicit Evaluator(Batch batch, const Limits& limits = {});
    Evaluator(const Evaluator& other) : Evaluator(other.context_.batch, other.limits_) {}

    // Before anything is computed, all inputs fail with FailureClass::limit where the batch as a
    // whole needs more than the limits allow, and with FailureClass::arity where the program takes
    // an atom and the batch has none, or the other way round.
    void run(const Bytecode& code);

    // Of the last run; views are valid until the next.
    std::span<const Failure> failures() const { return context_.failures.by_input(); }
    const Datum& result() const { return registers_.back(); }
    bool gives_selector() const { return gives_selector_; }
    Output output(std::size_t input) const; // of one that did not fail

    // Of any instruction, where the code gives each a slot of its own (with_own_slots): those
    // before computed() have run.
    Output output_of(const Bytecode& code, Register value, std::size_t input) const;
    std::size_t computed() const { return computed_; }

    const Batch& batch() const { return context_.batch; }

    // For kernels applied singly (rasp/kernels/kernels.hpp).
    KernelContext& context() { return context_; }

private:
    Datum execute(const Instruction& instruction, const Bytecode& code);
    Column constant(const Value& value, const ColumnBuffer& out);

    Limits limits_;
    KernelContext context_;
    Workspace workspace_;
    std::vector<Datum> registers_;
    Output output_of(const Datum& datum, bool is_selector, std::size_t input) const;

    std::size_t computed_ = 0; // instructions
    bool gives_selector_ = false;
};

} // namespace rasp_stitch::rasp
