#pragma once

// RASP's values between C++ and Python: inputs as lists, words or numpy arrays, outputs as numpy
// arrays.
//
//     Input input = input_of(py::str("hello"), 1);          // five strings
//     py::object array = array_of(Output(Sequence{...}));   // int64, float64, bool or object

#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"

#include <pybind11/pybind11.h>

#include <cstddef>
#include <vector>

namespace rasp_stitch::python {

// Returns the input that a Python object is. With an arity of 2 it is a pair of the tokens and the
// atom. Throws InputError, and Python's exceptions of what iterates.
rasp::Input input_of(const pybind11::handle& object, std::size_t arity);

// Returns the inputs of an iterable, or of the rows of a numpy array of two dimensions.
std::vector<rasp::Input> inputs_of(const pybind11::handle& objects, std::size_t arity);

// Returns an array of one dimension: int64 if all numbers are whole, float64 if some are not, bool,
// or objects of type str. A selector becomes a square array of bool, with a row for each query.
pybind11::object array_of(const rasp::Output& output);

// Returns the output that a list, an array or a square list of lists of truth values is.
rasp::Output output_of(const pybind11::handle& object);

} // namespace rasp_stitch::python
