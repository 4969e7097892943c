#pragma once

// Runs compiled programs on a batch of inputs.
//
//     Evaluator evaluator{Batch(inputs)};
//     evaluator.run(code);       // const Bytecode code = *compile(...).code
//     evaluator.failures()[0]    // the failure of the first input, false if there is none
//     evaluator.output(0)        // a Sequence or a Matrix
//
// The inputs are evaluated together: each instruction computes its result for all positions of all
// inputs. An input that fails does not disturb the others. An evaluator that has run a program with
// as many slots allocates nothing more. For one thread at a time; copies are independent.

#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/kernels/kernel_context.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::rasp {

// What a register holds: one of the two, as its instruction says.
struct Datum {
    Column column = {};
    Selector selector = {};
};

// The memory behind the slots of a program on a batch.
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

// Upper bounds of what a run takes.
struct RunNeeds {
    std::uint64_t steps = 0;  // as Limits::run_steps counts them
    std::uint64_t memory = 0; // in bytes
};

RunNeeds needs_of(const Bytecode& code, const Batch& batch);

class Evaluator {
public:
    explicit Evaluator(Batch batch, const Limits& limits = {});
    Evaluator(const Evaluator& other) : Evaluator(other.context_.batch, other.limits_) {}

    // Runs the code. All inputs fail before anything is computed, with FailureClass::limit if the
    // batch as a whole needs more than the limits allow, and with FailureClass::arity if the
    // program takes an atom and the batch has none, or the other way round.
    void run(const Bytecode& code);

    // Return the results of the last run. Views are valid until the next run.
    std::span<const Failure> failures() const { return context_.failures.by_input(); }
    const Datum& result() const { return registers_.back(); }
    bool gives_selector() const { return gives_selector_; }
    Output output(std::size_t input) const; // of an input that did not fail

    // Returns what an instruction gave, if the code has a slot for each (with_own_slots) and the
    // instruction is one of the first computed() ones, which are those that were executed.
    Output output_of(const Bytecode& code, Register value, std::size_t input) const;
    std::size_t computed() const { return computed_; }

    const Batch& batch() const { return context_.batch; }

    // Returns the context for calls of single kernels (rasp/kernels/kernels.hpp).
    KernelContext& context() { return context_; }

private:
    Datum execute(const Instruction& instruction, const Bytecode& code);
    Datum execute_guarded(const Instruction& instruction, const Bytecode& code);
    Output output_of(const Datum& datum, bool is_selector, std::size_t input) const;

    Limits limits_;
    KernelContext context_;
    Workspace workspace_;
    std::vector<Datum> registers_;
    std::unordered_map<Register, PositionFailures> guarded_; // of instructions that are
    std::size_t computed_ = 0;                               // number of instructions
    bool gives_selector_ = false;
};

} // namespace rasp_stitch::rasp
