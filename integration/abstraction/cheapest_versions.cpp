#include "integration/abstraction/cheapest_versions.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

constexpr std::uint64_t leaf_cost = 100;
constexpr std::uint64_t step_cost = 1; // of an application or a lambda
constexpr std::uint64_t no_program = std::uint64_t{1} << 40U;
constexpr std::uint32_t no_rank = UINT32_MAX;

// Ties are many where one value stands at many places. More of them than this are not told apart.
constexpr std::size_t most_ties = 256;

void sort_and_cut(std::vector<TermId>& programs) {
    std::ranges::sort(programs);
    programs.erase(std::unique(programs.begin(), programs.end()), programs.end());
    programs.resize(std::min(programs.size(), most_ties));
}

// Adds the programs of one member of a union to the cheapest of those before it.
void add_cheaper(std::uint64_t cost, std::span<const TermId> programs, std::uint64_t& best,
                 std::vector<TermId>& chosen) {
    if (cost < best) {
        best = cost;
        chosen.clear();
    }
    if (cost == best && cost < no_program) {
        chosen.insert(chosen.end(), programs.begin(), programs.end());
    }
}

void collect_free(const TermStore& terms, TermId term, std::uint32_t depth,
                  std::vector<std::uint32_t>& found) {
    if (terms.free_bound(term) <= depth) {
        return;
    }
    switch (terms.kind(term)) {
    case TermKind::application:
        collect_free(terms, terms.function(term), depth, found);
        collect_free(terms, terms.argument(term), depth, found);
        break;
    case TermKind::lambda:
        collect_free(terms, terms.body(term), depth + 1, found);
        break;
    case TermKind::variable:
        found.push_back(terms.index(term) - depth);
        break;
    default:
        break;
    }
}

} // namespace

