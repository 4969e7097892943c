#include "enumerator/bottom_up/bucket_worker.hpp"

#include "enumerator/bottom_up/shared_calls.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::enumerator {

BucketWorker::BucketWorker(const BucketShared& shared)
    : shared_(&shared), memory_(shared.rules->layout()),
      own_(shared.rules->layout(), shared.rules->kernels().hash, false) {
    const ColumnLayout& layout = shared.rules->layout();
    words_each_ = (layout.value_bytes() + 7) / 8 + layout.failure_words;
    block_memory_.resize(words_each_ * block);
    for (std::size_t i = 0; i < block; ++i) {
        std::uint64_t* const memory = block_memory_.data() + i * words_each_;
        results_[i].out.data = memory;
        results_[i].out.failures = memory + (words_each_ - layout.failure_words);
    }
}

void BucketWorker::begin(SymbolId symbol, bool is_alone) {
    symbol_ = symbol;
    is_alone_ = is_alone;
    candidates_.clear();
    children_.clear();
    own_.clear();
    const ColumnStore& growing = is_alone ? *shared_->store : own_;
    for (std::size_t storage = 0; storage < column_storages; ++storage) {
        least_[storage].clear();
        first_new_[storage] = growing.size_of(static_cast<ColumnStorage>(storage));
    }
}

std::span<const std::uint32_t> BucketWorker::children_of(const BucketCandidate& candidate) const {
    return std::span(children_).subspan(candidate.children,
                                        shared_->table->rules[candidate.rule].child_count);
}

std::size_t BucketWorker::memory() const {
    return own_.memory() + candidates_.capacity() * sizeof(BucketCandidate) +
           children_.capacity() * sizeof(children_[0]);
}

void BucketWorker::look_at(const BucketUnit& unit, std::span<const std::uint32_t> children,
                           std::uint32_t first, std::uint32_t end) {
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
        for (std::uint32_t number = first; number < end; ++number) {
            const DescriptionLength cost = unit.around + levels.cost(number);
            if (cost < shared_->least_useless ||
                is_of_use(cost, shared_->store->view(inner[number], argument_memory_[0].data()))) {
                add(unit, children, number, {.cost = cost, .behaviour = inner[number]});
            }
        }
        return;
    }
    for (std::uint32_t number = first; number < end; ++number) {
        if (!places.empty()) {
            views_[unit.inner] =
                shared_->store->view(inner[number], argument_memory_[unit.inner].data());
        }
        Result& result = results_[result_count_];
        if (!shared_->rules->apply(rule, views_, memory_, result.out)) {
            continue;
        }
        result.number = number;
        result.cost = unit.around + levels.cost(number);
        shared_->store->prefetch(result.out.kind, result.out.hash);
        if (++result_count_ == block) {
            take(unit, children);
        }
    }
    take(unit, children);
}

// Looks up the results of a block.
void BucketWorker::take(const BucketUnit& unit, std::span<const std::uint32_t> children) {
    const bool has_failures = shared_->rules->layout().failure_words != 0;
    const std::size_t count = std::exchange(result_count_, 0);
    const std::vector<SymbolId>& owners = shared_->owners[symbol_];
    for (std::size_t i = 0; i < count; ++i) {
        const KernelOut& out = results_[i].out;
        if (const auto id = shared_->store->prefetch_column(out.kind, out.hash)) {
            shared_->kept->prefetch(symbol_, *id);
            if (!owners.empty()) {
                shared_->kept->prefetch(owners.front(), *id);
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const KernelOut& out = results_[i].out;
        const ColumnView view{.kind = out.kind,
                              .comparison = out.comparison,
                              .data = out.data,
                              .failures = has_failures ? out.failures : nullptr};
        if (has_failures && shared_->is_useless(out.failures)) {
            continue;
        }
        const std::uint32_t number = results_[i].number;
        BucketCandidate candidate{.cost = results_[i].cost, .hash = out.hash};
        if (!is_of_use(candidate.cost, view)) {
            continue;
        }
        if (is_alone_) {
            candidate.behaviour = shared_->store->add(view, out.hash);
        } else {
            const std::optional<ColumnId> known = shared_->store->find(view, out.hash);
            candidate.is_new = !known;
            candidate.behaviour = known ? *known : own_.add(view, out.hash);
        }
        add(unit, children, number, candidate);
    }
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

// Of the programs of a behaviour that is new, those that cost more than one before do not matter.
// This is left out if more than one may be kept. New behaviours are in the store that grows: that of
// all if this worker is alone, and otherwise its own.
bool BucketWorker::improves(const BucketCandidate& candidate) {
    const auto storage = static_cast<std::size_t>(storage_of(candidate.behaviour));
    const std::uint32_t number = number_of(candidate.behaviour);
    const bool is_in_growing_store = is_alone_ || candidate.is_new;
    if (shared_->most_kept != 1 || !is_in_growing_store || number < first_new_[storage]) {
        return true;
    }
    std::vector<DescriptionLength>& least = least_[storage];
    const std::uint32_t place = number - first_new_[storage];
    if (place >= least.size()) {
        least.resize(place + 1, std::numeric_limits<DescriptionLength>::max());
    }
    return std::exchange(least[place], std::min(least[place], candidate.cost)) >= candidate.cost;
}

void BucketWorker::add(const BucketUnit& unit, std::span<const std::uint32_t> children,
                       std::uint32_t number, BucketCandidate candidate) {
    if ((!candidate.is_new && !is_wanted(candidate.behaviour)) || !improves(candidate)) {
        return;
    }
    const Rule& rule = shared_->table->rules[unit.rule];
    candidate.order = 2 * (unit.before + (number - unit.first));
    candidate.rule = unit.rule;
    candidate.children = static_cast<std::uint32_t>(children_.size());
    for (std::size_t i = 0; i < rule.child_count; ++i) {
        children_.push_back(i == unit.inner ? number : children[i]);
    }
    candidates_.push_back(candidate);
    // Exchanging the arguments gives a program of the same cost and behaviour.
    if (shared_->most_kept > 1 && unit.is_symmetric && children[0] != number) {
        ++candidate.order;
        candidate.children = static_cast<std::uint32_t>(children_.size());
        children_.push_back(number);
        children_.push_back(children[0]);
        candidates_.push_back(candidate);
    }
}

} // namespace rasp_stitch::enumerator
