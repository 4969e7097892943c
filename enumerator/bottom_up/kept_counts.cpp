#include "enumerator/bottom_up/kept_counts.hpp"

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t first_slots = 1024; // a power of two, as the probing needs

} // namespace

KeptCounts::KeptCounts(std::uint8_t max_count) : slots_(first_slots), max_count_(max_count) {}

bool KeptCounts::add(SymbolId symbol, BehaviourId behaviour) {
    Slot& slot = find(symbol, behaviour);
    if (slot.count == max_count_) {
        return false;
    }
    if (slot.count++ == 0 && ++used_ * 2 > slots_.size()) {
        grow();
    }
    return true;
}

KeptCounts::Slot& KeptCounts::find(SymbolId symbol, BehaviourId behaviour) {
    const std::uint64_t key = std::uint64_t{symbol} << 32U | behaviour;
    std::size_t at = ((key ^ key >> 29U) * 0x9E3779B97F4A7C15U) >> 20U & (slots_.size() - 1);
    while (slots_[at].count > 0 &&
           (slots_[at].symbol != symbol || slots_[at].behaviour != behaviour)) {
        at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at].symbol = symbol;
    slots_[at].behaviour = behaviour;
    return slots_[at];
}

void KeptCounts::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.count > 0) {
            find(slot.symbol, slot.behaviour).count = slot.count;
        }
    }
}

} // namespace rasp_stitch::enumerator
