#include "tests/compressor/judge/plain_terms.hpp"

namespace rasp_stitch::judge {

using lambda::TermKind;

std::int64_t plain_cost(const TermStore& store, TermId term, const PlainCosts& costs) {
    switch (store.kind(term)) {
    case TermKind::application:
        return costs.application + plain_cost(store, store.function(term), costs) +
               plain_cost(store, store.argument(term), costs);
    case TermKind::lambda:
        return costs.lambda + plain_cost(store, store.body(term), costs);
    case TermKind::variable:
        return costs.variable;
    case TermKind::metavariable:
        return 0;
    case TermKind::primitive:
        break;
    }
    const auto own = costs.primitives.find(store.name(term));
    return own == costs.primitives.end() ? costs.primitive : own->second;
}

bool is_bound(const TermStore& store, TermId term, std::uint32_t lambdas) {
    switch (store.kind(term)) {
    case TermKind::application:
        return is_bound(store, store.function(term), lambdas) &&
               is_bound(store, store.argument(term), lambdas);
    case TermKind::lambda:
        return is_bound(store, store.body(term), lambdas + 1);
    case TermKind::variable:
        return store.index(term) < lambdas;
    default:
        return true;
    }
}

std::optional<TermId> moved_out(TermStore& store, TermId term, std::uint32_t levels,
                                std::uint32_t depth) {
    if (levels == 0) {
        return term;
    }
    switch (store.kind(term)) {
    case TermKind::application: {
        const auto function = moved_out(store, store.function(term), levels, depth);
        const auto argument = moved_out(store, store.argument(term), levels, depth);
        if (!function || !argument) {
            return std::nullopt;
        }
        return store.application(*function, *argument);
    }
    case TermKind::lambda: {
        const auto body = moved_out(store, store.body(term), levels, depth + 1);
        if (!body) {
            return std::nullopt;
        }
        return store.lambda(*body, store.tag(term));
    }
    case TermKind::variable: {
        const std::uint32_t index = store.index(term);
        if (index < depth) {
            return term;
        }
        if (index < depth + levels) {
            return std::nullopt;
        }
        return store.variable(index - levels, store.tag(term));
    }
    default:
        return term;
    }
}

TermId moved_in(TermStore& store, TermId term, std::uint32_t levels, std::uint32_t depth) {
    switch (store.kind(term)) {
    case TermKind::application: {
        const TermId function = moved_in(store, store.function(term), levels, depth);
        const TermId argument = moved_in(store, store.argument(term), levels, depth);
        return store.application(function, argument);
    }
    case TermKind::lambda: {
        const TermId body = moved_in(store, store.body(term), levels, depth + 1);
        return store.lambda(body, store.tag(term));
    }
    case TermKind::variable:
        return store.index(term) < depth
                   ? term
                   : store.variable(store.index(term) + levels, store.tag(term));
    default:
        return term;
    }
}

TermId put_in(TermStore& store, TermId body, const std::vector<TermId>& arguments,
              std::uint32_t depth) {
    switch (store.kind(body)) {
    case TermKind::application: {
        const TermId function = put_in(store, store.function(body), arguments, depth);
        const TermId argument = put_in(store, store.argument(body), arguments, depth);
        return store.application(function, argument);
    }
    case TermKind::lambda: {
        const TermId inner = put_in(store, store.body(body), arguments, depth + 1);
        return store.lambda(inner, store.tag(body));
    }
    case TermKind::metavariable:
        return moved_in(store, arguments.at(store.index(body)), depth);
    default:
        return body;
    }
}

TermId inlined(TermStore& store, TermId term, TermId name, std::uint32_t arity, TermId body) {
    std::vector<TermId> arguments;
    TermId head = term;
    while (store.is(TermKind::application, head)) {
        arguments.insert(arguments.begin(), store.argument(head));
        head = store.function(head);
    }
    if (head == name && arguments.size() == arity) {
        for (TermId& argument : arguments) {
            argument = inlined(store, argument, name, arity, body);
        }
        return put_in(store, body, arguments);
    }
    if (store.is(TermKind::application, term)) {
        const TermId function = inlined(store, store.function(term), name, arity, body);
        const TermId argument = inlined(store, store.argument(term), name, arity, body);
        return store.application(function, argument);
    }
    if (store.is(TermKind::lambda, term)) {
        return store.lambda(inlined(store, store.body(term), name, arity, body), store.tag(term));
    }
    return term;
}

namespace {

// `$0` of the body becomes the argument, which stands under `depth` lambdas there.
TermId put_for_variable(TermStore& store, TermId body, TermId argument, std::uint32_t depth) {
    switch (store.kind(body)) {
    case TermKind::application: {
        const TermId left = put_for_variable(store, store.function(body), argument, depth);
        const TermId right = put_for_variable(store, store.argument(body), argument, depth);
        return store.application(left, right);
    }
    case TermKind::lambda: {
        const TermId inner = put_for_variable(store, store.body(body), argument, depth + 1);
        return store.lambda(inner, store.tag(body));
    }
    case TermKind::variable: {
        const std::uint32_t index = store.index(body);
        if (index < depth) {
            return body;
        }
        return index == depth ? moved_in(store, argument, depth)
                              : store.variable(index - 1, store.tag(body));
    }
    default:
        return body;
    }
}

std::optional<TermId> normal_form_within(TermStore& store, TermId term, int& steps) {
    if (steps < 0) {
        return std::nullopt;
    }
    if (store.is(TermKind::application, term)) {
        const auto function = normal_form_within(store, store.function(term), steps);
        const auto argument = normal_form_within(store, store.argument(term), steps);
        if (!function || !argument) {
            return std::nullopt;
        }
        if (!store.is(TermKind::lambda, *function)) {
            return store.application(*function, *argument);
        }
        --steps;
        const TermId contracted = put_for_variable(store, store.body(*function), *argument, 0);
        return normal_form_within(store, contracted, steps);
    }
    if (store.is(TermKind::variable, term)) {
        return store.variable(store.index(term));
    }
    if (!store.is(TermKind::lambda, term)) {
        return term;
    }
    const auto body = normal_form_within(store, store.body(term), steps);
    if (!body) {
        return std::nullopt;
    }
    if (store.is(TermKind::application, *body)) {
        const TermId argument = store.argument(*body);
        if (store.is(TermKind::variable, argument) && store.index(argument) == 0) {
            if (const auto outside = moved_out(store, store.function(*body), 1)) {
                return outside;
            }
        }
    }
    return store.lambda(*body);
}

} // namespace

std::optional<TermId> plain_normal_form(TermStore& store, TermId term) {
    int steps = 40;
    return normal_form_within(store, term, steps);
}

std::int64_t count_of(const TermStore& store, TermId part, TermId term) {
    if (part == term) {
        return 1;
    }
    switch (store.kind(term)) {
    case TermKind::application:
        return count_of(store, part, store.function(term)) +
               count_of(store, part, store.argument(term));
    case TermKind::lambda:
        return count_of(store, part, store.body(term));
    default:
        return 0;
    }
}

} // namespace rasp_stitch::judge
