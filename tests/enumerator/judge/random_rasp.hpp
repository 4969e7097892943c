#pragma once

// Small random languages within RASP, and tasks that programs of them solve.

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
    // Some primitives, up to two abstractions that can ignore arguments and take functions, random
    // weights, some of them -infinity; unigram or contextual.
    explicit RandomRasp(std::uint32_t seed);

    Language& language() { return language_; }
    lambda::TypeId request() const { return request_; }

    // A description length in nats below which there are some, but not too many programs.
    double upper() const { return upper_; }

    // What programs below the bound do on three short inputs, wherever there are any.
    std::vector<rasp::Task> tasks(std::size_t count);

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    Weights weights(std::size_t productions);
    void make_grammar();
    void find_upper();

    std::mt19937 random_;
    Language language_;
    lambda::TypeId request_{};
    double upper_ = 0;
};

} // namespace rasp_stitch::enumerator
