#pragma once

// What the kernels (rasp/kernels/kernels.hpp) share while one batch is evaluated: where failures are
// noted, and memory for what they compute in passing.

#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

// The first failure of each input. One that has failed is computed on, with values that mean
// nothing, so that the others are not disturbed.
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

// Memory that grows to what the largest batch needs and is then used again.
template <class T>
class Scratch {
public:
    // Of at least so many elements; what they hold is left from before.
    T* get(std::size_t count) {
        if (memory_.size() < count) {
            memory_.resize(count);
        }
        return memory_.data();
    }

private:
    std::vector<T> memory_;
};

struct KernelContext {
    Batch batch;
    std::size_t most_string_bytes = std::size_t{1} << 24U; // that one input may make
    lambda::TermId term{};                                 // what failures are noted for
    Failures failures = {};
    Scratch<std::uint16_t> key_codes = {};
    Scratch<std::uint16_t> query_codes = {};
    Scratch<std::int64_t> key_ints = {};
    Scratch<std::int64_t> query_ints = {};
    Scratch<double> key_floats = {};
    Scratch<double> query_floats = {};
    Scratch<std::uint64_t> masks = {};
    std::vector<std::size_t> string_bytes = {}; // by input, those of the strings made for it
    std::string text = {};

    // For each evaluation anew.
    void reset() {
        failures.reset(batch.extents().size());
        string_bytes.assign(batch.extents().size(), 0);
    }

    // Whether the input may make a string of so many bytes; fails it where not.
    bool may_make_string(std::size_t input, std::size_t position, std::size_t bytes) {
        string_bytes[input] += bytes;
        if (string_bytes[input] > most_string_bytes) {
            fail_input(input, position, FailureClass::limit);
            return false;
        }
        return true;
    }

    // Position of the column that holds the values of all inputs.
    void fail(std::size_t position, FailureClass failure) {
        const std::size_t input = batch.input_at(position);
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

    // Of an element of a column that may be a constant.
    void fail_element(bool is_constant, std::size_t element, FailureClass failure) {
        if (is_constant) {
            fail_all(failure);
        } else {
            fail(element, failure);
        }
    }
};

} // namespace rasp_stitch::rasp
