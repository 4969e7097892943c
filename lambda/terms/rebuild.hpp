#pragma once

// The one walk behind shifting, substitution and their like: rebuild a term with other leaves.
//
//     // every free variable raised by two
//     rebuild(store, term, [&](TermId leaf, std::uint32_t depth) {
//         return is_free(leaf, depth) ? store.variable(store.index(leaf) + 2) : leaf;
//     });

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

// Whether a rebuilding walk may meet, in a term under `depth` lambdas, a leaf that is not bound
// inside.
inline bool has_open_leaves(const TermStore& store, TermId term, std::uint32_t depth) {
    return store.free_bound(term) > depth || store.has_metavariables(term);
}

// The term that is made of `term` when every variable that is free in it and every metavariable
// becomes `leaf(it, depth)`, where `depth` counts the lambdas of `term` around it. Bound variables
// and primitives stay. Equal sub-terms at equal depths are rebuilt once, closed ones not at all.
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
    // The result of a part, if it is known already.
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

} // namespace rasp_stitch::lambda
