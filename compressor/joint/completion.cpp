#include "compressor/joint/completion.hpp"

#include "compressor/joint/bodies.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// How many of the best abstractions are looked at for each that is returned.
constexpr std::size_t looked_at_for_each = 4;

SearchControl search_control(std::size_t count, const Limit& limit) {
    SearchControl control;
    control.best_count = count;
    control.budget.seconds = limit.deadline.seconds_left();
    control.budget.stop = limit.stop;
    return control;
}

// Returns the abstractions after the one at `index`.
Library after(const Trail& trail, std::size_t index) {
    Library all = trail.abstractions();
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index) + 1);
    return all;
}

// What tells abstractions apart. Among the best of a step, most are one and the same with an
// argument more or less: they have the same primitives and variables, and match in the same places.
struct Likeness {
    std::vector<TermId> leaves; // of the body, ascending, each as often as it occurs
    std::vector<Node> locations;
};

// Returns the primitives and variables of the body, as Likeness has them.
std::vector<TermId> sorted_leaves(const TermStore& store, TermId body) {
    std::vector<TermId> leaves = lambda::leaves_of(store, body);
    std::erase_if(leaves, [&](TermId leaf) { return store.is(TermKind::metavariable, leaf); });
    std::sort(leaves.begin(), leaves.end());
    return leaves;
}

// Returns whether more than half of the places where one of the two matches are those of both.
bool match_alike(const Likeness& left, const Likeness& right) {
    std::vector<Node> both;
    std::set_intersection(left.locations.begin(), left.locations.end(), right.locations.begin(),
                          right.locations.end(), std::back_inserter(both));
    return 3 * both.size() > left.locations.size() + right.locations.size();
}

// Returns the abstraction with `numbers[i]` for #i.
LibraryAbstraction renumbered(TermStore& store, const LibraryAbstraction& old,
                              std::span<const std::uint32_t> numbers) {
    LibraryAbstraction made = old;
    std::vector<TermId> metavariables;
    for (const std::uint32_t number : numbers) {
        metavariables.push_back(store.metavariable(number));
    }
    made.body = lambda::instantiate(store, old.body, metavariables);
    for (std::size_t i = 0; i < old.symbol_arguments.size(); ++i) {
        made.symbol_arguments.resize(old.arity, false);
        made.symbol_arguments[numbers[i]] = old.symbol_arguments[i];
    }
    return made;
}

} // namespace

void take_all(Trail& trail, Library abstractions) {
    while (!abstractions.empty()) {
        const LibraryAbstraction next = abstractions.front();
        abstractions.erase(abstractions.begin());
        if (!trail.take(next)) {
            leave_out(trail.store(), next, abstractions);
        }
    }
}

void remove(Trail& trail, std::size_t index) {
    const LibraryAbstraction removed = trail.abstraction(index);
    Library later = after(trail, index);
    trail.cut(index);
    leave_out(trail.store(), removed, later);
    take_all(trail, std::move(later));
}

void renumber(Trail& trail, std::size_t index, std::span<const std::uint32_t> numbers) {
    const LibraryAbstraction old = trail.abstraction(index);
    Library later = after(trail, index);
    trail.cut(index);
    leave_out(trail.store(), old, later);
    const LibraryAbstraction made = renumbered(trail.store(), old, numbers);
    if (trail.take(made)) {
        use_in_bodies(trail.store(), made, trail.settings(), later);
    }
    take_all(trail, std::move(later));
}

void complete(Trail& trail, const Limit& limit) {
    while (trail.size() < trail.frame().most_abstractions && !limit.is_over()) {
        const SearchResult found = trail.search(search_control(1, limit));
        if (found.best.empty()) {
            break;
        }
        trail.take(found.best.front(), trail.unused_name());
    }
    trail.note_completion();
}

std::vector<ScoredAbstraction> beginnings(Trail& trail, std::size_t most, const Limit& limit) {
    SearchResult found = trail.search(search_control(most * looked_at_for_each, limit));
    std::vector<Likeness> known;
    std::vector<ScoredAbstraction> made;
    for (ScoredAbstraction& scored : found.best) {
        const TermId body = trail.body_of(scored, trail.size());
        Likeness likeness{.leaves = sorted_leaves(trail.store(), body), .locations = {}};
        likeness.locations.assign(scored.pattern.locations().begin(),
                                  scored.pattern.locations().end());
        const bool is_known = std::any_of(known.begin(), known.end(), [&](const Likeness& other) {
            return other.leaves == likeness.leaves && match_alike(other, likeness);
        });
        if (!is_known && made.size() < most) {
            known.push_back(std::move(likeness));
            made.push_back(std::move(scored));
        }
    }
    return made;
}

void descend(Trail& trail, const Limit& limit) {
    // The last ones first: they were chosen when the least was left to choose from.
    std::size_t next = trail.size();
    std::size_t failures = 0;
    while (failures < trail.size() && !limit.is_over()) {
        next = next == 0 ? trail.size() - 1 : next - 1;
        next = std::min(next, trail.size() - 1);
        Trail other = trail;
        remove(other, next);
        complete(other, limit);
        if (other.gain() > trail.gain()) {
            trail = std::move(other);
            trail.compact();
            failures = 0;
            next = trail.size();
        } else {
            trail.set_effort_of(other);
            ++failures;
        }
    }
}

} // namespace rasp_stitch::compressor
