#pragma once

// Grammars and the search for programs, for Python: rasp_stitch.Grammar and rasp_stitch.enumerate.
//
//     grammar = _native.Grammar.of_primitives("minimal,str.a", [])
//     grammar.log_prior("(lambda (indices $0))", "input(str) -> seq(num)")
//     _native.solve(["--tasks=tasks", "--time-limit=5"], tasks_text, None, None, report)

#include <pybind11/pybind11.h>

namespace rasp_stitch::python {

void bind_search(pybind11::module_& module);

} // namespace rasp_stitch::python
