#include "lambda/terms/subterms.hpp"

#include <algorithm>

namespace rasp_stitch::lambda {

// Parts have smaller ids than wholes, so one descending pass marks everything below the roots.
std::vector<TermId> subterms(const TermStore& store, std::span<const TermId> roots) {
    if (roots.empty()) {
        return {};
    }
    const std::size_t end = index_of(*std::max_element(roots.begin(), roots.end())) + 1;
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
        if (store.is(TermKind::application, term)) {
            reached[index_of(store.function(term))] = true;
            reached[index_of(store.argument(term))] = true;
        } else if (store.is(TermKind::lambda, term)) {
            reached[index_of(store.body(term))] = true;
        }
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
