#include "integration/python/native/rasp_programs.hpp"

#include "integration/python/native/background.hpp"
#include "integration/python/native/rasp_values.hpp"
#include "lambda/terms/print.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/evaluator/trace.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/print/print_form.hpp"
#include "rasp/program/eval_session.hpp"
#include "rasp/report/evaluation_data.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/tasks/task.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/architecture_dot.hpp"
#include "rasp/transformer/architecture_text.hpp"
#include "support/report/page.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pybind11/stl.h>

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::python {

namespace py = pybind11;
using namespace rasp;

namespace {

PrintForm form_named(const std::string& name) {
    if (name == "rasp" || name == "tracr" || name == "lambda") {
        return name == "rasp"    ? PrintForm::rasp
               : name == "tracr" ? PrintForm::tracr
                                 : PrintForm::lambda;
    }
    throw InputError(
        {.found = "the form " + quote_excerpt(name), .expected = "rasp, tracr or lambda"});
}

[[noreturn]] void raise_evaluation_error(const std::string& message) {
    const py::object type = py::module_::import("rasp_stitch.errors").attr("EvaluationError");
    PyErr_SetObject(type.ptr(), type(message).ptr());
    throw py::error_already_set();
}

// A program with the stores that it is in. Several Python threads may call it at once: whatever
// uses the stores does so one after the other.
class Program {
public:
    Program(const std::string& text, const std::string& syntax, const py::object& name,
            const py::object& example) {
        if (syntax == "lambda") {
            program_ = session_.read_expression(text);
        } else {
            read_source(text, name, example);
        }
        type_ = session_.type_text(program_);
    }

    const std::string& type() const { return type_; }
    std::size_t arity() const { return program_.arity; }
    // Returns the text in one of the forms of --print, without the newline at its end.
    std::string text(const std::string& form) {
        const py::gil_scoped_release unlocked;
        const std::lock_guard lock(mutex_);
        std::string text = session_.printed(program_, form_named(form)).text;
        text.resize(text.find_last_not_of('\n') + 1);
        return text;
    }

    py::object evaluate(const py::object& input) {
        const std::vector<Input> inputs = {input_of(input, program_.arity)};
        const std::vector<Evaluation> results = evaluations(inputs);
        if (!results[0].output) {
            raise_evaluation_error(results_text(results[0]));
        }
        return array_of(*results[0].output);
    }

    // Returns a list with an array, or None and a message, for each input.
    py::tuple evaluate_all(const py::object& objects) {
        const std::vector<Input> inputs = inputs_of(objects, program_.arity);
        const std::vector<Evaluation> results = evaluations(inputs);
        py::list outputs;
        py::list failures;
        for (const Evaluation& result : results) {
            outputs.append(result.output ? array_of(*result.output) : py::none());
            failures.append(result.output ? py::object(py::none()) : py::str(results_text(result)));
        }
        return py::make_tuple(outputs, failures);
    }

    // Returns the values of all parts, parts before wholes, and the failure.
    py::tuple trace(const py::object& object) {
        const Input input = input_of(object, program_.arity);
        evaluations({input}); // checks that the program takes it
        const Bytecode code = compiled();
        TracedValues traced;
        {
            const py::gil_scoped_release unlocked;
            traced = traced_values(code, input);
        }
        py::list steps;
        for (const TracedValue& value : traced.values) {
            steps.append(py::make_tuple(value.expression, array_of(value.value)));
        }
        py::object problem = py::none();
        if (traced.failure) {
            Evaluation failed;
            failed.failure = traced.failure;
            problem = py::str(results_text(failed));
        }
        return py::make_tuple(array_of(Output(input.tokens)), steps, problem);
    }

    // Returns what a page shows of the transformer, as JSON, with two other forms of it.
    py::dict architecture() {
        const Bytecode code = compiled();
        const Architecture architecture = layout(code);
        py::dict forms;
        forms["json"] = transformer_data(code).dump();
        forms["text"] = architecture_text(architecture);
        forms["dot"] = architecture_dot(architecture);
        return forms;
    }

    // Returns the page of the program, with its values on the input unless that is None.
    std::string report(const py::object& object) {
        std::optional<Input> input;
        if (!object.is_none()) {
            input = input_of(object, program_.arity);
        }
        std::string message;
        {
            const py::gil_scoped_release unlocked;
            const std::lock_guard lock(mutex_);
            try {
                nlohmann::ordered_json data = session_.page_data(program_, input);
                data["title"] = "RASP program";
                data["program"] = "rasp_stitch";
                data["version"] = RASP_STITCH_VERSION;
                data["command"] = "rasp_stitch.rasp";
                return report_page(data);
            } catch (const rasp::EvaluationError& error) {
                message = error.what();
            }
        }
        raise_evaluation_error(message);
    }

    // Returns for each example whether it is met. An output of None says that the program must fail.
    std::vector<bool> check(const py::object& objects, const py::object& outputs) {
        const std::vector<Input> inputs = inputs_of(objects, program_.arity);
        std::vector<Example> examples;
        std::size_t i = 0;
        for (const py::handle output : py::reinterpret_borrow<py::iterable>(outputs)) {
            examples.push_back({.input = inputs.at(i++), .output = std::nullopt});
            if (!output.is_none()) {
                examples.back().output = output_of(output);
            }
        }
        const std::vector<Evaluation> results = evaluations(inputs);
        std::vector<bool> met;
        for (std::size_t k = 0; k < examples.size(); ++k) {
            met.push_back(is_met(examples[k], results[k]));
        }
        return met;
    }

private:
    void read_source(const std::string& text, const py::object& name, const py::object& example) {
        SourceOptions options;
        options.load = source_loader();
        if (!example.is_none()) {
            const Input input = input_of(example, 1);
            if (!input.tokens.empty()) {
                options.input = kind_of(input.tokens.front());
            }
        }
        SourceReader reader = session_.source_reader(std::move(options));
        const std::vector<SourceItem> items = reader.read(text);
        if (name.is_none()) {
            if (items.empty()) {
                throw InputError({.found = "a text of RASP without a value",
                                  .expected = "an s-op, such as aggregate(full_s, indices)"});
            }
            program_ = session_.program(reader.program(items.back()));
            return;
        }
        const std::optional<SourceItem> item = reader.find(name.cast<std::string>());
        if (!item) {
            throw InputError(
                {.found = "no definition of " + quote_excerpt(name.cast<std::string>()),
                 .expected = "a name that the text defines"});
        }
        program_ = session_.program(reader.program(*item));
    }

    std::vector<Evaluation> evaluations(const std::vector<Input>& inputs) {
        const py::gil_scoped_release unlocked;
        const std::lock_guard lock(mutex_);
        return session_.evaluations(program_, inputs);
    }

    Bytecode compiled() {
        std::string message;
        {
            const py::gil_scoped_release unlocked;
            const std::lock_guard lock(mutex_);
            try {
                return session_.compiled(program_);
            } catch (const rasp::EvaluationError& error) {
                message = error.what();
            }
        }
        raise_evaluation_error(message);
    }

    std::string results_text(const Evaluation& evaluation) {
        return session_.described(evaluation.failure);
    }

    std::mutex mutex_;
    EvalSession session_;
    EvalProgram program_;
    std::string type_;
};

} // namespace

void bind_rasp_programs(py::module_& module) {
    py::class_<Program>(module, "Program")
        .def(py::init<const std::string&, const std::string&, const py::object&,
                      const py::object&>(),
             py::arg("text"), py::arg("syntax") = "lambda", py::arg("name") = py::none(),
             py::arg("example") = py::none())
        .def_property_readonly("type", &Program::type)
        .def_property_readonly("arity", &Program::arity)
        .def("text", &Program::text, py::arg("form"))
        .def("evaluate", &Program::evaluate, py::arg("input"))
        .def("evaluate_all", &Program::evaluate_all, py::arg("inputs"))
        .def("trace", &Program::trace, py::arg("input"))
        .def("architecture", &Program::architecture)
        .def("report", &Program::report, py::arg("input"))
        .def("check", &Program::check, py::arg("inputs"), py::arg("outputs"));
}

} // namespace rasp_stitch::python
