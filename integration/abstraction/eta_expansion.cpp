#include "integration/abstraction/eta_expansion.hpp"

#include "lambda/terms/substitution.hpp"

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;
using lambda::TypeInstance;

EtaExpansion::EtaExpansion(const lambda::TypeStore& types,
                           std::span<const enumerator::Production> productions)
    : types_(&types), unifier_(types) {
    for (const enumerator::Production& production : productions) {
        production_types_.emplace(production.expression, production.type);
    }
}

std::optional<TermId> EtaExpansion::eta_long(TermStore& store, lambda::TypeId request,
                                             TermId term) {
    const lambda::Unifier::Mark mark = unifier_.mark();
    environment_.clear();
    const std::optional<TermId> made = expanded(store, unifier_.instantiate(request), term);
    unifier_.undo(mark);
    return made;
}

// Returns the type as far as it is known, if it is an arrow.
std::optional<TypeInstance> EtaExpansion::as_arrow(TypeInstance type) const {
    const TypeInstance known = unifier_.walk(type);
    return types_->is_arrow(known.type) ? std::optional(known) : std::nullopt;
}

std::optional<TermId> EtaExpansion::expanded(TermStore& store, TypeInstance request, TermId term) {
    const std::optional<TypeInstance> arrow = as_arrow(request);
    if (!arrow) {
        return call(store, request, term);
    }
    const TermId body = store.is(TermKind::lambda, term)
                            ? store.body(term)
                            : store.application(lambda::raise(store, term, 1), store.variable(0));
    environment_.push_back(unifier_.argument(*arrow, 0));
    const std::optional<TermId> made = expanded(store, unifier_.argument(*arrow, 1), body);
    environment_.pop_back();
    return made ? std::optional(store.lambda(*made)) : std::nullopt;
}

std::optional<TypeInstance> EtaExpansion::type_of(const TermStore& store, TermId head) {
    if (store.is(TermKind::variable, head)) {
        const std::uint32_t index = store.index(head);
        return index < environment_.size()
                   ? std::optional(environment_[environment_.size() - 1 - index])
                   : std::nullopt;
    }
    if (!store.is(TermKind::primitive, head)) {
        return std::nullopt;
    }
    const auto found = production_types_.find(store.name(head));
    return found == production_types_.end() ? std::nullopt
                                            : std::optional(unifier_.instantiate(found->second));
}

std::optional<TermId> EtaExpansion::call(TermStore& store, TypeInstance request, TermId term) {
    std::vector<TermId> arguments; // the first one last
    TermId head = term;
    for (; store.is(TermKind::application, head); head = store.function(head)) {
        arguments.push_back(store.argument(head));
    }
    const std::optional<TypeInstance> type = type_of(store, head);
    if (!type) {
        return std::nullopt;
    }
    // A result that is a variable may become a function by the arguments; eta-long programs, whose
    // places are filled from left to right, do not have such calls.
    std::vector<TypeInstance> wanted;
    TypeInstance result = *type;
    for (auto arrow = as_arrow(result); arrow; arrow = as_arrow(result)) {
        wanted.push_back(unifier_.argument(*arrow, 0));
        result = unifier_.argument(*arrow, 1);
    }
    if (wanted.size() != arguments.size() ||
        unifier_.unify(result, request) != lambda::Unification::done) {
        return std::nullopt;
    }
    TermId made = head;
    for (const TypeInstance argument_type : wanted) {
        const std::optional<TermId> argument = expanded(store, argument_type, arguments.back());
        arguments.pop_back();
        if (!argument) {
            return std::nullopt;
        }
        made = store.application(made, *argument);
    }
    return made;
}

} // namespace rasp_stitch::abstraction
