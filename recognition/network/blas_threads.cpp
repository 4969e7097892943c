#include "recognition/network/blas_threads.hpp"

#include <dlfcn.h>

namespace rasp_stitch::recognition {

namespace {

// Which library is used is decided when the program starts (Debian's alternatives).
template <class Function>
Function* symbol(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

} // namespace

bool use_one_blas_thread() {
    if (auto* set_threads = symbol<void(int)>("openblas_set_num_threads")) {
        set_threads(1);
    }
    auto* parallel = symbol<int()>("openblas_get_parallel");
    return parallel == nullptr || parallel() != 0;
}

} // namespace rasp_stitch::recognition
