#include "lambda/types/unification.hpp"

#include <algorithm>

namespace rasp_stitch::lambda {

namespace {

// The most pairs and parts that one call may look at.
constexpr std::int64_t most_work = 1'000'000;

constexpr TypeInstance unbound{TypeId{UINT32_MAX}, 0};

std::uint64_t key_of(TypeInstance instance) {
    return (std::uint64_t{static_cast<std::uint32_t>(instance.type)} << 32U) | instance.offset;
}

} // namespace

TypeInstance Unifier::instantiate(TypeId type) {
    const std::uint32_t variables = types_->variable_bound(type);
    if (variables == 0) {
        return {type, 0};
    }
    const auto offset = static_cast<std::uint32_t>(bindings_.size());
    bindings_.resize(bindings_.size() + variables, unbound);
    ranks_.resize(bindings_.size(), 0);
    return {type, offset};
}

TypeInstance Unifier::walk(TypeInstance instance) const {
    while (types_->is_variable(instance.type)) {
        const TypeInstance bound = bindings_[number_of(instance)];
        if (bound == unbound) {
            break;
        }
        instance = bound;
    }
    return instance;
}

void Unifier::undo(Mark mark) {
    for (; trail_.size() > mark.trail; trail_.pop_back()) {
        bindings_[trail_.back()] = unbound;
    }
    bindings_.resize(mark.variables);
    ranks_.resize(mark.variables); // one that stays too high costs nothing but a longer chain
}

// New variables occur in no other type, so no occurs check is needed. They are bound to the ends of
// chains: a term of many lets would otherwise make a chain as long as itself.
TypeInstance Unifier::function(TypeId arrow, TypeInstance a, TypeInstance b) {
    const TypeInstance made = instantiate(arrow);
    for (const std::size_t part : {std::size_t{0}, std::size_t{1}}) {
        const std::uint32_t number = number_of(argument(made, part));
        bindings_[number] = walk(part == 0 ? a : b);
        trail_.push_back(number);
    }
    return made;
}

Unification Unifier::unify(TypeInstance a, TypeInstance b) {
    budget_ = most_work;
    pairs_.assign(1, {a, b});
    while (!pairs_.empty()) {
        if (!spend()) {
            return Unification::too_large;
        }
        const Pair pair{walk(pairs_.back().a), walk(pairs_.back().b)};
        pairs_.pop_back();
        const bool variable_a = is_variable(pair.a);
        const bool variable_b = is_variable(pair.b);
        if (variable_a && variable_b && number_of(pair.a) == number_of(pair.b)) {
            continue;
        }
        if (pair.a.type == pair.b.type &&
            (pair.a.offset == pair.b.offset || types_->is_ground(pair.a.type))) {
            continue;
        }
        if (variable_a || variable_b) {
            const Unification bound = variable_a && variable_b ? unify_variables(pair.a, pair.b)
                                      : variable_a             ? bind(number_of(pair.a), pair.b)
                                                               : bind(number_of(pair.b), pair.a);
            if (bound != Unification::done) {
                return bound;
            }
            continue;
        }
        const std::size_t arguments = types_->arguments(pair.a.type).size();
        if (types_->name_id(pair.a.type) != types_->name_id(pair.b.type) ||
            arguments != types_->arguments(pair.b.type).size()) {
            return Unification::clash;
        }
        for (std::size_t i = arguments; i > 0; --i) {
            pairs_.push_back({argument(pair.a, i - 1), argument(pair.b, i - 1)});
        }
    }
    return Unification::done;
}

// Union by rank (Tarjan 1975): chains stay logarithmic, and walking them cheap without rewriting
// them, which undoing would have to take back.
Unification Unifier::unify_variables(TypeInstance a, TypeInstance b) {
    const std::uint8_t rank_a = ranks_[number_of(a)];
    std::uint8_t& rank_b = ranks_[number_of(b)];
    if (rank_a == rank_b) {
        ++rank_b;
    }
    return rank_a < rank_b ? bind(number_of(a), b) : bind(number_of(b), a);
}

Unification Unifier::bind(std::uint32_t number, TypeInstance to) {
    const Unification found = occurs(number, to);
    if (found == Unification::done) {
        bindings_[number] = to;
        trail_.push_back(number);
    }
    return found;
}

Unification Unifier::occurs(std::uint32_t number, TypeInstance in) {
    visits_.assign(1, in);
    while (!visits_.empty()) {
        if (!spend()) {
            return Unification::too_large;
        }
        const TypeInstance visit = walk(visits_.back());
        visits_.pop_back();
        if (is_variable(visit)) {
            if (number_of(visit) == number && !is_variable(in)) {
                return Unification::occurs;
            }
            continue;
        }
        if (types_->is_ground(visit.type)) {
            continue;
        }
        for (std::size_t i = 0; i < types_->arguments(visit.type).size(); ++i) {
            visits_.push_back(argument(visit, i));
        }
    }
    return Unification::done;
}

std::optional<TypeId> Resolver::resolve(TypeInstance root, std::size_t most_parts) {
    std::vector<TypeInstance> pending{root};
    std::vector<TypeId> arguments;
    TypeId done{};
    // Returns the type of an instance whose parts are known, and nullopt if parts must come first.
    const auto known = [&](TypeInstance instance) -> std::optional<TypeId> {
        if (unifier_->is_variable(instance)) {
            const auto next = static_cast<std::uint32_t>(index_of_.size());
            return types_->variable(
                index_of_.try_emplace(unifier_->number_of(instance), next).first->second);
        }
        if (types_->is_ground(instance.type)) {
            return instance.type;
        }
        const auto found = done_.find(key_of(instance));
        return found == done_.end() ? std::nullopt : std::optional(found->second);
    };
    while (!pending.empty()) {
        const TypeInstance instance = unifier_->walk(pending.back());
        if (const std::optional<TypeId> type = known(instance)) {
            done = *type;
            pending.pop_back();
            continue;
        }
        arguments.clear();
        std::optional<TypeInstance> missing;
        for (std::size_t i = 0; i < types_->arguments(instance.type).size() && !missing; ++i) {
            const TypeInstance part = unifier_->walk(unifier_->argument(instance, i));
            if (const std::optional<TypeId> type = known(part)) {
                arguments.push_back(*type);
            } else {
                missing = part;
            }
        }
        if (missing) {
            if (pending.size() > most_parts) {
                return std::nullopt;
            }
            pending.push_back(*missing);
            continue;
        }
        done = types_->constructor(types_->name_id(instance.type), arguments);
        if (types_->written_size(done) > largest || done_.size() >= most_parts) {
            return std::nullopt;
        }
        done_.emplace(key_of(instance), done);
        pending.pop_back();
    }
    return done;
}

} // namespace rasp_stitch::lambda
