#include "enumerator/by_cost/kept_counts.hpp"

#include "support/hashing/hash.hpp"

namespace rasp_stitch::enumerator {

namespace {

std::uint64_t hash_of(SymbolId symbol, BehaviourId behaviour) {
    return hash_word(std::uint64_t{symbol} << 32U | behaviour);
}

} // namespace

bool KeptCounts::add(SymbolId symbol, BehaviourId behaviour) {
    const HashIndex::Place place = index_.find(hash_of(symbol, behaviour), [&](HashIndex::Id id) {
        return entries_[id].symbol == symbol && entries_[id].behaviour == behaviour;
    });
    if (place.is_known) {
        std::uint8_t& count = entries_[place.id].count;
        if (count == max_count_) {
            return false;
        }
        ++count;
        return true;
    }
    if (max_count_ == 0) {
        return false;
    }
    entries_.push_back({.symbol = symbol, .behaviour = behaviour, .count = 1});
    index_.add(place, [&](HashIndex::Id id) {
        return hash_of(entries_[id].symbol, entries_[id].behaviour);
    });
    return true;
}

} // namespace rasp_stitch::enumerator
