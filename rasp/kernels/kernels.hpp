#pragma once

// Door of rasp/kernels.
// Not installed: rasp/evaluator/evaluate.hpp runs whole programs.
//
// Computes the primitives of RASP. A kernel takes columns (a value at each position) and selectors
// (a matrix of bits), and computes its result for all inputs of a batch in one loop over plain
// arrays.
//
// ```cpp
// const std::vector<Input> inputs = {{.tokens = characters("ab")}, {.tokens = characters("c")}};
// KernelContext context{.batch = Batch(inputs)};
// context.reset();
// std::vector<std::int64_t> sums(context.batch.positions());
// arithmetic(context, Opcode::add, context.batch.indices(), context.batch.length(),
//            {.ints = sums.data()});
// CHECK(sums == std::vector<std::int64_t>{2, 3, 1});
// ```
//
// The values are those of the reference interpreter of Weiss, Goldberg and Yahav (2021), which
// computes in Python.
//
// The buffer of a column has room for every position of the batch, and that of a selector for
// matrix_words() words; neither may overlap the operands. (Above, ints alone are enough, because
// the sums of ints are.) The result may also be a view of an operand. Values of a wrong kind make
// every input fail with FailureClass::type. A context that has seen a batch as large allocates
// nothing.

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

// rasp/kernels/functions.cpp
Column function(KernelContext& context, Opcode opcode, const Column& a,
                const ColumnBuffer& out); // floor ceil abs sign exp log sqrt
Column extreme(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
               const ColumnBuffer& out); // greater, lesser

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
Column print_int(KernelContext& context, const Column& a, const ColumnBuffer& out);
Column repeat(KernelContext& context, const Column& a, const Column& times,
              const ColumnBuffer& out);

// rasp/kernels/selection.cpp
Selector select(KernelContext& context, const Column& keys, const Column& queries,
                Comparison comparison, std::uint64_t* out);

// rasp/kernels/selectors.cpp
Selector combine(KernelContext& context, Opcode opcode, const Selector& a, const Selector& b,
                 std::uint64_t* out); // selector_and, selector_or
Selector invert(KernelContext& context, const Selector& a, std::uint64_t* out);
Selector causal(KernelContext& context, const Selector& a, std::uint64_t* out);
Column selector_width(KernelContext& context, const Selector& selector, const ColumnBuffer& out);

// rasp/kernels/aggregation.cpp. Without defaults, a row that selects nothing gives 0 or false, and
// fails for strings.
Column aggregate(KernelContext& context, const Selector& selector, const Column& values,
                 const std::optional<Column>& defaults, const ColumnBuffer& out);
Column aggregate_extreme(KernelContext& context, Opcode opcode, const Selector& selector,
                         const Column& values, const Column& defaults,
                         const ColumnBuffer& out); // aggregate_max, aggregate_min

} // namespace rasp_stitch::rasp
