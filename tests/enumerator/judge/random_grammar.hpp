#pragma once

// Small random languages with polymorphism, functions as arguments, and abstractions.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_store.hpp"

#include <cstdint>
#include <random>
#include <string>

namespace rasp_stitch::enumerator {

class RandomLanguage {
public:
    explicit RandomLanguage(std::uint32_t seed) : random_(seed) {}

    // Returns a grammar of primitives p0, p1, ... and up to two abstractions over them, unigram or
    // contextual.
    AnyGrammar grammar(lambda::TypeStore& types);

    // Returns a request with up to two arguments, which can be functions.
    lambda::TypeId request(lambda::TypeStore& types);

private:
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(random_() % bound);
    }
    lambda::TypeId value_type(lambda::TypeStore& types, int depth);
    lambda::TypeId argument_type(lambda::TypeStore& types);
    lambda::TypeId result_type(lambda::TypeStore& types);
    double weight();
    Weights weights(lambda::TypeStore& types, std::size_t productions);
    void add_abstractions(lambda::TypeStore& types, Grammar& grammar);

    std::mt19937 random_;
};

} // namespace rasp_stitch::enumerator
