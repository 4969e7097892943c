#include "integration/abstraction/library_bodies.hpp"

#include "integration/abstraction/score.hpp"
#include "integration/abstraction/unfolding.hpp"
#include "lambda/terms/inlining.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>

namespace rasp_stitch::abstraction {

using enumerator::Production;
using lambda::TermId;

namespace {

std::string name_of(const lambda::TermStore& terms, TermId body) {
    return "#" + enumerator::print_expression(terms, body);
}

// Returns the abstraction of a body if it has the type.
std::optional<Production> production_of(enumerator::ExpressionTypes& expression_types,
                                        const std::string& expression, lambda::TypeId type) {
    try {
        Production production = expression_types.production(expression);
        return production.type == type ? std::optional(std::move(production)) : std::nullopt;
    } catch (const InputError&) { // it has no type
        return std::nullopt;
    }
}

} // namespace

ProgramSelection bodies_of(enumerator::Language& language,
                           std::span<const Production> abstractions) {
    ProgramSelection bodies;
    for (std::uint32_t i = 0; i < abstractions.size(); ++i) {
        bodies.programs.roots.push_back(enumerator::read_expression(
            language.terms, std::string_view(abstractions[i].expression).substr(1)));
        bodies.programs.tasks.push_back(i);
        bodies.places.push_back({i, 0});
        bodies.requests.push_back(abstractions[i].type);
        bodies.log_likelihoods.push_back(0);
    }
    bodies.programs.task_count = abstractions.size();
    return bodies;
}

std::vector<Renaming> shorter_bodies(enumerator::Language& language,
                                     enumerator::ExpressionTypes& expression_types,
                                     std::span<const Production> abstractions,
                                     std::span<const Production> others,
                                     std::span<const TermId> rewritten) {
    std::vector<std::size_t> order(abstractions.size()); // a name contains only shorter ones
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {},
                             [&](std::size_t i) { return abstractions[i].expression.size(); });
    std::vector<Renaming> renamings;
    const auto is_taken = [&](const std::string& name) {
        const auto has_name = [&](const Production& one) { return one.expression == name; };
        return std::ranges::any_of(others, has_name) ||
               std::ranges::any_of(abstractions, has_name) ||
               std::ranges::any_of(renamings,
                                   [&](const Renaming& one) { return has_name(one.after); });
    };
    for (const std::size_t i : order) {
        const Production& old = abstractions[i];
        const TermId body =
            enumerator::read_expression(language.terms, std::string_view(old.expression).substr(1));
        const std::vector<TermId> either = renamed(language.terms, {body, rewritten[i]}, renamings);
        std::optional<Production> after;
        if (either[1] != either[0] && have_same_unfolding(language.terms, body, either[1])) {
            after = production_of(expression_types, name_of(language.terms, either[1]), old.type);
            if (after &&
                (production_size(after->expression) >= production_size(old.expression) ||
                 is_taken(after->expression) || !is_sized_by_dreamcoder(after->expression))) {
                after.reset();
            }
        }
        if (!after && either[0] != body) {
            after = production_of(expression_types, name_of(language.terms, either[0]), old.type);
        }
        if (after) {
            renamings.push_back({.before = old, .after = *std::move(after)});
        }
    }
    return renamings;
}

std::vector<TermId> renamed(lambda::TermStore& terms, std::vector<TermId> roots,
                            std::span<const Renaming> renamings) {
    for (const Renaming& renaming : renamings) {
        if (terms.has_primitive(renaming.before.expression)) {
            roots = lambda::inline_uses(terms, roots,
                                        {.name = terms.primitive(renaming.before.expression),
                                         .arity = 0,
                                         .body = terms.primitive(renaming.after.expression)});
        }
    }
    return roots;
}

} // namespace rasp_stitch::abstraction
