#pragma once

// Small random languages within RASP, and tasks that their programs solve.

#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace rasp_stitch::enumerator {

class RandomRasp {
public:
    // The language has some primitives and up to two abstractions that can ignore arguments and
    // take functions. Its weights are random, and some are -infinity. It is unigram or contextual.
    // With `extended`, some of the primitives are extensions, of which one is if_lazy.
    explicit RandomRasp(std::uint32_t seed, bool extended = false);

    Language& language() { return language_; }
    lambda::TypeId request() const { return request_; }

    // A description length in nats below which there are some programs, but not too many.
    double upper() const { return upper_; }

    // Makes tasks of what programs below the bound do on three short inputs.
    std::vector<rasp::Task> tasks(std::size_t count);

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    Weights weights(std::size_t productions);
    void make_grammar();
    void find_upper();

    std::mt19937 random_;
    bool extended_;
    Language language_;
    lambda::TypeId request_{};
    double upper_ = 0;
};

} // namespace rasp_stitch::enumerator
