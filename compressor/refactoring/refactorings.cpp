#include "compressor/refactoring/refactorings.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::refactoring {

using lambda::TermId;
using lambda::TermKind;

namespace {

std::uint64_t key_of(SpaceId space, std::uint32_t number) {
    return (std::uint64_t{static_cast<std::uint32_t>(space)} << 32U) | number;
}

} // namespace

SpaceId Refactorings::of(TermId term, std::uint32_t steps) {
    return without_nested_redexes(of_parts(table_.of(term), steps), Place::plain, Redexes::allowed);
}

SpaceId Refactorings::of_parts(SpaceId program, std::uint32_t steps) {
    if (const auto known = of_parts_.find(key_of(program, steps))) {
        return *known;
    }
    SpaceId parts = program;
    if (table_.is(SpaceKind::application, program)) {
        const SpaceId function = of_parts(table_.function(program), steps);
        parts = table_.application(function, of_parts(table_.argument(program), steps));
    } else if (table_.is(SpaceKind::lambda, program)) {
        parts = table_.lambda(of_parts(table_.body(program), steps));
    }
    const SpaceId made = table_.either({program, parts, of_whole(program, steps)});
    of_parts_.put(key_of(program, steps), made);
    return made;
}

SpaceId Refactorings::of_whole(SpaceId program, std::uint32_t steps) {
    std::vector<SpaceId> found;
    SpaceId current = program;
    for (std::uint32_t step = 0; step < steps && current != VersionTable::nothing; ++step) {
        std::vector<SpaceId> arguments;
        const SpaceId unfolded = inlined(current, arguments);
        const SpaceId repeated = step == 0 && functions_ == Functions::that_repeat
                                     ? repeated_.taken_out_of(program)
                                     : VersionTable::nothing;
        current = table_.either({inverted(current), unfolded, repeated});
        found.push_back(without_nested_redexes(current, Place::plain, Redexes::allowed));
    }
    return table_.either(found);
}

// Programs in which the body of a redex has another one are many, and worth nothing: after the
// outer lambda has become an abstraction, the next search finds the inner one.
SpaceId Refactorings::without_nested_redexes(SpaceId space, Place place, Redexes redexes) {
    if (table_.kind(space) < SpaceKind::application) {
        return space;
    }
    if (table_.is(SpaceKind::lambda, space) && place == Place::applied &&
        redexes == Redexes::excluded) {
        return VersionTable::nothing;
    }
    const std::uint64_t key =
        key_of(space, static_cast<std::uint32_t>(place) * 2 + static_cast<std::uint32_t>(redexes));
    if (const auto known = pruned_.find(key)) {
        return *known;
    }
    table_.spend();
    SpaceId made = VersionTable::nothing;
    if (table_.is(SpaceKind::application, space)) {
        const SpaceId function =
            without_nested_redexes(table_.function(space), Place::applied, redexes);
        made = table_.application(
            function, without_nested_redexes(table_.argument(space), Place::plain, redexes));
    } else if (table_.is(SpaceKind::lambda, space)) {
        made = table_.lambda(
            without_nested_redexes(table_.body(space), Place::plain,
                                   place == Place::applied ? Redexes::excluded : redexes));
    } else {
        std::vector<SpaceId> kept;
        for (std::size_t i = 0; i < table_.members(space).size(); ++i) {
            kept.push_back(without_nested_redexes(table_.members(space)[i], place, redexes));
        }
        made = table_.either(kept);
    }
    pruned_.put(key, made);
    return made;
}

// Makes one substitution of those with the same value.
Refactorings::Substitutions Refactorings::joined(Substitutions all) {
    std::ranges::sort(all);
    Substitutions made;
    std::vector<SpaceId> bodies;
    for (auto first = all.begin(); first != all.end();) {
        bodies.clear();
        const SpaceId value = first->value;
        for (; first != all.end() && first->value == value; ++first) {
            bodies.push_back(first->body);
        }
        made.push_back({value, table_.either(bodies)});
    }
    return made;
}

const Refactorings::Substitutions& Refactorings::substitutions(SpaceId space,
                                                               std::uint32_t variable) {
    const std::uint64_t key = key_of(space, variable);
    if (const auto known = substitutions_.find(key); known != substitutions_.end()) {
        return known->second;
    }
    Substitutions found;
    const auto add = [&](SpaceId value, SpaceId body) {
        if (value != VersionTable::nothing && body != VersionTable::nothing) {
            found.push_back({value, body});
        }
    };
    switch (table_.kind(space)) {
    case SpaceKind::primitive:
        add(VersionTable::everything, space);
        break;
    case SpaceKind::variable:
        add(VersionTable::everything,
            table_.index(space) < variable ? space : table_.variable(table_.index(space) + 1));
        break;
    case SpaceKind::lambda:
        for (const Substitution& inner : substitutions(table_.body(space), variable + 1)) {
            add(inner.value, table_.lambda(inner.body));
        }
        break;
    case SpaceKind::application:
        found = substitutions_of_application(space, variable);
        break;
    case SpaceKind::either:
        for (std::size_t i = 0; i < table_.members(space).size(); ++i) {
            const Substitutions& inner = substitutions(table_.members(space)[i], variable);
            found.insert(found.end(), inner.begin(), inner.end());
        }
        break;
    default:
        break;
    }
    add(table_.lowered(space, variable), table_.variable(variable)); // the whole is the value
    return substitutions_.emplace(key, joined(std::move(found))).first->second;
}

