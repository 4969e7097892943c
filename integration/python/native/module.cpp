// The extension module rasp_stitch._native: the rooms of C++ for the Python package. It is private;
// the modules around it have the documented functions.

#include "integration/python/native/compression.hpp"
#include "integration/python/native/rasp_programs.hpp"
#include "integration/python/native/search.hpp"
#include "support/text/input_error.hpp"

#include <pybind11/pybind11.h>

#include <exception>

namespace py = pybind11;

namespace {

// InputError becomes rasp_stitch.errors.InputError with its parts as attributes.
void translate_input_error(std::exception_ptr failure) {
    try {
        std::rethrow_exception(std::move(failure));
    } catch (const rasp_stitch::InputError& error) {
        const rasp_stitch::InputProblem& problem = error.problem();
        const py::object type = py::module_::import("rasp_stitch.errors").attr("InputError");
        const py::object offset =
            problem.offset ? py::object(py::int_(*problem.offset)) : py::none();
        const py::object made = type(error.what(), problem.found, problem.expected, problem.source,
                                     problem.pointer, problem.text, offset);
        PyErr_SetObject(type.ptr(), made.ptr());
    }
}

} // namespace

PYBIND11_MODULE(_native, module) {
    module.doc() = "The C++ rooms of rasp-stitch, for the modules of rasp_stitch.";
    module.attr("version") = RASP_STITCH_VERSION;
    py::register_exception_translator(&translate_input_error);
    rasp_stitch::python::bind_compression(module);
    rasp_stitch::python::bind_rasp_programs(module);
    rasp_stitch::python::bind_search(module);
}
