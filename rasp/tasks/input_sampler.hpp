#pragma once

// Draws inputs that resemble given ones: dreams are run on them, and new examples are made of them.
//
//     const InputSampler sampler(inputs_of(task));
//     Random random(seed);
//     const Input input = sampler.draw(random); // "((a)" if the task has "(a)", "()(", ...
//
// Tokens and atoms have the kind of those seen and mostly come from among them. Some inputs are
// drawn token by token from a few tokens of the alphabet, which makes repetitions likely; some are
// joined from runs of inputs seen; some are inputs seen with small changes; and some are mirrored,
// doubled or sorted, because many tasks ask about such inputs and chance hardly ever produces them.

#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"
#include "support/random/random.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::rasp {

class InputSampler {
public:
    // The inputs must have the same kinds. Empty ones are ignored. Throws InputError if all are.
    explicit InputSampler(std::span<const Input> seen);

    // Returns an input of 1 to longest() tokens. It depends on the state of the generator alone.
    Input draw(Random& random) const;

    // Returns a little more than the length of the longest input seen.
    std::size_t longest() const { return longest_; }

private:
    friend class InputDraw;

    void find_invariants();

    std::vector<Input> seen_;
    std::vector<Value> alphabet_; // in the order of first occurrence
    std::size_t longest_ = 0;

    // Invariants: what holds for every input seen holds for every input drawn. With very few
    // inputs none is assumed.
    std::vector<Value> marks_;      // occur exactly once, as "+" does in "12+3"
    bool begins_with_mark_ = false; // the first mark is the first token of every input
    bool is_distinct_ = false;      // no token occurs twice
};

} // namespace rasp_stitch::rasp
