#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace rasp_stitch::lambda {

namespace {

// Looks a part up in as much time as it takes to go through so many terms.
constexpr std::size_t terms_for_a_part = 64;

template <class Visit>
void each_part(const TermStore& store, TermId term, Visit&& visit) {
    if (store.is(TermKind::application, term)) {
        visit(store.function(term));
        visit(store.argument(term));
    } else if (store.is(TermKind::lambda, term)) {
        visit(store.body(term));
    }
}

// Walks down from the roots. Returns nullopt if there are more sub-terms than this.
std::optional<std::vector<TermId>> few_subterms(const TermStore& store,
                                                std::span<const TermId> roots, std::size_t most) {
    std::unordered_set<TermId> seen;
    std::vector<TermId> found;
    const auto add = [&](TermId term) {
        if (seen.insert(term).second) {
            found.push_back(term);
        }
    };
    for (std::size_t i = 0; i < roots.size() && found.size() <= most; ++i) {
        add(roots[i]);
    }
    for (std::size_t i = 0; i < found.size() && found.size() <= most; ++i) {
        each_part(store, found[i], add);
    }
    if (found.size() > most) {
        return std::nullopt;
    }
    std::ranges::sort(found);
    return found;
}

} // namespace

// Parts have smaller ids than wholes, so one descending pass marks everything below the roots. Small
// terms of a large store are walked through.
std::vector<TermId> subterms(const TermStore& store, std::span<const TermId> roots) {
    if (roots.empty()) {
        return {};
    }
    const std::size_t end = index_of(*std::max_element(roots.begin(), roots.end())) + 1;
    if (std::optional<std::vector<TermId>> few =
            few_subterms(store, roots, end / terms_for_a_part)) {
        return *std::move(few);
    }
    std::vector<bool> reached(end, false);
    for (const TermId root : roots) {
        reached[index_of(root)] = true;
    }
    std::vector<TermId> found;
    for (std::size_t i = end; i-- > 0;) {
        if (!reached[i]) {
            continue;
        }
        const TermId term{static_cast<std::uint32_t>(i)};
        found.push_back(term);
        each_part(store, term, [&](TermId part) { reached[index_of(part)] = true; });
    }
    std::reverse(found.begin(), found.end());
    return found;
}

std::vector<TermId> leaves_of(const TermStore& store, TermId term) {
    std::vector<TermId> leaves;
    std::vector<TermId> pending{term};
    while (!pending.empty()) {
        const TermId part = pending.back();
        pending.pop_back();
        if (store.is(TermKind::application, part)) {
            pending.push_back(store.argument(part));
            pending.push_back(store.function(part));
        } else if (store.is(TermKind::lambda, part)) {
            pending.push_back(store.body(part));
        } else {
            leaves.push_back(part);
        }
    }
    return leaves;
}

std::vector<std::uint32_t> variables_as_met(const TermStore& store, TermId term) {
    struct Part {
        TermId term;
        std::uint32_t depth; // lambdas around it
    };
    std::vector<std::uint32_t> met;
    std::vector<Part> pending = {{term, 0}}; // the leftmost one last
    while (!pending.empty()) {
        const auto [part, depth] = pending.back();
        pending.pop_back();
        if (store.free_bound(part) <= depth) {
            continue;
        }
        if (store.is(TermKind::application, part)) {
            pending.push_back({store.argument(part), depth});
            pending.push_back({store.function(part), depth});
        } else if (store.is(TermKind::lambda, part)) {
            pending.push_back({store.body(part), depth + 1});
        } else if (const std::uint32_t variable = store.index(part) - depth;
                   std::ranges::find(met, variable) == met.end()) {
            met.push_back(variable);
        }
    }
    return met;
}

std::unordered_set<TermId> primitives_of(const TermStore& store, std::span<const TermId> roots) {
    std::unordered_set<TermId> primitives;
    for (const TermId part : subterms(store, roots)) {
        if (store.is(TermKind::primitive, part)) {
            primitives.insert(part);
        }
    }
    return primitives;
}

std::int64_t count_occurrences(const TermStore& store, std::span<const TermId> roots,
                               TermId primitive) {
    std::vector<std::int64_t> count(store.size(), 0); // by id
    for (const TermId part : subterms(store, roots)) {
        std::int64_t in_part = part == primitive ? 1 : 0;
        if (store.is(TermKind::application, part)) {
            in_part = count[index_of(store.function(part))] + count[index_of(store.argument(part))];
        } else if (store.is(TermKind::lambda, part)) {
            in_part = count[index_of(store.body(part))];
        }
        count[index_of(part)] = in_part;
    }
    std::int64_t total = 0;
    for (const TermId root : roots) {
        total += count[index_of(root)];
    }
    return total;
}

} // namespace rasp_stitch::lambda
