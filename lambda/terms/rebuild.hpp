#pragma once

// The walk behind shifting, substitution and the like: it rebuilds a term with other leaves.
//
//     // raises every free variable by two
//     rebuild(store, term, [&](TermId leaf, std::uint32_t depth) {
//         return is_free(leaf, depth) ? store.variable(store.index(leaf) + 2) : leaf;
//     });

#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_store.hpp"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

// Returns whether a term under `depth` lambdas has a metavariable, or a variable that none of these
// lambdas binds.
inline bool has_open_leaves(const TermStore& store, TermId term, std::uint32_t depth) {
    return store.free_bound(term) > depth || store.has_metavariables(term);
}

// Returns `term` with `leaf(part, depth)` in the place of every free variable and every
// metavariable `part` of it, where `depth` is the number of lambdas of `term` around the part.
// Bound variables and primitives stay. Equal sub-terms at equal depths are rebuilt once, closed
// ones not at all.
template <class Leaf>
TermId rebuild(TermStore& store, TermId term, Leaf&& leaf) {
    struct Visit {
        TermId term;
        std::uint32_t depth;
    };
    std::unordered_map<std::uint64_t, TermId> rebuilt;
    const auto key = [](TermId part, std::uint32_t depth) {
        return (std::uint64_t{static_cast<std::uint32_t>(part)} << 32U) | depth;
    };
    // Sets `out` to the result of a part, and returns true, if it is known already.
    const auto result = [&](TermId part, std::uint32_t depth, TermId& out) {
        if (!has_open_leaves(store, part, depth)) {
            out = part;
            return true;
        }
        const auto known = rebuilt.find(key(part, depth));
        if (known == rebuilt.end()) {
            return false;
        }
        out = known->second;
        return true;
    };

    std::vector<Visit> pending{{term, 0}};
    TermId done{0};
    while (!pending.empty()) {
        const Visit visit = pending.back();
        TermId first{0};
        TermId second{0};
        TermId made{0};
        if (result(visit.term, visit.depth, done)) {
            pending.pop_back();
            continue;
        }
        switch (store.kind(visit.term)) {
        case TermKind::application: {
            const TermId function = store.function(visit.term);
            const TermId argument = store.argument(visit.term);
            const bool has_first = result(function, visit.depth, first);
            const bool has_second = result(argument, visit.depth, second);
            if (!has_first) {
                pending.push_back({function, visit.depth});
            }
            if (!has_second) {
                pending.push_back({argument, visit.depth});
            }
            if (!has_first || !has_second) {
                continue;
            }
            made = store.application(first, second);
            break;
        }
        case TermKind::lambda:
            if (!result(store.body(visit.term), visit.depth + 1, first)) {
                pending.push_back({store.body(visit.term), visit.depth + 1});
                continue;
            }
            made = store.lambda(first, store.tag(visit.term));
            break;
        default:
            made = leaf(visit.term, visit.depth);
            break;
        }
        rebuilt.emplace(key(visit.term, visit.depth), made);
    }
    result(term, 0, done);
    return done;
}

// Returns `term` with `other(part)` in the place of every primitive `part` of it. Equal sub-terms
// are rebuilt once.
template <class Other>
TermId with_primitives(TermStore& store, TermId term, Other&& other) {
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : subterms(store, std::array{term})) {
        TermId result = part;
        switch (store.kind(part)) {
        case TermKind::application:
            result =
                store.application(made.at(store.function(part)), made.at(store.argument(part)));
            break;
        case TermKind::lambda:
            result = store.lambda(made.at(store.body(part)), store.tag(part));
            break;
        case TermKind::primitive:
            result = other(part);
            break;
        default:
            break;
        }
        made.emplace(part, result);
    }
    return made.at(term);
}

} // namespace rasp_stitch::lambda
