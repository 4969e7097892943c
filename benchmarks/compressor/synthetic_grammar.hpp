#pragma once

// The language of the generated corpora (benchmarks/compressor/synthetic_corpus.hpp): functions on
// lists of numbers, similar to DreamCoder's list domain.

#include <array>
#include <cstdint>
#include <string_view>

namespace rasp_stitch::benchmarks {

enum class Type : std::uint8_t { number, list, truth };

// A parameter of a primitive: a term of the type under `lambdas` lambdas, each of which binds a
// number.
struct Parameter {
    Type type = Type::number;
    std::uint32_t lambdas = 0;
};

constexpr std::uint32_t most_parameters = 3;

struct Production {
    std::string_view name;
    Type result;
    std::uint32_t arity;
    std::array<Parameter, most_parameters> parameters;
};

namespace grammar {

constexpr Parameter number = {Type::number};
constexpr Parameter list = {Type::list};
constexpr Parameter truth = {Type::truth};
constexpr Parameter of_number = {Type::number, 1};
constexpr Parameter of_two = {Type::number, 2};
constexpr Parameter test = {Type::truth, 1};

// Within each type, earlier productions are drawn more often.
inline constexpr std::array productions = {
    Production{"+", Type::number, 2, {number, number}},
    Production{"index", Type::number, 2, {number, list}},
    Production{"length", Type::number, 1, {list}},
    Production{"-", Type::number, 2, {number, number}},
    Production{"*", Type::number, 2, {number, number}},
    Production{"fold", Type::number, 3, {of_two, number, list}},
    Production{"mod", Type::number, 2, {number, number}},
    Production{"if", Type::number, 3, {truth, number, number}},
    Production{"max", Type::number, 2, {number, number}},
    Production{"sum", Type::number, 1, {list}},

    Production{"map", Type::list, 2, {of_number, list}},
    Production{"filter", Type::list, 2, {test, list}},
    Production{"cons", Type::list, 2, {number, list}},
    Production{"append", Type::list, 2, {list, list}},
    Production{"cdr", Type::list, 1, {list}},
    Production{"range", Type::list, 1, {number}},
    Production{"if", Type::list, 3, {truth, list, list}},
    Production{"take", Type::list, 2, {number, list}},
    Production{"reverse", Type::list, 1, {list}},
    Production{"unfold", Type::list, 3, {test, of_number, number}},
    Production{"zip", Type::list, 3, {of_two, list, list}},

    Production{"gt?", Type::truth, 2, {number, number}},
    Production{"eq?", Type::truth, 2, {number, number}},
    Production{"not", Type::truth, 1, {truth}},
    Production{"empty?", Type::truth, 1, {list}},
    Production{"and", Type::truth, 2, {truth, truth}},
    Production{"prime?", Type::truth, 1, {number}},
    Production{"any", Type::truth, 2, {test, list}},
};

inline constexpr std::array<std::string_view, 12> numbers = {"0", "1", "2", "3",  "5",  "4",
                                                             "9", "7", "6", "10", "-1", "8"};
inline constexpr std::array<std::string_view, 3> lists = {"empty", "digits", "primes"};
inline constexpr std::array<std::string_view, 2> truths = {"true", "false"};

} // namespace grammar

} // namespace rasp_stitch::benchmarks
