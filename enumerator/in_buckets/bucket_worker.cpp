#include "enumerator/in_buckets/bucket_worker.hpp"

#include "enumerator/task_search/shared_calls.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::enumerator {

BucketWorker::BucketWorker(const BucketShared& shared)
    : shared_(&shared), memory_(shared.rules->layout()),
      writer_(*shared.store, shared.threads == 1) {
    const ColumnLayout& layout = shared.rules->layout();
    words_each_ = (layout.value_bytes() + 7) / 8 + layout.failure_words;
    block_memory_.resize(words_each_ * block * blocks_.size());
    std::uint64_t* memory = block_memory_.data();
    for (Block& made : blocks_) {
        for (Result& result : made.results) {
            result.out.data = memory;
            memory += words_each_;
            result.out.failures = memory - layout.failure_words;
        }
    }
}

void BucketWorker::begin(SymbolId symbol) {
    symbol_ = symbol;
    candidates_.clear();
    for (std::size_t storage = 0; storage < column_storages; ++storage) {
        least_[storage].clear();
        first_new_[storage] = shared_->store->size_of(static_cast<ColumnStorage>(storage));
    }
}

std::size_t BucketWorker::memory() const {
    std::size_t bytes = candidates_.capacity() * sizeof(BucketCandidate);
    for (const std::vector<DescriptionLength>& least : least_) {
        bytes += least.capacity() * sizeof(DescriptionLength);
    }
    return bytes;
}

std::uint32_t BucketWorker::look_at(const BucketPlan& plan, std::uint32_t number_of_unit,
                                    std::uint32_t first, std::uint32_t end) {
    const BucketUnit& unit = plan.units[number_of_unit];
    const std::span<const std::uint32_t> children = std::span(plan.children).subspan(unit.children);
    const Rule& rule = shared_->table->rules[unit.rule];
    const std::span<const Child> places = shared_->table->children_of(rule);
    views_.resize(places.size());
    while (argument_memory_.size() < places.size()) {
        argument_memory_.emplace_back(words_each_);
    }
    std::span<const ColumnId> inner;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::span<const ColumnId> behaviours =
            shared_->programs->behaviours(places[i].symbol);
        if (i == unit.inner) {
            inner = behaviours;
        } else {
            views_[i] = shared_->store->view(behaviours[children[i]], argument_memory_[i].data());
        }
    }
    constexpr BucketPrograms::Level no_cost{}; // of a rule without children
    LevelCursor levels(places.empty() ? std::span(&no_cost, 1)
                                      : shared_->programs->levels(places[unit.inner].symbol),
                       first);
    if (is_alias(rule)) {
        finish(plan); // candidates are in the order of the plan
        for (std::uint32_t number = first; number < end; ++number) {
            const DescriptionLength cost = unit.around + levels.cost(number);
            if (cost < shared_->least_useless ||
                is_of_use(cost, shared_->store->view(inner[number], argument_memory_[0].data()))) {
                add(plan, number_of_unit, number, cost, inner[number]);
            }
        }
        return end;
    }
    const ColumnRules::Application application = shared_->rules->application(rule, views_, memory_);
    constexpr std::uint32_t ahead = 12; // so that the columns are loaded by then
    for (std::uint32_t number = first; number < end; ++number) {
        if (!places.empty()) {
            if (number + ahead < end) {
                shared_->store->prefetch(inner[number + ahead]);
            }
            shared_->store->view(inner[number], argument_memory_[unit.inner].data(),
                                 views_[unit.inner]);
        }
        Block& computed = blocks_[computed_];
        Result& result = computed.results[computed.count];
        if (!shared_->rules->apply(application, result.out)) {
            continue;
        }
        result.unit = number_of_unit;
        result.number = number;
        result.cost = unit.around + levels.cost(number);
        if (++computed.count == block) {
            take_block(plan);
            if (!shared_->store->has_room(shared_->room)) {
                return number + 1;
            }
        }
    }
    return end;
}

void BucketWorker::finish(const BucketPlan& plan) {
    take_block(plan);
    take_block(plan);
}

