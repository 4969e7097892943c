#pragma once

// Constants while a text of RASP is read: Python's arithmetic, comparisons and truth.
//
//     operate(Operation::add, Value(1), Value(2.5))  // 3.5
//     compare(Comparison::less, "a", "b")            // true
//
// Throws InputError, without a place, for what Python refuses.

#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"
#include "rasp/syntax/syntax.hpp"

#include <string_view>

namespace rasp_stitch::rasp {

bool is_true(const Value& value);

// Returns `both` and `either` as Python does: one of the operands.
Value operate(Operation operation, const Value& left, const Value& right);
bool compare(Comparison comparison, const Value& left, const Value& right);
Value negated(const Value& value);
Value rounded(const Value& value);

// Equal as Python has it: 1 is True and 1.0.
bool equal_atoms(const Value& left, const Value& right);

// The operator as it is written.
std::string_view text_of(Operation operation);
std::string_view text_of(Comparison comparison);

} // namespace rasp_stitch::rasp
