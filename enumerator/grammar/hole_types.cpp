#include "enumerator/grammar/hole_types.hpp"

#include "support/text/input_error.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TypeId;
using lambda::TypeInstance;
using lambda::Unification;
using lambda::Unifier;

// It has a blank in it, which no type that is read has in its name.
constexpr const char* row_name = "a hole";

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{a} << 32U) | b;
}

bool is_arrow(const Unifier& unifier, TypeInstance walked) {
    return unifier.types().is_arrow(walked.type);
}

} // namespace

HoleTypes::HoleTypes(const lambda::TypeStore& types, std::span<const Production> productions)
    : types_(types), productions_(productions.begin(), productions.end()), unifier_(types_),
      row_(0) {
    const TypeId none = types_.variable(0);
    row_ = types_.name_id(types_.constructor(row_name, std::span(&none, 1)));
}

HoleId HoleTypes::hole_of(TypeId type) {
    const auto [found, is_new] =
        hole_ids_.try_emplace(type, HoleId{static_cast<std::uint32_t>(holes_.size())});
    if (is_new) {
        holes_.push_back({.type = type});
    }
    return found->second;
}

CallId HoleTypes::call_of(TypeId type, std::uint32_t pending) {
    const auto [found, is_new] =
        call_ids_.try_emplace(pair_key(static_cast<std::uint32_t>(type), pending),
                              CallId{static_cast<std::uint32_t>(calls_.size())});
    if (is_new) {
        calls_.push_back({.type = type, .pending = pending, .has_next = false, .next = {}});
    }
    return found->second;
}

TypeId HoleTypes::resolved(std::span<const TypeInstance> parts) {
    lambda::Resolver resolver(types_, unifier_);
    ids_.clear();
    for (const TypeInstance part : parts) {
        const std::optional<TypeId> type = resolver.resolve(part);
        if (!type) {
            throw InputError({.found = "a type in the search has more than a million names",
                              .expected = "a grammar whose types stay small"});
        }
        ids_.push_back(*type);
    }
    const TypeId made = types_.constructor(row_, ids_);
    has_large_types_ = has_large_types_ || types_.written_size(made) > largest;
    return made;
}

// Imports parts first: a type whose parts are not all known yet waits for them on the stack.
TypeId HoleTypes::imported(const lambda::TypeStore& from, TypeId type) {
    std::unordered_map<TypeId, TypeId> known;
    std::vector<TypeId> waiting{type};
    while (!waiting.empty()) {
        const TypeId next = waiting.back();
        if (from.is_variable(next)) {
            known[next] = types_.variable(from.index(next));
            waiting.pop_back();
            continue;
        }
        ids_.clear();
        for (const TypeId part : from.arguments(next)) {
            if (const auto found = known.find(part); found != known.end()) {
                ids_.push_back(found->second);
            } else {
                waiting.push_back(part);
            }
        }
        if (waiting.back() == next) {
            known[next] = types_.constructor(from.name(next), ids_);
            waiting.pop_back();
        }
    }
    return known.at(type);
}

HoleTypes::Opening HoleTypes::open(const lambda::TypeStore& types, TypeId asked) {
    const TypeId request = imported(types, asked); // it can be newer than the copy of the store
    const lambda::Signature signature = lambda::signature_of(types_, request);
    parts_.clear();
    const std::uint32_t offset = unifier_.instantiate(request).offset;
    parts_.push_back({signature.result, offset});
    for (std::size_t i = signature.arguments.size(); i > 0; --i) {
        parts_.push_back({signature.arguments[i - 1], offset});
    }
    const HoleId hole = hole_of(resolved(parts_));
    unifier_.undo({});
    return {hole, static_cast<std::uint32_t>(signature.arguments.size())};
}

std::span<const HoleTypes::Candidate> HoleTypes::candidates(HoleId hole) {
    if (!holes_[std::size_t(hole)].has_candidates) {
        find_candidates(hole);
    }
    const Hole& found = holes_[std::size_t(hole)];
    return std::span(candidates_).subspan(found.first_candidate, found.candidate_count);
}