Refactorings::Substitutions Refactorings::substitutions_of_application(SpaceId space,
                                                                       std::uint32_t variable) {
    // References into the table of known ones stay valid when it grows.
    const Substitutions& in_function = substitutions(table_.function(space), variable);
    const Substitutions& in_argument = substitutions(table_.argument(space), variable);
    Substitutions found;
    for (const Substitution& left : in_function) {
        for (const Substitution& right : in_argument) {
            const SpaceId value = table_.intersection(left.value, right.value);
            if (value == VersionTable::nothing) {
                continue;
            }
            if (const SpaceId body = table_.application(left.body, right.body);
                body != VersionTable::nothing) {
                found.push_back({value, body});
            }
        }
        table_.spend(in_argument.size());
        if (table_.is_exhausted()) {
            break;
        }
    }
    return found;
}

SpaceId Refactorings::inverted(SpaceId space) {
    if (const auto known = inverted_.find(key_of(space, 0))) {
        return *known;
    }
    std::vector<SpaceId> found;
    if (table_.is(SpaceKind::either, space)) {
        for (std::size_t i = 0; i < table_.members(space).size(); ++i) {
            found.push_back(inverted(table_.members(space)[i]));
        }
    } else {
        if (table_.is(SpaceKind::application, space)) {
            const SpaceId function = table_.function(space);
            const SpaceId argument = table_.argument(space);
            found.push_back(table_.application(inverted(function), argument));
            found.push_back(table_.application(function, inverted(argument)));
        } else if (table_.is(SpaceKind::lambda, space)) {
            found.push_back(table_.lambda(inverted(table_.body(space))));
        }
        const SpaceId innermost = table_.variable(0);
        const Substitutions all = substitutions(space, 0);
        for (const Substitution& one : all) {
            if (one.value != VersionTable::everything && one.body != innermost) {
                found.push_back(table_.application(table_.lambda(one.body), one.value));
            }
        }
    }
    const SpaceId made = table_.either(found);
    inverted_.put(key_of(space, 0), made);
    return made;
}

SpaceId Refactorings::inlined(SpaceId space, std::vector<SpaceId>& arguments) {
    switch (table_.kind(space)) {
    case SpaceKind::application: {
        arguments.push_back(table_.argument(space));
        const SpaceId made = inlined(table_.function(space), arguments);
        arguments.pop_back();
        return made;
    }
    case SpaceKind::either: {
        std::vector<SpaceId> found;
        for (std::size_t i = 0; i < table_.members(space).size(); ++i) {
            found.push_back(inlined(table_.members(space)[i], arguments));
        }
        return table_.either(found);
    }
    case SpaceKind::primitive:
        return inlined_use(table_.term(space), arguments);
    default:
        return VersionTable::nothing;
    }
}

// The arguments are those of the use, the first one last. Returns nothing for a primitive, and for
// an abstraction with too few arguments.
SpaceId Refactorings::inlined_use(TermId name, std::span<const SpaceId> arguments) {
    const std::optional<TermId> closed = body_of_ ? body_of_(name) : std::nullopt;
    if (!closed) {
        return VersionTable::nothing;
    }
    TermId body = *closed;
    std::vector<SpaceId> bound; // by variable: the argument of the innermost lambda first
    std::size_t left = arguments.size();
    for (; terms_->is(TermKind::lambda, body); body = terms_->body(body)) {
        if (left == 0) {
            return VersionTable::nothing;
        }
        bound.push_back(arguments[--left]);
    }
    std::ranges::reverse(bound);
    SpaceId made = instantiated(body, bound, 0);
    while (left != 0) {
        made = table_.application(made, arguments[--left]);
    }
    return made;
}

SpaceId Refactorings::instantiated(TermId body, std::span<const SpaceId> arguments,
                                   std::uint32_t depth) {
    switch (terms_->kind(body)) {
    case TermKind::application: {
        const SpaceId function = instantiated(terms_->function(body), arguments, depth);
        return table_.application(function, instantiated(terms_->argument(body), arguments, depth));
    }
    case TermKind::lambda:
        return table_.lambda(instantiated(terms_->body(body), arguments, depth + 1));
    case TermKind::variable:
        return terms_->index(body) < depth
                   ? table_.variable(terms_->index(body))
                   : table_.raised(arguments[terms_->index(body) - depth], depth);
    default:
        return table_.primitive(body);
    }
}

} // namespace rasp_stitch::refactoring
