#pragma once

// What the kernels (rasp/kernels/kernels.hpp) share while a batch is evaluated: the record of
// failures, and memory for intermediate results.

#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

// The first failure of each input. Kernels go on computing with meaningless values for an input
// that has failed, so that the others are not disturbed.
class Failures {
public:
    void reset(std::size_t inputs) {
        failures_.assign(inputs, Failure{});
        failed_ = 0;
    }

    std::span<const Failure> by_input() const { return failures_; }
    bool has_any() const { return failed_ > 0; }
    bool has_all() const { return failed_ == failures_.size(); }
    bool has(std::size_t input) const { return static_cast<bool>(failures_[input]); }

    void add(std::size_t input, const Failure& failure) {
        if (!failures_[input]) {
            failures_[input] = failure;
            ++failed_;
        }
    }

private:
    std::vector<Failure> failures_;
    std::size_t failed_ = 0;
};

// The first failure at each position, for what fails only if it is chosen (Opcode::choose_lazy).
using PositionFailures = std::vector<Failure>;

// Memory that grows to what the largest batch needs and is then used again.
template <class T>
class Scratch {
public:
    // Returns memory for at least `count` elements, with arbitrary contents.
    T* get(std::size_t count) {
        if (memory_.size() < count) {
            memory_.resize(count);
        }
        return memory_.data();
    }

private:
    std::vector<T> memory_;
};

// Memory for the numbers that select compares.
template <class T>
struct ScratchPair {
    Scratch<T> keys = {};
    Scratch<T> queries = {};
};

struct KernelContext {
    Batch batch;
    std::size_t most_string_bytes = std::size_t{1} << 24U; // made for one input
    lambda::TermId term{};                                 // the sub-term that failures name
    Failures failures = {};
    ScratchPair<std::uint16_t> codes = {};
    ScratchPair<std::int64_t> ints = {};
    ScratchPair<double> floats = {};
    Scratch<std::uint64_t> masks = {};
    std::vector<std::size_t> string_bytes = {}; // by input, the bytes of the strings made for it
    std::string text = {};
    PositionFailures* guarded = nullptr; // takes the failures at positions, if it is set

    // Clears the failures and the counts of bytes. Must be called before each evaluation.
    void reset() {
        failures.reset(batch.extents().size());
        string_bytes.assign(batch.extents().size(), 0);
    }

    // Counts a string of this size for the input. Returns false, and makes the input fail, if that
    // is more than it may have.
    bool may_make_string(std::size_t input, std::size_t position, std::size_t bytes) {
        string_bytes[input] += bytes;
        if (string_bytes[input] > most_string_bytes) {
            fail_input(input, position, FailureClass::limit);
            return false;
        }
        return true;
    }

    // Makes the input at this position of a column fail.
    void fail(std::size_t position, FailureClass failure) {
        const std::size_t input = batch.input_at(position);
        if (guarded != nullptr) {
            guard(position, position - batch.extents()[input].offset, failure);
            return;
        }
        fail_input(input, position - batch.extents()[input].offset, failure);
    }

    void fail_input(std::size_t input, std::size_t position, FailureClass failure) {
        failures.add(
            input,
            {.failure = failure, .position = static_cast<std::uint32_t>(position), .term = term});
    }

    void fail_all(FailureClass failure) {
        for (std::size_t input = 0; input < batch.extents().size(); ++input) {
            fail_input(input, 0, failure);
        }
    }

    // Makes the input that an element belongs to fail; all inputs, if the column is constant.
    void fail_element(bool is_constant, std::size_t element, FailureClass failure) {
        if (is_constant && guarded != nullptr) {
            for (std::size_t position = 0; position < guarded->size(); ++position) {
                guard(position, 0, failure);
            }
        } else if (is_constant) {
            fail_all(failure);
        } else {
            fail(element, failure);
        }
    }

    // Notes a failure at a position of a column, which is `place` in its input.
    void guard(std::size_t position, std::size_t place, FailureClass failure) {
        Failure& first = (*guarded)[position];
        if (!first) {
            first = {
                .failure = failure, .position = static_cast<std::uint32_t>(place), .term = term};
        }
    }
};

} // namespace rasp_stitch::rasp