std::vector<std::uint32_t> free_variables(const TermStore& terms, TermId term) {
    std::vector<std::uint32_t> found;
    collect_free(terms, term, 0, found);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

template <class Visit>
void CheapestVersions::for_each_part(SpaceId space, const Visit& visit) const {
    switch (table_->kind(space)) {
    case SpaceKind::application:
        visit(table_->function(space));
        visit(table_->argument(space));
        break;
    case SpaceKind::lambda:
        visit(table_->body(space));
        break;
    case SpaceKind::either:
        std::ranges::for_each(table_->members(space), visit);
        break;
    default:
        break;
    }
}

CheapestVersions::CheapestVersions(const VersionTable& table, TermStore& terms,
                                   std::span<const SpaceId> roots)
    : table_(&table), terms_(&terms), spaces_(parts_of(roots)), rank_(table.size(), no_rank) {
    for (std::uint32_t i = 0; i < spaces_.size(); ++i) {
        rank_[index_of(spaces_[i])] = i;
        cheapest_.push_back(cheapest_of(spaces_[i]));
        for (const TermId program : cheapest_.back().arguments) {
            ranks_of_[program].push_back(i);
        }
    }
    link_parents();
    changed_.resize(spaces_.size());
    changed_at_.resize(spaces_.size());
    queued_at_.resize(spaces_.size());
}

std::vector<SpaceId> CheapestVersions::parts_of(std::span<const SpaceId> roots) const {
    std::vector<bool> is_met(table_->size());
    std::vector<SpaceId> met;
    std::vector<SpaceId> pending(roots.begin(), roots.end());
    while (!pending.empty()) {
        const SpaceId space = pending.back();
        pending.pop_back();
        if (!is_met[index_of(space)]) {
            is_met[index_of(space)] = true;
            met.push_back(space);
            for_each_part(space, [&](SpaceId part) { pending.push_back(part); });
        }
    }
    std::ranges::sort(met);
    return met;
}

CheapestVersions::Cheapest CheapestVersions::cheapest_of(SpaceId space) {
    Cheapest made{.costs = {no_program, no_program}, .arguments = {}, .functions = {}};
    switch (table_->kind(space)) {
    case SpaceKind::variable:
        made.costs = {leaf_cost, leaf_cost};
        made.arguments = {terms_->variable(table_->index(space))};
        made.functions = made.arguments;
        break;
    case SpaceKind::primitive:
        made.costs = {leaf_cost, leaf_cost};
        made.arguments = {table_->term(space)};
        made.functions = made.arguments;
        break;
    case SpaceKind::lambda: {
        const Cheapest& body = cheapest_[rank(table_->body(space))];
        made.costs.argument = std::min(no_program, body.costs.argument + step_cost);
        for (const TermId program : body.arguments) {
            made.arguments.push_back(terms_->lambda(program));
        }
        sort_and_cut(made.arguments);
        break;
    }
    case SpaceKind::application: {
        const Cheapest& function = cheapest_[rank(table_->function(space))];
        const Cheapest& argument = cheapest_[rank(table_->argument(space))];
        const std::uint64_t cost =
            std::min(no_program, function.costs.function + argument.costs.argument + step_cost);
        made.costs = {cost, cost};
        for (const TermId f : function.functions) {
            for (const TermId x : argument.arguments) {
                if (made.arguments.size() < most_ties) {
                    made.arguments.push_back(terms_->application(f, x));
                }
            }
        }
        sort_and_cut(made.arguments);
        made.functions = made.arguments;
        break;
    }
    case SpaceKind::either:
        for (const SpaceId member : table_->members(space)) {
            const Cheapest& part = cheapest_[rank(member)];
            add_cheaper(part.costs.argument, part.arguments, made.costs.argument, made.arguments);
            add_cheaper(part.costs.function, part.functions, made.costs.function, made.functions);
        }
        sort_and_cut(made.arguments);
        sort_and_cut(made.functions);
        break;
    default:
        break;
    }
    return made;
}

void CheapestVersions::link_parents() {
    parent_offsets_.assign(spaces_.size() + 1, 0);
    for (const SpaceId space : spaces_) {
        for_each_part(space, [&](SpaceId part) { ++parent_offsets_[rank(part) + 1]; });
    }
    for (std::size_t i = 1; i < parent_offsets_.size(); ++i) {
        parent_offsets_[i] += parent_offsets_[i - 1];
    }
    parents_.resize(parent_offsets_.back());
    std::vector<std::uint32_t> next(parent_offsets_.begin(), parent_offsets_.end() - 1);
    for (std::uint32_t i = 0; i < spaces_.size(); ++i) {
        for_each_part(spaces_[i], [&](SpaceId part) { parents_[next[rank(part)]++] = i; });
    }
}

std::span<const TermId> CheapestVersions::programs(SpaceId space) const {
    return cheapest_[rank(space)].arguments;
}

bool CheapestVersions::has_piece(std::uint32_t rank) const {
    return std::ranges::binary_search(cheapest_[rank].arguments, piece_);
}

void CheapestVersions::assume(TermId piece, TermId name) {
    ++epoch_;
    piece_ = piece;
    std::vector<std::uint32_t> arguments = free_variables(*terms_, piece);
    std::ranges::reverse(arguments);
    use_ = name;
    use_cost_ = leaf_cost * (1 + arguments.size());
    for (const std::uint32_t argument : arguments) {
        use_ = terms_->application(use_, terms_->variable(argument));
    }
    // Ascending, so that each space is met once, after all its parts.
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> queue;
    const auto visit = [&](std::uint32_t rank) {
        if (queued_at_[rank] != epoch_) {
            queued_at_[rank] = epoch_;
            queue.push(rank);
        }
    };
    if (const auto found = ranks_of_.find(piece); found != ranks_of_.end()) {
        std::ranges::for_each(found->second, visit);
    }
    while (!queue.empty()) {
        const std::uint32_t rank = queue.top();
        queue.pop();
        const Costs costs = costs_with_piece(rank);
        if (costs == cheapest_[rank].costs) {
            continue;
        }
        changed_[rank] = costs;
        changed_at_[rank] = epoch_;
        for (std::uint32_t i = parent_offsets_[rank]; i < parent_offsets_[rank + 1]; ++i) {
            visit(parents_[i]);
        }
    }
}

CheapestVersions::Costs CheapestVersions::costs_with_piece(std::uint32_t rank) const {
    Costs costs = cheapest_[rank].costs;
    const auto offer = [&](std::uint64_t argument, std::uint64_t function) {
        costs.argument = std::min(costs.argument, argument);
        costs.function = std::min(costs.function, function);
    };
    if (has_piece(rank)) {
        offer(use_cost_, use_cost_);
    }
    const SpaceId space = spaces_[rank];
    switch (table_->kind(space)) {
    case SpaceKind::lambda:
        offer(now(this->rank(table_->body(space))).argument + step_cost, no_program);
        break;
    case SpaceKind::application: {
        const std::uint64_t cost = now(this->rank(table_->function(space))).function +
                                   now(this->rank(table_->argument(space))).argument + step_cost;
        offer(cost, cost);
        break;
    }
    case SpaceKind::either:
        for (const SpaceId member : table_->members(space)) {
            offer(now(this->rank(member)).argument, now(this->rank(member)).function);
        }
        break;
    default:
        break;
    }
    return costs;
}

TermId CheapestVersions::rewritten(SpaceId space) {
    return rewritten(space, Place::argument);
}

// The recursion is as deep as the programs, which whoever makes the spaces limits.
TermId CheapestVersions::rewritten(SpaceId space, Place place) {
    const std::uint32_t here = rank(space);
    const auto cost_of = [&](const Costs& costs) {
        return place == Place::argument ? costs.argument : costs.function;
    };
    if (changed_at_[here] != epoch_ ||
        cost_of(changed_[here]) == cost_of(cheapest_[here].costs)) { // as without the piece
        const Cheapest& plain = cheapest_[here];
        return (place == Place::argument ? plain.arguments : plain.functions).front();
    }
    const std::uint64_t cost = cost_of(changed_[here]);
    if (cost == use_cost_ && has_piece(here)) {
        return use_;
    }
    switch (table_->kind(space)) {
    case SpaceKind::lambda:
        return terms_->lambda(rewritten(table_->body(space), Place::argument));
    case SpaceKind::application: {
        const TermId function = rewritten(table_->function(space), Place::function);
        return terms_->application(function, rewritten(table_->argument(space), Place::argument));
    }
    default: {
        const auto members = table_->members(space);
        const auto cheapest = std::ranges::find_if(
            members, [&](SpaceId member) { return cost_of(now(rank(member))) == cost; });
        return rewritten(*cheapest, place);
    }
    }
}

} // namespace rasp_stitch::abstraction
