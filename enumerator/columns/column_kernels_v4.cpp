#include "enumerator/columns/kernel_dispatch.hpp"

namespace rasp_stitch::enumerator {

extern const ColumnKernels column_kernels_v4;
const ColumnKernels column_kernels_v4{.name = "x86-64-v4", .apply = apply, .hash = hash};

} // namespace rasp_stitch::enumerator
