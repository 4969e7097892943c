#pragma once

// Makes libtorch's linear algebra library behave when several threads of ours call it.

namespace rasp_stitch::recognition {

// Makes OpenBLAS, if that is the library in use, compute in the calling thread alone: with several
// threads, sums would be rounded differently, and small matrices would take longer. Returns whether
// several threads may call the library at once; OpenBLAS's serial build would give wrong results
// without an error.
bool use_one_blas_thread();

} // namespace rasp_stitch::recognition
