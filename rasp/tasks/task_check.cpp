#include "rasp/tasks/task_check.hpp"

#include "lambda/types/type_text.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace rasp_stitch::rasp {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

class ExampleCheck {
public:
    ExampleCheck(const TypeStore& types, TypeId request, const Task& task)
        : types_(types), signature_(lambda::signature_of(types, request)), task_(task) {}

    void check(std::size_t number) {
        place_ = fmt::format("example {} of the task {}", number + 1, quote_excerpt(task_.name));
        const Example& example = task_.examples[number];
        check_input(example.input);
        if (example.output) {
            check_output(*example.output, example.input.tokens.size());
        }
    }

private:
    [[noreturn]] void fail(const std::string& found, std::string expected) const {
        throw InputError({.found = place_ + ": " + found, .expected = std::move(expected)});
    }

    // Returns the type a of the values of `input(a)` or `seq(a)`; nullopt if they may be anything.
    std::optional<std::string> element_of(TypeId type) const {
        if (types_.is_variable(type) || types_.arguments(type).empty()) {
            return std::nullopt;
        }
        const TypeId element = types_.arguments(type)[0];
        return types_.is_variable(element) ? std::nullopt : std::optional(types_.name(element));
    }

    void check_kind(std::string_view what, ValueKind kind, TypeId type, bool is_output) const {
        const std::optional<std::string> wanted = element_of(type);
        const bool may_be_number =
            is_output && kind != ValueKind::string && wanted != name_of(ValueKind::string);
        if (wanted && *wanted != name_of(kind) && !may_be_number) {
            fail(fmt::format("{} has a value of type {}", what, name_of(kind)),
                 fmt::format("{}, as the task's type is {}", *wanted, task_.type));
        }
    }

    void check_input(const Input& input) const {
        const bool takes_atom = signature_.arguments.size() == 2;
        if (takes_atom != input.atom.has_value()) {
            fail(takes_atom ? "the input has no atom" : "the input has an atom",
                 (takes_atom ? "[tokens, atom], as the task's type is "
                             : "tokens alone, as the task's type is ") +
                     task_.type);
        }
        if (!have_same_kinds(task_.examples.front().input, input)) {
            fail("the type of the input differs from that of the inputs before it",
                 "inputs of one type in all examples");
        }
        if (!input.tokens.empty()) { // all tokens are of one kind
            check_kind("the input", kind_of(input.tokens.front()), signature_.arguments[0], false);
        }
        if (input.atom) {
            check_kind("the atom", kind_of(*input.atom), signature_.arguments[1], false);
        }
    }

    // A type variable stands for the same type in all examples.
    void check_alike(const Output& output) {
        if (!first_output_) {
            first_output_ = &output;
        }
        const auto is_text = [](const Output& of) {
            const auto* const values = std::get_if<Sequence>(&of);
            return values != nullptr && !values->empty() &&
                   kind_of(values->front()) == ValueKind::string;
        };
        if (output.index() != first_output_->index() ||
            is_text(output) != is_text(*first_output_)) {
            fail("the type of the output differs from that of the outputs before it",
                 "outputs of one type in all examples");
        }
    }

    void check_output(const Output& output, std::size_t tokens) {
        const std::size_t size =
            std::visit([](const auto& values) { return values.size(); }, output);
        if (size == 0 && tokens == 0) {
            return; // has no type
        }
        const bool is_matrix = std::holds_alternative<Matrix>(output);
        check_alike(output);
        const bool may_be_matrix =
            types_.is_variable(signature_.result) || types_.name(signature_.result) == "sel";
        const bool may_be_sequence = types_.is_variable(signature_.result) || !may_be_matrix;
        if (is_matrix ? !may_be_matrix : !may_be_sequence) {
            fail(is_matrix ? "the output is a matrix" : "the output is a list of values",
                 fmt::format("{}, as the task's type is {}",
                             is_matrix ? "a list of values" : "a list of rows of truth values",
                             task_.type));
        }
        if (size != tokens) {
            fail(fmt::format("the output has {} for {}", counted(size, is_matrix ? "row" : "value"),
                             counted(tokens, "token")),
                 fmt::format("{}: a program of RASP gives one for each token", tokens));
        }
        if (!is_matrix) {
            for (const Value& value : std::get<Sequence>(output)) {
                check_kind("the output", kind_of(value), signature_.result, true);
            }
        }
    }

    const TypeStore& types_;
    lambda::Signature signature_;
    const Task& task_;
    std::string place_;
    const Output* first_output_ = nullptr;
};

bool are_alike(const std::optional<Output>& a, const std::optional<Output>& b) {
    return a && b ? are_equal(*a, *b, {.tolerance = task_tolerance, .booleans_as_numbers = true})
                  : !a && !b;
}

std::string shown_output(const Example& example) {
    return example.output ? to_json(*example.output).dump() : "an error";
}

void check_agreement(const Task& task) {
    const std::optional<Contradiction> found = contradiction_in(task);
    if (!found) {
        return;
    }
    const Example& first = task.examples[found->first];
    const Json tokens = to_json(Output(first.input.tokens));
    const Json input =
        first.input.atom ? Json::array({tokens, to_json(*first.input.atom)}) : tokens;
    constexpr std::size_t most = 60; // characters of a value
    throw InputError({.found = fmt::format(
                          "examples {} and {} of the task {} contradict each other: for the "
                          "input {}, one gives {} and the other {}",
                          found->first + 1, found->second + 1, quote_excerpt(task.name),
                          safe_excerpt(input.dump(), most), safe_excerpt(shown_output(first), most),
                          safe_excerpt(shown_output(task.examples[found->second]), most)),
                      .expected = "one output for each input"});
}

} // namespace

std::optional<Contradiction> contradiction_in(const Task& task) {
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (task.examples[k].input == task.examples[i].input &&
                !are_alike(task.examples[k].output, task.examples[i].output)) {
                return Contradiction{.first = k, .second = i};
            }
        }
    }
    return std::nullopt;
}

TypeId check_task(TypeStore& types, const Task& task) {
    const auto about_type = [&](const std::string& found) {
        return fmt::format("the type of the task {}: {}", quote_excerpt(task.name), found);
    };
    TypeId request{};
    try {
        request = parse_task_type(types, task.type);
    } catch (const InputError& error) {
        InputProblem problem = error.problem();
        problem.found = about_type(problem.found);
        throw InputError(std::move(problem));
    }
    const std::optional<std::size_t> arity = program_arity(types, request);
    if (!arity || lambda::signature_of(types, request).arguments.size() != *arity) {
        throw InputError(
            {.found = about_type(task.type + " is not the type of a program"),
             .expected = "input(a) -> seq(b) or input(a) -> seq(b) -> seq(c); sel for the last"});
    }
    ExampleCheck check(types, request, task);
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        check.check(i);
    }
    check_agreement(task);
    return request;
}

} // namespace rasp_stitch::rasp