void HoleTypes::find_candidates(HoleId hole) {
    const auto first = static_cast<std::uint32_t>(candidates_.size());
    const TypeInstance whole = unifier_.instantiate(holes_[std::size_t(hole)].type);
    std::vector<TypeInstance> parts;
    for (std::size_t i = 0; i < types_.arguments(whole.type).size(); ++i) {
        parts.push_back(unifier_.argument(whole, i));
    }
    for (std::size_t i = 0; i < productions_.size(); ++i) {
        const Unifier::Mark mark = unifier_.mark();
        try_head({.is_variable = false, .number = static_cast<std::uint32_t>(i)},
                 unifier_.instantiate(productions_[i].type), parts);
        unifier_.undo(mark);
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Unifier::Mark mark = unifier_.mark();
        try_head({.is_variable = true, .number = static_cast<std::uint32_t>(i - 1)}, parts[i],
                 parts);
        unifier_.undo(mark);
    }
    unifier_.undo({});
    Hole& found = holes_[std::size_t(hole)];
    found.first_candidate = first;
    found.candidate_count = static_cast<std::uint32_t>(candidates_.size()) - first;
    found.has_candidates = true;
}

// The arguments are those that the type has before its result is unified with the request.
void HoleTypes::try_head(CallHead head, TypeInstance type, std::span<const TypeInstance> parts) {
    parts_.assign(parts.begin(), parts.end());
    type = unifier_.walk(type);
    while (is_arrow(unifier_, type)) {
        parts_.push_back(unifier_.argument(type, 0));
        type = unifier_.walk(unifier_.argument(type, 1));
    }
    if (unifier_.unify(type, parts[0]) == Unification::done) {
        const auto pending = static_cast<std::uint32_t>(parts_.size() - parts.size());
        candidates_.push_back({head, call_of(resolved(parts_), pending)});
    }
}

HoleTypes::Opening HoleTypes::next(CallId id) {
    if (calls_[std::size_t(id)].has_next) {
        return calls_[std::size_t(id)].next;
    }
    const TypeInstance whole = unifier_.instantiate(calls_[std::size_t(id)].type);
    const std::size_t in_scope =
        types_.arguments(whole.type).size() - calls_[std::size_t(id)].pending;
    TypeInstance wanted = unifier_.argument(whole, in_scope);
    std::vector<TypeInstance> parts;
    for (std::size_t i = 1; i < in_scope; ++i) {
        parts.push_back(unifier_.argument(whole, i));
    }
    std::uint32_t lambdas = 0;
    for (; is_arrow(unifier_, wanted); ++lambdas) {
        parts.insert(parts.begin(), unifier_.argument(wanted, 0));
        wanted = unifier_.argument(wanted, 1);
    }
    parts.insert(parts.begin(), wanted);
    const Opening next{hole_of(resolved(parts)), lambdas};
    unifier_.undo({});
    calls_[std::size_t(id)].next = next;
    calls_[std::size_t(id)].has_next = true;
    return next;
}

CallId HoleTypes::filled(CallId id, HoleId outcome) {
    const std::uint64_t key = pair_key(std::uint32_t(id), std::uint32_t(outcome));
    if (const auto found = filled_.find(key); found != filled_.end()) {
        return found->second;
    }
    const Call& call = calls_[std::size_t(id)];
    const TypeInstance whole = unifier_.instantiate(call.type);
    const TypeInstance known = unifier_.instantiate(holes_[std::size_t(outcome)].type);
    const std::size_t in_scope = types_.arguments(whole.type).size() - call.pending;
    const std::size_t lambdas = types_.arguments(known.type).size() - in_scope;
    // The outcome is an instance of the hole, so all of these unify.
    TypeInstance wanted = unifier_.argument(whole, in_scope);
    for (std::size_t i = lambdas; i > 0; --i) {
        unifier_.unify(unifier_.argument(wanted, 0), unifier_.argument(known, i));
        wanted = unifier_.argument(wanted, 1);
    }
    unifier_.unify(wanted, unifier_.argument(known, 0));
    for (std::size_t i = 1; i < in_scope; ++i) {
        unifier_.unify(unifier_.argument(whole, i), unifier_.argument(known, lambdas + i));
    }
    parts_.clear();
    for (std::size_t i = 0; i < types_.arguments(whole.type).size(); ++i) {
        if (i != in_scope) {
            parts_.push_back(unifier_.argument(whole, i));
        }
    }
    const std::uint32_t pending = call.pending - 1; // adding a call invalidates `call`
    const CallId made = call_of(resolved(parts_), pending);
    unifier_.undo({});
    filled_.emplace(key, made);
    return made;
}

HoleId HoleTypes::outcome(CallId call) {
    return hole_of(calls_[std::size_t(call)].type);
}

std::size_t HoleTypes::memory() const {
    constexpr std::size_t type_bytes = 90;
    constexpr std::size_t entry_bytes = 48;
    return types_.size() * type_bytes + holes_.size() * (sizeof(Hole) + entry_bytes) +
           calls_.size() * (sizeof(Call) + entry_bytes) + candidates_.size() * sizeof(Candidate) +
           filled_.size() * entry_bytes;
}

} // namespace rasp_stitch::enumerator
