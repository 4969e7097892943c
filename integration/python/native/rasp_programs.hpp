#pragma once

// RASP for Python: programs that are read once and then run, traced, checked and laid out.
//
//     program = _native.Program("(lam (indices $0))", "lambda")
//     program.evaluate("abc")    # array([0, 1, 2])

#include <pybind11/pybind11.h>

namespace rasp_stitch::python {

void bind_rasp_programs(pybind11::module_& module);

} // namespace rasp_stitch::python
