#include "recognition/near/found_program.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/typing.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::recognition {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Calls `visit` for each part of a term without lambdas that is not to the left of an application.
template <class Visit>
void visit_parts(const TermStore& terms, TermId term, const Visit& visit) {
    visit(term);
    while (terms.is(TermKind::application, term)) {
        visit_parts(terms, terms.argument(term), visit);
        term = terms.function(term);
    }
}

// Calls `visit` for each term in which one call has become one of its arguments.
void visit_replacements(TermStore& terms, TermId term, const std::function<void(TermId)>& visit) {
    if (terms.is(TermKind::lambda, term)) {
        visit_replacements(terms, terms.body(term),
                           [&](TermId body) { visit(terms.lambda(body)); });
        return;
    }
    std::vector<TermId> arguments;
    TermId head = term;
    for (; terms.is(TermKind::application, head); head = terms.function(head)) {
        arguments.insert(arguments.begin(), terms.argument(head));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!terms.is(TermKind::variable, arguments[i])) {
            visit(arguments[i]);
        }
        visit_replacements(terms, arguments[i], [&](TermId argument) {
            TermId changed = head;
            for (std::size_t k = 0; k < arguments.size(); ++k) {
                changed = terms.application(changed, k == i ? argument : arguments[k]);
            }
            visit(changed);
        });
    }
}

std::size_t names_in(const TermStore& terms, TermId term) {
    std::size_t names = 1;
    for (; terms.is(TermKind::application, term); term = terms.function(term)) {
        names += names_in(terms, terms.argument(term));
    }
    return names;
}

std::vector<std::string> literals_of(const TermStore& terms, TermId term) {
    std::vector<std::string> literals;
    const auto add = [&](TermId part) {
        while (terms.is(TermKind::application, part)) {
            part = terms.function(part);
        }
        if (terms.is(TermKind::primitive, part) && !terms.name(part).starts_with('#') &&
            rasp::parse_literal(terms.name(part)) &&
            std::ranges::find(literals, terms.name(part)) == literals.end()) {
            literals.push_back(terms.name(part));
        }
    };
    while (terms.is(TermKind::lambda, term)) {
        term = terms.body(term);
    }
    visit_parts(terms, term, add);
    return literals;
}

} // namespace

std::optional<std::string> smallest_part(const std::string& program, const NearTask& task) {
    TermStore terms;
    TermId body = enumerator::read_expression(terms, program);
    std::size_t lambdas = 0;
    for (; terms.is(TermKind::lambda, body); body = terms.body(body)) {
        ++lambdas;
    }
    std::vector<TermId> parts;
    visit_parts(terms, body, [&](TermId part) {
        if (!terms.is(TermKind::lambda, part) && std::ranges::find(parts, part) == parts.end()) {
            parts.push_back(part);
        }
    });
    std::ranges::stable_sort(parts, {}, [&](TermId part) { return names_in(terms, part); });
    for (TermId part : parts) {
        for (std::size_t i = 0; i < lambdas; ++i) {
            part = terms.lambda(part);
        }
        const std::string text = enumerator::print_expression(terms, part);
        TermStore unfolded;
        if (is_answer(exact_score(unfolded, enumerator::read_unfolded(unfolded, text), task),
                      task)) {
            return text;
        }
    }
    return std::nullopt;
}

std::string pruned(const std::string& program, const NearTask& task) {
    const auto wrong_cells = [&](const std::string& text) {
        TermStore unfolded;
        return exact_score(unfolded, enumerator::read_unfolded(unfolded, text), task).wrong;
    };
    std::string best = program;
    std::size_t wrong = wrong_cells(best);
    for (bool improves = wrong > 0; improves && wrong > 0;) {
        improves = false;
        TermStore terms;
        const TermId whole = enumerator::read_expression(terms, best);
        std::vector<TermId> shorter;
        visit_replacements(terms, whole, [&](TermId term) { shorter.push_back(term); });
        for (const TermId term : shorter) {
            const std::string text = enumerator::print_expression(terms, term);
            if (const std::size_t now = wrong_cells(text); now < wrong) {
                wrong = now;
                best = text;
                improves = true;
            }
        }
    }
    return best;
}

double cost_in(enumerator::Language language, const NearTask& task, const std::string& program) {
    const TermId term = enumerator::read_expression(language.terms, program);
    const lambda::TypeId request = rasp::parse_task_type(language.types, task.task().type);
    try {
        return -enumerator::log_prior(language.types, enumerator::view_of(language), request,
                                      language.terms, term);
    } catch (const InputError&) {
        return -enumerator::impossible; // it has a name that the grammar lacks
    }
}

double program_cost(const enumerator::Language& language, const NearTask& task,
                    const std::string& program) {
    enumerator::Language own = language;
    if (std::holds_alternative<enumerator::Grammar>(own.grammar)) {
        const TermId term = enumerator::read_expression(own.terms, program);
        std::vector<std::string> literals = task.search.literals;
        for (std::string& literal : literals_of(own.terms, term)) {
            literals.push_back(std::move(literal));
        }
        std::ranges::sort(literals);
        literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
        own = enumerator::with_literals(std::move(own), literals);
    }
    return cost_in(std::move(own), task, program);
}

} // namespace rasp_stitch::recognition
