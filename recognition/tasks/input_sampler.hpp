#pragma once

// Inputs like those that somebody has seen: what dreams are run on, and new examples made of.
//
//     const InputSampler sampler(rasp::inputs_of(task));
//     Random random(seed);
//     const rasp::Input input = sampler.draw(random); // "((a)": the task's are "(a)", "()(", ...
//
// Tokens and atoms are of the kind of those seen, and mostly from among them. Some inputs are drawn
// token by token, from a few of the alphabet so that repetitions are likely; some are put together
// from runs of those seen, some are seen ones with small changes, and some are mirrored, doubled or
// sorted, which hardly ever comes by chance and is what many tasks ask about.

#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"
#include "support/random/random.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

class InputSampler {
public:
    // Inputs of the same kinds. Those that are empty are left out; InputError where none is left.
    explicit InputSampler(std::span<const rasp::Input> seen);

    // Of 1 to longest() tokens. The same for a state of the generator on every machine.
    rasp::Input draw(Random& random) const;

    // A bit more than the longest input seen.
    std::size_t longest() const { return longest_; }

private:
    friend class InputDraw;

    void find_customs();

    std::vector<rasp::Input> seen_;
    std::vector<rasp::Value> alphabet_; // in the order in which they were seen
    std::size_t longest_ = 0;

    // What is true of each input seen, if they are not too few to tell, and so of each one drawn.
    std::vector<rasp::Value> marks_; // stand in it exactly once, such as a "+" between digits
    bool begins_with_mark_ = false;  // the first of them, such as a token for its beginning
    bool is_distinct_ = false;       // no token stands in it twice
};

} // namespace rasp_stitch::recognition
