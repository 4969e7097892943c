#include "enumerator/columns/kernel_dispatch.hpp"

namespace rasp_stitch::enumerator {

extern const ColumnKernels column_kernels_v1;
const ColumnKernels column_kernels_v1{.name = "x86-64", .apply = apply, .hash = hash};

} // namespace rasp_stitch::enumerator
