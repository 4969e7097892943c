#include "compressor/refactoring/cheapest_versions.hpp"

#include "compressor/refactoring/shared_pieces.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace rasp_stitch::refactoring {

using lambda::Cost;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// More than any program costs; sums over half a million of them do not overflow.
constexpr Cost no_program = Cost{1} << 44U;

// Ties are many where one value stands at many places. More of them than this are not told apart.
constexpr std::size_t most_ties = 256;

void sort_and_cut(std::vector<TermId>& programs) {
    std::ranges::sort(programs);
    programs.erase(std::unique(programs.begin(), programs.end()), programs.end());
    programs.resize(std::min(programs.size(), most_ties));
}

// Adds the programs of one member of a union to the cheapest of those before it.
void add_cheaper(Cost cost, std::span<const TermId> programs, Cost& best,
                 std::vector<TermId>& chosen) {
    if (cost < best) {
        best = cost;
        chosen.clear();
    }
    if (cost == best && cost < no_program) {
        chosen.insert(chosen.end(), programs.begin(), programs.end());
    }
}

} // namespace

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

void CheapestVersions::look_at(std::span<const SpaceId> roots) {
    const std::size_t size = table_->size();
    cheapest_.resize(size);
    changed_.resize(size);
    changed_at_.resize(size);
    queued_at_.resize(size);
    const std::vector<SpaceId> parts = parts_of(roots);
    for (const SpaceId part : parts) {
        Cheapest& known = cheapest_[index_of(part)];
        if (known.arguments.empty()) {
            known = cheapest_of(part);
            for (const TermId program : known.arguments) {
                spaces_of_[program].push_back(part);
            }
        }
    }
    link_parents(parts);
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
        made.costs = {costs_.variable, costs_.variable};
        made.arguments = {terms_->variable(table_->index(space))};
        made.functions = made.arguments;
        break;
    case SpaceKind::primitive: {
        const Cost cost = costs_.of_primitive(terms_->name(table_->term(space)));
        made.costs = {cost, cost};
        made.arguments = {table_->term(space)};
        made.functions = made.arguments;
        break;
    }
    case SpaceKind::lambda: {
        const Cheapest& body = cheapest_[index_of(table_->body(space))];
        made.costs.argument = std::min(no_program, body.costs.argument + costs_.lambda);
        for (const TermId program : body.arguments) {
            made.arguments.push_back(terms_->lambda(program));
        }
        sort_and_cut(made.arguments);
        break;
    }
    case SpaceKind::application:
        return cheapest_application(space);
    case SpaceKind::either:
        for (const SpaceId member : table_->members(space)) {
            const Cheapest& part = cheapest_[index_of(member)];
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

CheapestVersions::Cheapest CheapestVersions::cheapest_application(SpaceId space) {
    const Cheapest& function = cheapest_[index_of(table_->function(space))];
    const Cheapest& argument = cheapest_[index_of(table_->argument(space))];
    const Cost cost = std::min(no_program, function.costs.function + argument.costs.argument +
                                               costs_.application);
    Cheapest made{.costs = {cost, cost}, .arguments = {}, .functions = {}};
    for (const TermId f : function.functions) {
        for (const TermId x : argument.arguments) {
            if (made.arguments.size() < most_ties) {
                made.arguments.push_back(terms_->application(f, x));
            }
        }
    }
    sort_and_cut(made.arguments);
    made.functions = made.arguments;
    return made;
}

void CheapestVersions::link_parents(std::span<const SpaceId> parts) {
    is_part_.assign(table_->size(), false);
    parent_offsets_.assign(table_->size() + 1, 0);
    for (const SpaceId space : parts) {
        is_part_[index_of(space)] = true;
        for_each_part(space, [&](SpaceId part) { ++parent_offsets_[index_of(part) + 1]; });
    }
    for (std::size_t i = 1; i < parent_offsets_.size(); ++i) {
        parent_offsets_[i] += parent_offsets_[i - 1];
    }
    parents_.resize(parent_offsets_.back());
    std::vector<std::uint32_t> next(parent_offsets_.begin(), parent_offsets_.end() - 1);
    for (const SpaceId space : parts) {
        for_each_part(space, [&](SpaceId part) { parents_[next[index_of(part)]++] = space; });
    }
}

bool CheapestVersions::has_piece(SpaceId space) const {
    return std::ranges::binary_search(cheapest_[index_of(space)].arguments, piece_);
}

void CheapestVersions::assume(TermId piece, TermId name) {
    ++epoch_;
    changed_spaces_.clear();
    piece_ = piece;
    std::vector<std::uint32_t> arguments = free_variables(*terms_, piece);
    std::ranges::reverse(arguments);
    use_ = name;
    use_cost_ = costs_.primitive +
                static_cast<Cost>(arguments.size()) * (costs_.application + costs_.variable);
    for (const std::uint32_t argument : arguments) {
        use_ = terms_->application(use_, terms_->variable(argument));
    }
    // Ascending, so that each space is met once, after all its parts.
    std::priority_queue<SpaceId, std::vector<SpaceId>, std::greater<>> queue;
    const auto visit = [&](SpaceId space) {
        if (is_part_[index_of(space)] && queued_at_[index_of(space)] != epoch_) {
            queued_at_[index_of(space)] = epoch_;
            queue.push(space);
        }
    };
    if (const auto found = spaces_of_.find(piece); found != spaces_of_.end()) {
        std::ranges::for_each(found->second, visit);
    }
    while (!queue.empty()) {
        const SpaceId space = queue.top();
        const std::size_t i = index_of(space);
        queue.pop();
        const Costs costs = costs_with_piece(space);
        if (costs == cheapest_[i].costs) {
            continue;
        }
        changed_[i] = costs;
        changed_at_[i] = epoch_;
        changed_spaces_.push_back(space);
        for (std::uint32_t parent = parent_offsets_[i]; parent < parent_offsets_[i + 1]; ++parent) {
            visit(parents_[parent]);
        }
    }
}

CheapestVersions::Costs CheapestVersions::costs_with_piece(SpaceId space) const {
    Costs costs = cheapest_[index_of(space)].costs;
    const auto offer = [&](Cost argument, Cost function) {
        costs.argument = std::min(costs.argument, argument);
        costs.function = std::min(costs.function, function);
    };
    if (has_piece(space)) {
        offer(use_cost_, use_cost_);
    }
    switch (table_->kind(space)) {
    case SpaceKind::lambda:
        offer(now(table_->body(space)).argument + costs_.lambda, no_program);
        break;
    case SpaceKind::application: {
        const Cost cost = now(table_->function(space)).function +
                          now(table_->argument(space)).argument + costs_.application;
        offer(cost, cost);
        break;
    }
    case SpaceKind::either:
        for (const SpaceId member : table_->members(space)) {
            offer(now(member).argument, now(member).function);
        }
        break;
    default:
        break;
    }
    return costs;
}

// The recursion is as deep as the programs, which whoever makes the spaces limits.
TermId CheapestVersions::rewritten(SpaceId space, Place place) {
    const std::size_t here = index_of(space);
    const auto cost_of = [&](const Costs& costs) {
        return place == Place::argument ? costs.argument : costs.function;
    };
    if (changed_at_[here] != epoch_ ||
        cost_of(changed_[here]) == cost_of(cheapest_[here].costs)) { // as without the piece
        const Cheapest& plain = cheapest_[here];
        return (place == Place::argument ? plain.arguments : plain.functions).front();
    }
    const Cost cost = cost_of(changed_[here]);
    if (cost == use_cost_ && has_piece(space)) {
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
            members, [&](SpaceId member) { return cost_of(now(member)) == cost; });
        return rewritten(*cheapest, place);
    }
    }
}

} // namespace rasp_stitch::refactoring
