#include "lambda/terms/term_store.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rasp_stitch::lambda {

namespace {

constexpr std::size_t first_slot_count = 1024; // a power of two, as the probing needs

// Mixes all bits of the three fields into the low bits that choose a slot (the finalizer of
// MurmurHash3, Appleby 2011, over a multiply-add of the fields).
std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 33U;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33U;
    value *= 0xc4ceb9fe1a85ec53ULL;
    value ^= value >> 33U;
    return value;
}

} // namespace

TermStore::TermStore() : slots_(first_slot_count, 0) {}

TermId TermStore::primitive(std::string_view name) {
    auto known = symbols_.find(name);
    if (known == symbols_.end()) {
        const auto symbol = static_cast<Symbol>(names_.size());
        names_.emplace_back(name);
        known = symbols_.emplace(std::string(name), symbol).first;
    }
    return intern({.first = known->second,
                   .second = 0,
                   .kind = TermKind::primitive,
                   .has_metavariables = false,
                   .free_bound = 0});
}

TermId TermStore::variable(std::uint32_t index, std::uint32_t tag) {
    return intern({.first = index,
                   .second = tag,
                   .kind = TermKind::variable,
                   .has_metavariables = false,
                   .free_bound = index + 1});
}

TermId TermStore::metavariable(std::uint32_t index) {
    return intern({.first = index,
                   .second = 0,
                   .kind = TermKind::metavariable,
                   .has_metavariables = true,
                   .free_bound = 0});
}

TermId TermStore::application(TermId function, TermId argument) {
    return intern({.first = static_cast<std::uint32_t>(function),
                   .second = static_cast<std::uint32_t>(argument),
                   .kind = TermKind::application,
                   .has_metavariables = has_metavariables(function) || has_metavariables(argument),
                   .free_bound = std::max(free_bound(function), free_bound(argument))});
}

TermId TermStore::lambda(TermId body, std::uint32_t tag) {
    const std::uint32_t bound = free_bound(body);
    return intern({.first = static_cast<std::uint32_t>(body),
                   .second = tag,
                   .kind = TermKind::lambda,
                   .has_metavariables = has_metavariables(body),
                   .free_bound = bound == 0 ? 0 : bound - 1});
}

bool TermStore::has_primitive(std::string_view name) const {
    return symbols_.find(name) != symbols_.end();
}

std::size_t TermStore::slot_of(const Term& term) const {
    const std::uint64_t fields = (std::uint64_t{term.first} << 32U) | term.second;
    const std::uint64_t hash = mix(fields * 5 + static_cast<std::uint64_t>(term.kind));
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot] != 0 && !terms_[slots_[slot] - 1].same_as(term)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

TermId TermStore::intern(Term term) {
    std::size_t slot = slot_of(term);
    if (slots_[slot] != 0) {
        return TermId{slots_[slot] - 1};
    }
    if (terms_.size() >= UINT32_MAX - 1) {
        throw std::length_error("a term store holds at most 2^32 - 2 terms");
    }
    terms_.push_back(term);
    slots_[slot] = static_cast<std::uint32_t>(terms_.size());
    if (terms_.size() * 4 > slots_.size() * 3) {
        grow();
    }
    return TermId{static_cast<std::uint32_t>(terms_.size() - 1)};
}

void TermStore::grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        slots_[slot_of(terms_[i])] = static_cast<std::uint32_t>(i + 1);
    }
}

} // namespace rasp_stitch::lambda
