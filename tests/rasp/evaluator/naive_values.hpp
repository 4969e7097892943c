#pragma once

// What the plain evaluator (tests/rasp/evaluator/naive_evaluator.hpp) does to single values. Everything
// throws the Failure, with the position that is given, where it fails.
//
//     arithmetic("div", Value(1), Value(2), 0) // 0.5

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace rasp_stitch::rasp {

__extension__ using Wide = __int128;

[[noreturn]] void fail(FailureClass failure, std::size_t position);

bool is_int(const Value& value);
std::int64_t int_of(const Value& value);
double float_of(const Value& value);

Value narrow(Wide wide, std::size_t i);

// Of the primitives of these names.
Value arithmetic(const std::string& name, const Value& a, const Value& b, std::size_t i);
bool holds(const std::string& name, const Value& a, const Value& b);
Value function(const std::string& name, const Value& value, std::size_t i);

Value rounded(const Value& value, std::size_t i);
Value mean(const Sequence& chosen, std::size_t i); // of numbers, more than one
std::int64_t whole_number(const Value& value, std::size_t i);

} // namespace rasp_stitch::rasp
