#include "rasp/program/eval_session.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/variable_names.hpp"
#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/evaluator/trace.hpp"
#include "rasp/language/causal_form.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/language/written_out.hpp"
#include "rasp/report/evaluation_data.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TypeId;

namespace {

void require_program(const EvalProgram& program, const std::string& type) {
    if (program.arity == 0) {
        throw InputError({.found = "this is " + type + ", which does not take an input",
                          .expected = "a program, (lam BODY) of type input(a) -> seq(b), or with "
                                      "an atom input(a) -> seq(c) -> seq(b)"});
    }
}

bool leaves_input_free(const lambda::TermStore& store, lambda::TermId term) {
    return store.free_bound(term) == 1;
}

} // namespace

EvalProgram EvalSession::read(std::string_view text) {
    return program(read_typed(store_, types_, text, {.library = &library_}));
}

EvalProgram EvalSession::program(const TypedProgram& typed) {
    return {.typed = is_causal_ ? causal_form(store_, types_, typed, library_) : typed,
            .arity = program_arity(types_, typed.type).value_or(0)};
}

PrintedSource EvalSession::printed(const EvalProgram& program, PrintForm form,
                                   NameChanges changes) {
    std::vector<SourceDefinition> library;
    for (const lambda::TermId name : library_.names()) {
        library.push_back({.name = store_.name(name), .term = *library_.find(name)});
    }
    const std::array programs = {SourceDefinition{.name = "program", .term = program.typed.term}};
    return print_programs(store_, types_,
                          {.library = library, .programs = programs, .changes = std::move(changes)},
                          form);
}

EvalProgram EvalSession::read_expression(std::string_view given) {
    const std::string text = without_abstractions(given);
    const lambda::TermId term = lambda::parse(store_, text);
    if (leaves_input_free(store_, term)) {
        return read(fmt::format("(lam {}\n)", text));
    }
    EvalProgram program = read(text);
    const TypeId type = program.typed.type;
    if (program.arity == 0 && !types_.is_variable(type) &&
        (types_.name(type) == "seq" || types_.name(type) == "sel")) {
        program = read(fmt::format("(lam {}\n)", text));
    }
    return program;
}

void EvalSession::define(std::string_view name, std::string_view text) {
    if (!lambda::is_primitive_name(name) || find_primitive(name) != nullptr ||
        find_alias(name) != nullptr || parse_literal(name)) {
        throw InputError({.found = quote_excerpt(name) + " cannot be a name",
                          .expected = "a word without blanks and parentheses that means nothing "
                                      "yet"});
    }
    const TypedProgram typed = read_typed(store_, types_, text, {.library = &library_});
    // Written out, it does not change when a name in it is defined again.
    library_.add(store_.primitive(name), written_out(store_, typed.term, library_));
}

std::string EvalSession::type_text(const EvalProgram& program) const {
    return lambda::print_type(types_, program.typed.type);
}

Input EvalSession::input_of(const EvalProgram& program, const JsonCursor& json) {
    return input_from_json(json, program.arity == 2 ? 2 : 1);
}

void EvalSession::check_input(const EvalProgram& program, const Input& input) {
    require_program(program, type_text(program));
    const bool takes_atom = program.arity == 2;
    if (takes_atom != input.atom.has_value()) {
        throw InputError({.found = takes_atom ? "the program takes an atom besides the input"
                                              : "the program takes an input only",
                          .expected = takes_atom ? "a list and an atom, such as '[[3, 1, 2], 7]'"
                                                 : "a list without an atom"});
    }
    if (input.tokens.empty()) {
        return; // the evaluator reports it
    }
    const lambda::Signature signature = lambda::signature_of(types_, program.typed.type);
    const auto wanted = [&](std::string_view constructor, const Value& value) {
        const TypeId base = types_.constructor(name_of(kind_of(value)));
        return types_.constructor(constructor, std::array{base});
    };
    lambda::Unifier unifier(types_);
    const auto fit = [&](lambda::TypeInstance parameter, TypeId given, std::string_view what) {
        if (unifier.unify(parameter, {given, 0}) == lambda::Unification::done) {
            return;
        }
        const std::optional<TypeId> type = lambda::Resolver(types_, unifier).resolve(parameter);
        throw InputError({.found = fmt::format("{} is {}", what, lambda::print_type(types_, given)),
                          .expected = fmt::format("{}, as the program is {}",
                                                  lambda::print_type(types_, type.value()),
                                                  type_text(program))});
    };
    const lambda::TypeInstance whole = unifier.instantiate(program.typed.type);
    fit({signature.arguments[0], whole.offset}, wanted("input", input.tokens.front()), "the input");
    if (input.atom) {
        fit({signature.arguments[1], whole.offset}, wanted("seq", *input.atom), "the atom");
    }
}

Output EvalSession::output(const EvalProgram& program, const Input& input) {
    check_input(program, input);
    Evaluation evaluation = evaluate(store_, program.typed.term, input, {.library = &library_});
    if (!evaluation.output) {
        throw EvaluationError(describe(store_, evaluation.failure));
    }
    return *std::move(evaluation.output);
}

std::string EvalSession::evaluated(const EvalProgram& program, const Input& input) {
    return shown(output(program, input), input.tokens);
}

std::string EvalSession::traced(const EvalProgram& program, const Input& input) {
    check_input(program, input);
    Trace made = trace(compiled(program), input);
    if (made.failure) {
        throw EvaluationError(describe(store_, made.failure), std::move(made.text));
    }
    return std::move(made.text);
}

std::vector<Evaluation> EvalSession::evaluations(const EvalProgram& program,
                                                 std::span<const Input> inputs) {
    require_program(program, type_text(program));
    for (const Input& input : inputs) {
        check_input(program, input);
    }
    return evaluate(store_, program.typed.term, inputs, {.library = &library_});
}

nlohmann::ordered_json EvalSession::page_data(const EvalProgram& program,
                                              const std::optional<Input>& input) {
    nlohmann::ordered_json data = {{"kind", "evaluation"},
                                   {"text", lambda::print(store_, program.typed.term)},
                                   {"type", type_text(program)},
                                   {"variables", lambda::first_variable_names(store_)}};
    try {
        data["source"] = printed(program, PrintForm::rasp).text;
    } catch (const InputError&) {
        data.erase("source"); // it has no form that the reference interpreter reads
    }
    const Bytecode code = compiled(program);
    if (input) {
        check_input(program, *input);
        data["run"] = run_data(store_, code, *input);
    }
    if (!code.gives_selector()) {
        data["transformer"] = transformer_data(code);
    }
    return data;
}

nlohmann::ordered_json EvalSession::run_of(const EvalProgram& program, const Input& input) {
    check_input(program, input);
    return run_data(store_, compiled(program), input);
}

Bytecode EvalSession::compiled(const EvalProgram& program) {
    require_program(program, type_text(program));
    Compilation compilation =
        compile(store_, program.typed.term, {.arity = program.arity, .library = &library_});
    if (!compilation.code) {
        throw EvaluationError(describe(store_, compilation.failure));
    }
    return *std::move(compilation.code);
}

} // namespace rasp_stitch::rasp
