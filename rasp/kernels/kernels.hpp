#pragma once

// The primitives of RASP on columns and selectors: each computes its result for all inputs of a
// batch at once.
//
//     KernelContext context{.batch = Batch(inputs)};
//     context.reset();
//     const Column sum = arithmetic(context, Opcode::add, context.batch.tokens(),
//                                    context.batch.indices(), buffer);
//
// A column goes into a buffer with room for every position of the batch, a selector into one with
// room for the batch's matrix_words(); neither may overlap the operands. The result may also be a
// view of an operand. Values of wrong kinds fail every input with FailureClass::type. Nothing is
// allocated once a context has seen a batch as large.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/kernel_context.hpp"
#include "rasp/language/opcode.hpp"

#include <cstdint>
#include <optional>

namespace rasp_stitch::rasp {

// rasp/kernels/arithmetic.cpp
Column arithmetic(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
                  const ColumnBuffer& out); // add sub mul div mod pow
Column negate(KernelContext& context, const Column& a, const ColumnBuffer& out);
Column round(KernelContext& context, const Column& a, const ColumnBuffer& out);

// rasp/kernels/elementwise.cpp
Column indicator(KernelContext& context, const Column& a, const ColumnBuffer& out);
Column compare(KernelContext& context, Comparison comparison, const Column& a, const Column& b,
               const ColumnBuffer& out);
Column logical(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
               const ColumnBuffer& out); // logical_and, logical_or
Column logical_not(KernelContext& context, const Column& a, const ColumnBuffer& out);
Column choose(KernelContext& context, const Column& condition, const Column& a, const Column& b,
              const ColumnBuffer& out);

// rasp/kernels/string_kernels.cpp
Column concat(KernelContext& context, const Column& a, const Column& b, const ColumnBuffer& out);
Column parse_int(KernelContext& context, const Column& a, const ColumnBuffer& out);

// rasp/kernels/selection.cpp
Selector select(KernelContext& context, const Column& keys, const Column& queries,
                Comparison comparison, std::uint64_t* out);

// rasp/kernels/selectors.cpp
Selector combine(KernelContext& context, Opcode opcode, const Selector& a, const Selector& b,
                 std::uint64_t* out); // selector_and, selector_or
Selector invert(KernelContext& context, const Selector& a, std::uint64_t* out);
Column selector_width(KernelContext& context, const Selector& selector, const ColumnBuffer& out);

// rasp/kernels/aggregation.cpp. Without default value: 0, false, or a failure for strings.
Column aggregate(KernelContext& context, const Selector& selector, const Column& values,
                 const std::optional<Column>& defaults, const ColumnBuffer& out);

} // namespace rasp_stitch::rasp
