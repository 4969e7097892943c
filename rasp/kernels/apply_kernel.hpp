#pragma once

// Calls the kernel of an opcode: the one place that says which kernel computes which primitive.
//
//     const KernelOperands operands{.columns = {&tokens, &indices}};
//     const Column sum = column_of(context, Opcode::add, {}, operands, buffer);

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/kernel_context.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <array>
#include <cstdint>

namespace rasp_stitch::rasp {

// The arguments of a primitive by position: each a column or a selector, as its signature says.
// Predicates and the input are left out.
struct KernelOperands {
    std::array<const Column*, most_arguments> columns{};
    std::array<const Selector*, most_arguments> selectors{};
};

// Compute the result of a primitive, one for opcodes that make a sequence and one for those that
// make a selector. The comparison is that of compare and select. The result is a view of `out`, of
// an operand, or of the batch. Constants and predicates have no kernel.
Column column_of(KernelContext& context, Opcode opcode, Comparison comparison,
                 const KernelOperands& operands, const ColumnBuffer& out);
Selector selector_of(KernelContext& context, Opcode opcode, Comparison comparison,
                     const KernelOperands& operands, std::uint64_t* out);

// Returns the column that has the value at every position, in the first element of the buffer. A
// string is kept in the batch's table.
Column constant_column(Batch& batch, const Value& value, const ColumnBuffer& out);

} // namespace rasp_stitch::rasp
