#include "benchmarks/loop/rewritten_program.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/abstraction/proposals.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"
#include "rasp/language/typing.hpp"
#include "support/text/input_error.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::benchmarks {

using enumerator::Language;
using enumerator::Production;
using lambda::Abstraction;
using lambda::TermId;
using lambda::TermStore;

namespace {

// Returns the abstraction with all arguments that its type has, so that uses are saturated.
Abstraction abstraction_of(Language& language, const Production& production) {
    TermStore& terms = language.terms;
    const std::string& text = production.expression;
    const auto arity = static_cast<std::uint32_t>(
        lambda::signature_of(language.types, production.type).arguments.size());
    TermId body = enumerator::read_expression(terms, text.substr(1));
    for (std::uint32_t i = 0; i < arity; ++i) {
        body = terms.application(body, terms.metavariable(i));
    }
    return {.name = terms.primitive(text),
            .arity = arity,
            .body = lambda::normal_form(terms, body).value()};
}

std::vector<Abstraction> library_of(Language& language) {
    std::vector<Abstraction> library;
    const std::span<const Production> productions = productions_of(language.grammar);
    for (std::size_t i = productions.size(); i-- > 0;) {
        const Production& production = productions[i];
        if (production.expression.starts_with('#')) {
            library.push_back(abstraction_of(language, production));
        }
    }
    return library;
}

} // namespace

DepthMeter::DepthMeter(Language& language)
    : language_(language), library_(library_of(language)), view_(enumerator::view_of(language)),
      likelihood_(language.types, view_) {}

std::optional<double> DepthMeter::prior_of(lambda::TypeId request, TermId term) {
    try {
        return likelihood_.log_prior(request, language_.terms, term);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::optional<double> DepthMeter::log_prior(lambda::TypeId request, const std::string& program) {
    TermId term{};
    try {
        term =
            rasp::read_typed(language_.terms, language_.types, program, {.request = request}).term;
    } catch (const InputError&) {
        return std::nullopt;
    }
    std::optional<double> best = prior_of(request, term);
    for (const Abstraction& abstraction : library_) {
        const TermId rewritten =
            abstraction::rewritten_with(language_.terms, {{term}, {0}, 1}, abstraction).front();
        const std::optional<double> prior = prior_of(request, rewritten);
        if (prior && (!best || *prior > *best)) {
            best = prior;
            term = rewritten;
        }
    }
    return best;
}

} // namespace rasp_stitch::benchmarks
