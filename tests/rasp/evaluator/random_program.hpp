#pragma once

// Random well-typed programs and inputs, the same for a seed on every machine.
//
//     RandomPrograms random(7);
//     const ValueKind tokens = random.kind();
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

    bool with_lets = false;       // redexes ((lam body) value)
    bool with_extensions = false; // also the primitives that the paper's language lacks

    ValueKind kind() { return static_cast<ValueKind>(below(3)); }
    std::string program(ValueKind tokens);
    Input input(ValueKind tokens);
    std::size_t below(std::size_t count) { return rasp_stitch::below(random_, count); }

private:
    std::string sequence(ValueKind kind, std::size_t depth);
    std::string selector(std::size_t depth);
    std::string extension(ValueKind kind, std::size_t depth);
    std::string literal(ValueKind kind);
    std::string leaf(ValueKind kind);
    std::string input_variable() const { return "$" + std::to_string(bound_.size()); }
    Value value(ValueKind kind);

    Random random_;
    ValueKind tokens_ = ValueKind::number;
    std::vector<ValueKind> bound_; // kinds of the variables of lets, the innermost last
};

} // namespace rasp_stitch::rasp
