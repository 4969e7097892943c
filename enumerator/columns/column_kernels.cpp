#include "enumerator/columns/column_kernels.hpp"

namespace rasp_stitch::enumerator {

extern const ColumnKernels column_kernels_v1;
#ifdef RASP_STITCH_WIDE_VECTORS
extern const ColumnKernels column_kernels_v3;
extern const ColumnKernels column_kernels_v4;
#endif

std::vector<const ColumnKernels*> column_kernels() {
    std::vector<const ColumnKernels*> kernels = {&column_kernels_v1};
#ifdef RASP_STITCH_WIDE_VECTORS
    // What the levels of the x86-64 psABI have that the loops use. A processor with AVX2 has the
    // rest of its level.
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
        __builtin_cpu_supports("fma")) {
        kernels.push_back(&column_kernels_v3);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512cd")) {
            kernels.push_back(&column_kernels_v4);
        }
    }
#endif
    return kernels;
}

const ColumnKernels& best_column_kernels() {
    static const ColumnKernels& best = *column_kernels().back();
    return best;
}

} // namespace rasp_stitch::enumerator
