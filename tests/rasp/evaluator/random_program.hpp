#pragma once

// Random well-typed programs and inputs, the same for a seed on every machine.
//
//     RandomPrograms random(7);
//     const Kind tokens = random.kind();
//     random.program(tokens)  // "(lam (add (indices $0) one))", of input(tokens) -> ...
//     random.input(tokens)

#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"
#include "support/random/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

class RandomPrograms {
public:
    explicit RandomPrograms(std::uint64_t seed) : random_(seed) {}

    bool with_lets = false; // redexes ((lam body) value)

    Kind kind() { return static_cast<Kind>(below(3)); }
    std::string program(Kind tokens);
    Input input(Kind tokens);
    std::size_t below(std::size_t count) { return rasp_stitch::below(random_, count); }

private:
    std::string sequence(Kind kind, std::size_t depth);
    std::string selector(std::size_t depth);
    std::string literal(Kind kind);
    std::string leaf(Kind kind);
    std::string input_variable() const { return "$" + std::to_string(bound_.size()); }
    Value value(Kind kind);

    Random random_;
    Kind tokens_ = Kind::number;
    std::vector<Kind> bound_; // kinds of the variables of lets, the innermost last
};

} // namespace rasp_stitch::rasp
