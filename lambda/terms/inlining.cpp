#include "lambda/terms/inlining.hpp"

#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <optional>

namespace rasp_stitch::lambda {

namespace {

// Returns the arguments if `term` is the abstraction's name applied to as many as it takes.
std::optional<std::vector<TermId>> saturated_arguments(const TermStore& store, TermId term,
                                                       const Abstraction& abstraction) {
    std::vector<TermId> arguments;
    while (arguments.size() < abstraction.arity && store.is(TermKind::application, term)) {
        arguments.push_back(store.argument(term));
        term = store.function(term);
    }
    if (arguments.size() != abstraction.arity || term != abstraction.name) {
        return std::nullopt;
    }
    std::reverse(arguments.begin(), arguments.end());
    return arguments;
}

} // namespace

std::vector<TermId> inline_uses(TermStore& store, std::span<const TermId> roots,
                                const Abstraction& abstraction) {
    std::vector<TermId> inlined(store.size()); // by id, for the parts of the roots
    for (const TermId part : subterms(store, roots)) {
        TermId made = part;
        if (store.is(TermKind::application, part)) {
            const TermId function = inlined[index_of(store.function(part))];
            const TermId argument = inlined[index_of(store.argument(part))];
            // Most parts stay as they are, and need not be looked up.
            if (function != store.function(part) || argument != store.argument(part)) {
                made = store.application(function, argument);
            }
        } else if (store.is(TermKind::lambda, part)) {
            const TermId body = inlined[index_of(store.body(part))];
            if (body != store.body(part)) {
                made = store.lambda(body, store.tag(part));
            }
        }
        if (const auto arguments = saturated_arguments(store, made, abstraction)) {
            made = instantiate(store, abstraction.body, *arguments);
        }
        inlined[index_of(part)] = made;
    }
    std::vector<TermId> results;
    results.reserve(roots.size());
    for (const TermId root : roots) {
        results.push_back(inlined[index_of(root)]);
    }
    return results;
}

} // namespace rasp_stitch::lambda
