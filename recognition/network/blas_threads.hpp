#pragma once

// How libtorch's linear algebra behaves with threads of our own.

namespace rasp_stitch::recognition {

// Makes OpenBLAS, where that is what computes, use the calling thread alone: with several, sums
// come out otherwise, and small matrices take longer. Tells whether several threads may compute at
// once, which OpenBLAS's serial build gets wrong without a word.
bool use_one_blas_thread();

} // namespace rasp_stitch::recognition
