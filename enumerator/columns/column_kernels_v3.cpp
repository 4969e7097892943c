#include "enumerator/columns/kernel_dispatch.hpp"

namespace rasp_stitch::enumerator {

extern const ColumnKernels column_kernels_v3;
const ColumnKernels column_kernels_v3{.name = "x86-64-v3", .apply = apply, .hash = hash};

} // namespace rasp_stitch::enumerator
