#include "enumerator/evidence/plain_language.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/subterms.hpp"

#include <array>
#include <set>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using lambda::TermKind;

// The lambdas of the request stay, since an eta-long program has them. Below them the normal form
// has no others: no primitive takes functions.
TermId written_out(lambda::TermStore& terms, const lambda::TypeStore& types, lambda::TypeId request,
                   std::string_view program) {
    const std::size_t arguments = lambda::signature_of(types, request).arguments.size();
    TermId body = read_unfolded(terms, program);
    std::size_t lambdas = 0;
    for (; lambdas < arguments && terms.is(TermKind::lambda, body); ++lambdas) {
        body = terms.body(body);
    }
    TermId term = lambda::normal_form(terms, body).value_or(body); // programs with types have one
    for (; lambdas > 0; --lambdas) {
        term = terms.lambda(term);
    }
    return term;
}

PlainLanguage::PlainLanguage(const Language& language, lambda::TypeId request,
                             std::span<const std::string> programs)
    : types_(language.types), request_(request), grammar_(grammar_of(language, programs)),
      view_(types_, grammar_), likelihood_(types_, view_) {}

Grammar PlainLanguage::grammar_of(const Language& language, std::span<const std::string> programs) {
    std::vector<std::string> names;
    std::set<std::string> met;
    const auto add = [&](const std::string& name) {
        if (!name.starts_with('#') && met.insert(name).second) {
            names.push_back(name);
        }
    };
    std::visit(
        [&](const auto& grammar) {
            for (const Production& production : grammar.productions) {
                add(production.expression);
            }
        },
        language.grammar);
    for (const std::string& program : programs) {
        const std::array roots = {written_out(program)};
        for (const TermId part : lambda::subterms(terms_, roots)) {
            if (terms_.is(TermKind::primitive, part)) {
                add(terms_.name(part));
            }
        }
    }
    return uniform_grammar(types_, names, language.primitive_type);
}

double PlainLanguage::nats(TermId program) {
    return -likelihood_.log_prior(request_, terms_, program);
}

} // namespace rasp_stitch::enumerator
