#include "compressor/refactoring/version_table.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>

namespace rasp_stitch::refactoring {

using lambda::TermId;
using lambda::TermKind;

namespace {

std::uint64_t pair_of(SpaceId a, SpaceId b) {
    return (std::uint64_t{static_cast<std::uint32_t>(a)} << 32U) | static_cast<std::uint32_t>(b);
}

std::uint32_t number(SpaceId id) {
    return static_cast<std::uint32_t>(id);
}

} // namespace

VersionTable::VersionTable(const lambda::TermStore& terms) : terms_(&terms) {
    intern({0, 0, SpaceKind::nothing, 0}, Limit::waived);
    intern({0, 0, SpaceKind::everything, 0}, Limit::waived);
}

std::span<const SpaceId> VersionTable::members(SpaceId id) const {
    return std::span(members_).subspan(at(id).first, at(id).second);
}

void VersionTable::allow(std::size_t spaces, std::size_t work) {
    limit_ = spaces_.size() + spaces;
    work_ = work;
}

std::uint64_t VersionTable::hash_of(const Space& space) const {
    std::uint64_t hash = mix_bits(static_cast<std::uint64_t>(space.kind) + 1);
    if (space.kind != SpaceKind::either) {
        return mix_bits(hash ^ ((std::uint64_t{space.first} << 32U) | space.second));
    }
    for (const SpaceId member : std::span(members_).subspan(space.first, space.second)) {
        hash = mix_bits(hash * 5 + number(member));
    }
    return hash;
}

bool VersionTable::are_equal(const Space& a, const Space& b) const {
    if (a.kind != b.kind || a.second != b.second) {
        return false;
    }
    return a.kind != SpaceKind::either
               ? a.first == b.first
               : std::ranges::equal(std::span(members_).subspan(a.first, a.second),
                                    std::span(members_).subspan(b.first, b.second));
}

SpaceId VersionTable::intern(const Space& space, Limit limit) {
    const HashIndex::Place place = index_.find(
        hash_of(space), [&](std::uint32_t id) { return are_equal(spaces_[id], space); });
    if (!place.is_known) {
        if (limit == Limit::kept && is_exhausted()) {
            return nothing;
        }
        spaces_.push_back(space);
        index_.add(place, [&](std::uint32_t id) { return hash_of(spaces_[id]); });
    }
    return SpaceId{place.id};
}

SpaceId VersionTable::variable(std::uint32_t index) {
    return intern({index, 0, SpaceKind::variable, index + 1}, Limit::waived);
}

SpaceId VersionTable::primitive(TermId term) {
    return intern({static_cast<std::uint32_t>(term), 0, SpaceKind::primitive, 0}, Limit::waived);
}

SpaceId VersionTable::application(SpaceId function, SpaceId argument) {
    return application(function, argument, Limit::kept);
}

SpaceId VersionTable::application(SpaceId function, SpaceId argument, Limit limit) {
    if (function == nothing || argument == nothing) {
        return nothing;
    }
    return intern({number(function), number(argument), SpaceKind::application,
                   std::max(at(function).free_bound, at(argument).free_bound)},
                  limit);
}

SpaceId VersionTable::lambda(SpaceId body) {
    return lambda(body, Limit::kept);
}

SpaceId VersionTable::lambda(SpaceId body, Limit limit) {
    const std::uint32_t bound = at(body).free_bound;
    return body == nothing
               ? nothing
               : intern({number(body), 0, SpaceKind::lambda, bound == 0 ? 0 : bound - 1}, limit);
}

SpaceId VersionTable::either(std::span<const SpaceId> spaces) {
    if (spaces.size() == 1) {
        return spaces.front();
    }
    std::vector<SpaceId> flat;
    for (const SpaceId space : spaces) {
        if (space == everything) {
            return everything;
        }
        if (is(SpaceKind::either, space)) {
            const std::span<const SpaceId> parts = members(space);
            flat.insert(flat.end(), parts.begin(), parts.end());
        } else if (space != nothing) {
            flat.push_back(space);
        }
    }
    std::ranges::sort(flat);
    flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
    if (flat.size() < 2) {
        return flat.empty() ? nothing : flat.front();
    }
    std::uint32_t bound = 0;
    for (const SpaceId space : flat) {
        bound = std::max(bound, at(space).free_bound);
    }
    const auto first = static_cast<std::uint32_t>(members_.size());
    members_.insert(members_.end(), flat.begin(), flat.end());
    const std::size_t known = spaces_.size();
    const SpaceId made = intern(
        {first, static_cast<std::uint32_t>(flat.size()), SpaceKind::either, bound}, Limit::kept);
    if (spaces_.size() == known) {
        members_.resize(first);
    }
    // The first member is the oldest: where there is no place for a union, the program that was
    // there before any refactoring of it.
    return made == nothing ? flat.front() : made;
}

SpaceId VersionTable::of(TermId term) {
    switch (terms_->kind(term)) {
    case TermKind::application: {
        const SpaceId function = of(terms_->function(term));
        return application(function, of(terms_->argument(term)), Limit::waived);
    }
    case TermKind::lambda:
        return lambda(of(terms_->body(term)), Limit::waived);
    case TermKind::variable:
        return variable(terms_->index(term));
    default:
        return primitive(term);
    }
}

SpaceId VersionTable::intersection(SpaceId a, SpaceId b) {
    if (a == b || b == everything) {
        return a;
    }
    if (a == everything) {
        return b;
    }
    const bool has_union = is(SpaceKind::either, a) || is(SpaceKind::either, b);
    if (!has_union && (kind(a) != kind(b) || is(SpaceKind::variable, a) ||
                       is(SpaceKind::primitive, a) || a == nothing)) {
        return nothing;
    }
    spend();
    if (a > b) {
        std::swap(a, b);
    }
    if (const auto known = intersections_.find(pair_of(a, b))) {
        return *known;
    }
    const SpaceId made = intersection_of_new(a, b);
    intersections_.put(pair_of(a, b), made);
    return made;
}

SpaceId VersionTable::intersection_of_new(SpaceId a, SpaceId b) {
    if (is(SpaceKind::either, a) || is(SpaceKind::either, b)) {
        const SpaceId several = is(SpaceKind::either, a) ? a : b;
        const SpaceId other = several == a ? b : a;
        std::vector<SpaceId> parts;
        for (std::size_t i = 0; i < members(several).size(); ++i) {
            parts.push_back(intersection(members(several)[i], other));
        }
        return either(parts);
    }
    if (is(SpaceKind::lambda, a)) {
        return lambda(intersection(body(a), body(b)));
    }
    const SpaceId functions = intersection(function(a), function(b));
    return functions == nothing ? nothing
                                : application(functions, intersection(argument(a), argument(b)));
}

template <class Move>
SpaceId VersionTable::moved(SpaceId space, std::uint32_t levels, std::uint32_t cutoff,
                            const Move& move, SpaceMap& known) {
    if (levels == 0 || at(space).free_bound <= cutoff) {
        return space;
    }
    if (is(SpaceKind::variable, space)) {
        return move(index(space), cutoff);
    }
    const std::uint64_t key = (std::uint64_t{number(space)} << 32U) |
                              (std::uint64_t{levels & 0xFFFFU} << 16U) | (cutoff & 0xFFFFU);
    if (const auto found = known.find(key)) {
        return *found;
    }
    spend();
    SpaceId made = nothing;
    if (is(SpaceKind::lambda, space)) {
        made = lambda(moved(body(space), levels, cutoff + 1, move, known));
    } else if (is(SpaceKind::application, space)) {
        const SpaceId first = moved(function(space), levels, cutoff, move, known);
        made = application(first, moved(argument(space), levels, cutoff, move, known));
    } else {
        std::vector<SpaceId> parts;
        for (std::size_t i = 0; i < members(space).size(); ++i) {
            parts.push_back(moved(members(space)[i], levels, cutoff, move, known));
        }
        made = either(parts);
    }
    known.put(key, made);
    return made;
}

SpaceId VersionTable::raised(SpaceId space, std::uint32_t levels, std::uint32_t cutoff) {
    return moved(
        space, levels, cutoff,
        [&](std::uint32_t index, std::uint32_t) { return variable(index + levels); }, raised_);
}

SpaceId VersionTable::lowered(SpaceId space, std::uint32_t levels, std::uint32_t cutoff) {
    return moved(
        space, levels, cutoff,
        [&](std::uint32_t index, std::uint32_t depth) {
            return index < depth + levels ? nothing : variable(index - levels);
        },
        lowered_);
}

} // namespace rasp_stitch::refactoring
