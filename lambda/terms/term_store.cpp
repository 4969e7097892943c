#include "lambda/terms/term_store.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace rasp_stitch::lambda {

HashIndex::Place TermStore::find_symbol(std::string_view name) const {
    return symbol_index_.find(std::hash<std::string_view>{}(name),
                              [&](Symbol symbol) { return names_[symbol] == name; });
}

TermId TermStore::primitive(std::string_view name) {
    const HashIndex::Place place = find_symbol(name);
    if (!place.is_known) {
        names_.emplace_back(name);
        symbol_index_.add(
            place, [&](Symbol symbol) { return std::hash<std::string_view>{}(names_[symbol]); });
    }
    return intern({.first = place.id,
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
    return find_symbol(name).is_known;
}

std::uint64_t TermStore::hash_of(const Term& term) {
    const std::uint64_t fields = (std::uint64_t{term.first} << 32U) | term.second;
    return mix_bits(fields * 5 + static_cast<std::uint64_t>(term.kind));
}

TermId TermStore::intern(const Term& term) {
    const HashIndex::Place place =
        term_index_.find(hash_of(term), [&](std::uint32_t id) { return terms_[id].same_as(term); });
    if (!place.is_known) {
        if (terms_.size() >= UINT32_MAX - 1) {
            throw std::length_error("a term store holds at most 2^32 - 2 terms");
        }
        terms_.push_back(term);
        term_index_.add(place, [&](std::uint32_t id) { return hash_of(terms_[id]); });
    }
    return TermId{place.id};
}

} // namespace rasp_stitch::lambda