// Lets the other block be the one that is computed.
void BucketWorker::take_block(const BucketPlan& plan) {
    Block& computed = blocks_[computed_];
    computed_ = 1 - computed_;
    hash_block(computed);
    look_up(plan, blocks_[computed_]);
    const std::vector<SymbolId>& owners = shared_->owners[symbol_];
    for (std::size_t i = 0; i < computed.count; ++i) {
        Result& result = computed.results[i];
        const ColumnId id =
            shared_->store->prefetch_column(result.out.kind, result.hash, result.slot);
        if (id != no_column_id) {
            shared_->kept->prefetch(symbol_, id);
            if (!owners.empty()) {
                shared_->kept->prefetch(owners.front(), id);
            }
        }
    }
}

ColumnView BucketWorker::view_of(const KernelOut& out) const {
    return {.kind = out.kind,
            .comparison = out.comparison,
            .data = out.data,
            .failures = shared_->rules->layout().failure_words != 0 ? out.failures : nullptr};
}

void BucketWorker::hash_block(Block& computed) {
    const HashColumn hash = shared_->rules->kernels().hash;
    for (std::size_t i = 0; i < computed.count; ++i) {
        Result& result = computed.results[i];
        result.hash = hash(view_of(result.out), shared_->rules->layout());
        shared_->store->prefetch(result.out.kind, result.hash);
    }
}

void BucketWorker::look_up(const BucketPlan& plan, Block& hashed) {
    const bool has_failures = shared_->rules->layout().failure_words != 0;
    for (std::size_t i = 0; i < hashed.count; ++i) {
        const Result& result = hashed.results[i];
        if (has_failures && shared_->is_useless(result.out.failures)) {
            continue;
        }
        const ColumnView view = view_of(result.out);
        if (is_of_use(result.cost, view)) {
            add(plan, result.unit, result.number, result.cost,
                writer_.add(view, result.hash, result.slot));
        }
    }
    hashed.count = 0;
}

bool BucketWorker::is_of_use(DescriptionLength cost, const ColumnView& column) const {
    return cost < shared_->least_useless ||
           shared_->targets->is_any_met(column, shared_->rules->layout());
}

// A program of a shared call is of no use if all symbols with an alias for it have enough programs of
// its behaviour: those do not cost more than the program does below the alias.
bool BucketWorker::is_wanted(ColumnId behaviour) const {
    const auto has_room = [&](SymbolId symbol) {
        return shared_->kept->has_room(symbol, behaviour);
    };
    const std::vector<SymbolId>& owners = shared_->owners[symbol_];
    return has_room(symbol_) && (owners.empty() || std::ranges::any_of(owners, has_room));
}

// Of the programs of a behaviour that is new, those that cost as much as one before or more do not
// matter: a worker meets programs in the order of the plan. This is left out if more than one may be
// kept.
bool BucketWorker::improves(ColumnId behaviour, DescriptionLength cost) {
    const auto storage = static_cast<std::size_t>(storage_of(behaviour));
    const std::uint32_t number = number_of(behaviour);
    if (shared_->most_kept != 1 || number < first_new_[storage]) {
        return true;
    }
    std::vector<DescriptionLength>& least = least_[storage];
    const std::uint32_t place = number - first_new_[storage];
    if (place >= least.size()) {
        least.resize(place + 1, std::numeric_limits<DescriptionLength>::max());
    }
    return std::exchange(least[place], std::min(least[place], cost)) > cost;
}

void BucketWorker::add(const BucketPlan& plan, std::uint32_t unit, std::uint32_t number,
                       DescriptionLength cost, ColumnId behaviour) {
    if (!is_wanted(behaviour) || !improves(behaviour, cost)) {
        return;
    }
    BucketCandidate& candidate = candidates_.emplace_back();
    candidate.cost = cost;
    candidate.behaviour = behaviour;
    candidate.unit = unit;
    candidate.number = number;
    // Exchanging the arguments gives a program of the same cost and behaviour.
    if (shared_->most_kept > 1 && plan.units[unit].is_symmetric &&
        plan.children[plan.units[unit].children] != number) {
        candidates_.push_back(candidates_.back());
        candidates_.back().is_exchanged = true;
    }
}

} // namespace rasp_stitch::enumerator
