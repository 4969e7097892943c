#include "integration/python/native/rasp_values.hpp"

#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <pybind11/numpy.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace rasp_stitch::python {

namespace py = pybind11;
using rasp::Input;
using rasp::Matrix;
using rasp::Output;
using rasp::Sequence;
using rasp::Value;

namespace {

std::string type_name(const py::handle& object) {
    return py::str(py::type::handle_of(object).attr("__name__"));
}

[[noreturn]] void refuse(const py::handle& object, const char* expected) {
    throw InputError(
        {.found = fmt::format("a value of type {}", type_name(object)), .expected = expected});
}

// numpy's scalars have a method that returns Python's own.
py::object plain(const py::handle& object) {
    return py::hasattr(object, "item") && py::hasattr(object, "dtype")
               ? py::object(object.attr("item")())
               : py::reinterpret_borrow<py::object>(object);
}

Value value_of(const py::handle& given) {
    const py::object object = plain(given);
    if (py::isinstance<py::bool_>(object)) {
        return object.cast<bool>();
    }
    if (py::isinstance<py::int_>(object)) {
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(object.ptr(), &overflow);
        if (overflow != 0) {
            throw InputError({.found = "a whole number beyond 64 bits",
                              .expected = "one from -2**63 to 2**63 - 1"});
        }
        return static_cast<std::int64_t>(number);
    }
    if (py::isinstance<py::float_>(object)) {
        return object.cast<double>();
    }
    if (py::isinstance<py::str>(object)) {
        return object.cast<std::string>();
    }
    refuse(object, "a number, a truth value or a string");
}

void check_one_kind(const Sequence& values) {
    for (const Value& value : values) {
        if (rasp::kind_of(value) != rasp::kind_of(values.front())) {
            throw InputError({.found = fmt::format("a sequence with values of type {} and {}",
                                                   rasp::name_of(rasp::kind_of(values.front())),
                                                   rasp::name_of(rasp::kind_of(value))),
                              .expected = "values of one type: numbers, truth values or strings"});
        }
    }
}

template <class Number, class As>
Sequence values_of(const py::array& array) {
    const auto numbers = py::array_t<Number, py::array::forcecast>::ensure(array);
    const auto view = numbers.template unchecked<1>();
    Sequence values;
    values.reserve(static_cast<std::size_t>(view.shape(0)));
    for (py::ssize_t i = 0; i < view.shape(0); ++i) {
        values.emplace_back(static_cast<As>(view(i)));
    }
    return values;
}

// Numbers and truth values are read from the array's memory, anything else value by value.
Sequence sequence_of_array(const py::array& array) {
    if (array.ndim() != 1) {
        throw InputError({.found = fmt::format("an array of {} dimensions", array.ndim()),
                          .expected = "one of one dimension for an input"});
    }
    switch (array.dtype().kind()) {
    case 'b':
        return values_of<bool, bool>(array);
    case 'i':
        return values_of<std::int64_t, std::int64_t>(array);
    case 'f':
        return values_of<double, double>(array);
    default:
        Sequence values;
        for (const py::handle value : array) {
            values.push_back(value_of(value));
        }
        check_one_kind(values);
        return values;
    }
}

Sequence sequence_of(const py::handle& object) {
    if (py::isinstance<py::str>(object)) {
        return rasp::characters(object.cast<std::string>());
    }
    if (py::isinstance<py::array>(object)) {
        return sequence_of_array(py::reinterpret_borrow<py::array>(object));
    }
    if (!py::isinstance<py::iterable>(object) || py::isinstance<py::dict>(object) ||
        py::isinstance<py::bytes>(object)) {
        refuse(object, "a word, or a list of tokens");
    }
    Sequence values;
    for (const py::handle value : py::reinterpret_borrow<py::iterable>(object)) {
        values.push_back(value_of(value));
    }
    check_one_kind(values);
    return values;
}

py::object array_of(const Matrix& matrix) {
    const auto size = static_cast<py::ssize_t>(matrix.size());
    py::array_t<bool> array({size, size});
    auto cells = array.mutable_unchecked<2>();
    for (py::ssize_t i = 0; i < size; ++i) {
        for (py::ssize_t j = 0; j < size; ++j) {
            cells(i, j) = matrix[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
        }
    }
    return array;
}

template <class Number, class Convert>
py::object numbers_of(const Sequence& values, const Convert& convert) {
    py::array_t<Number> array(static_cast<py::ssize_t>(values.size()));
    std::transform(values.begin(), values.end(), array.mutable_data(), convert);
    return array;
}

py::object strings_of(const Sequence& values) {
    py::array array(py::dtype("O"), static_cast<py::ssize_t>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        array[py::int_(i)] = py::str(std::get<std::string>(values[i]));
    }
    return array;
}

py::object array_of(const Sequence& values) {
    const auto all = [&](auto is) { return std::ranges::all_of(values, is); };
    if (all([](const Value& v) { return std::holds_alternative<std::int64_t>(v); })) {
        return numbers_of<std::int64_t>(
            values, [](const Value& value) { return std::get<std::int64_t>(value); });
    }
    if (all([](const Value& v) { return std::holds_alternative<bool>(v); })) {
        return numbers_of<bool>(values, [](const Value& value) { return std::get<bool>(value); });
    }
    if (all([](const Value& v) { return std::holds_alternative<std::string>(v); })) {
        return strings_of(values);
    }
    return numbers_of<double>(values, [](const Value& value) { return rasp::number_of(value); });
}

bool is_matrix(const py::handle& object) {
    if (py::isinstance<py::array>(object)) {
        return py::reinterpret_borrow<py::array>(object).ndim() == 2;
    }
    if (!py::isinstance<py::sequence>(object) || py::isinstance<py::str>(object) ||
        py::len(object) == 0) {
        return false;
    }
    const py::object first = object[py::int_(0)];
    return py::isinstance<py::sequence>(first) && !py::isinstance<py::str>(first);
}

} // namespace

Input input_of(const py::handle& object, std::size_t arity) {
    if (arity != 2) {
        return {.tokens = sequence_of(object)};
    }
    const bool is_pair = py::isinstance<py::sequence>(object) && !py::isinstance<py::str>(object) &&
                         py::len(object) == 2;
    if (!is_pair) {
        throw InputError({.found = fmt::format("a value of type {}", type_name(object)),
                          .expected = "a pair of the input and the atom, as the program takes "
                                      "both, such as (\"hello\", \"l\")"});
    }
    return {.tokens = sequence_of(object[py::int_(0)]), .atom = value_of(object[py::int_(1)])};
}

std::vector<Input> inputs_of(const py::handle& objects, std::size_t arity) {
    if (py::isinstance<py::str>(objects) || !py::isinstance<py::iterable>(objects)) {
        refuse(objects, "a list of inputs; for one input, use evaluate");
    }
    std::vector<Input> inputs;
    for (const py::handle object : py::reinterpret_borrow<py::iterable>(objects)) {
        inputs.push_back(input_of(object, arity));
    }
    return inputs;
}

py::object array_of(const Output& output) {
    return std::visit([](const auto& values) { return array_of(values); }, output);
}

Output output_of(const py::handle& object) {
    if (!is_matrix(object)) {
        return sequence_of(object);
    }
    Matrix matrix;
    for (const py::handle row : py::reinterpret_borrow<py::iterable>(object)) {
        std::vector<bool> cells;
        for (const py::handle cell : py::reinterpret_borrow<py::iterable>(row)) {
            cells.push_back(rasp::number_of(value_of(cell)) != 0);
        }
        matrix.push_back(std::move(cells));
    }
    for (const std::vector<bool>& row : matrix) {
        if (row.size() != matrix.size()) {
            throw InputError({.found = "a matrix that is not square",
                              .expected = "a row and a column for each token"});
        }
    }
    return matrix;
}

} // namespace rasp_stitch::python
