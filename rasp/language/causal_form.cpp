#include "rasp/language/causal_form.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "rasp/language/written_out.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> forms = {
    {{"aggregate", "(lam (aggregate (causal $0)))"},
     {"aggregate_default", "(lam (aggregate_default (causal $0)))"},
     {"aggregate_max", "(lam (aggregate_max (causal $0)))"},
     {"aggregate_min", "(lam (aggregate_min (causal $0)))"},
     {"selector_width", "(lam (selector_width (causal $0)))"},
     {"length", "(lam (add (indices $0) one))"}}};

bool gives_selector(const lambda::TypeStore& types, lambda::TypeId type) {
    const lambda::TypeId result = lambda::signature_of(types, type).result;
    return !types.is_variable(result) && types.name(result) == "sel";
}

// A selector that a program gives has nothing around it that could be causal.
TermId causal_selector(lambda::TermStore& store, TermId term, std::size_t arguments) {
    const auto arity = static_cast<std::uint32_t>(arguments);
    for (std::uint32_t i = arity; i-- > 0;) {
        term = store.application(term, store.variable(i));
    }
    term = store.application(store.primitive("causal"), term);
    for (std::uint32_t i = 0; i < arity; ++i) {
        term = store.lambda(term);
    }
    return term;
}

} // namespace

TypedProgram causal_form(lambda::TermStore& store, lambda::TypeStore& types, TypedProgram program,
                         const Library& library) {
    Library causal_forms;
    for (const auto& [name, form] : forms) {
        causal_forms.add(store.primitive(name), lambda::parse(store, form));
    }
    TermId term = written_out(store, written_out(store, program.term, library), causal_forms);
    const std::size_t arity = program_arity(types, program.type).value_or(0);
    if (arity > 0 && gives_selector(types, program.type)) {
        term = causal_selector(store, term, arity);
    }
    program.term = lambda::normal_form(store, term).value_or(term);
    return program;
}

} // namespace rasp_stitch::rasp
