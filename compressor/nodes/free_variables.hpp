#pragma once

// The sets of free variables of many terms, with each distinct set stored once.
//
//     FreeVariableSets sets;
//     auto f = sets.of_variable(0), g = sets.of_variable(3);
//     sets.least(sets.under_lambda(sets.join(f, g))) == 2 // of (lam ($0 $3))
//
// Throws InputError if the sets would fill the memory, as they do for thousands of nested lambdas
// most of whose variables are used far inside.

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::compressor {

class FreeVariableSets {
public:
    using SetId = std::uint32_t;

    static constexpr SetId empty = 0;
    static constexpr std::uint32_t none = UINT32_MAX; // the least element of the empty set

    FreeVariableSets();

    SetId of_variable(std::uint32_t index);
    SetId join(SetId left, SetId right);

    // Returns the set as seen from outside one lambda: without 0, and all others less one.
    SetId under_lambda(SetId body);

    std::uint32_t least(SetId set) const { return sets_[set].empty() ? none : sets_[set].front(); }

private:
    SetId intern(std::vector<std::uint32_t> set);

    std::size_t elements_ = 0;                     // of all sets together
    std::vector<std::vector<std::uint32_t>> sets_; // each ascending
    std::map<std::vector<std::uint32_t>, SetId> ids_;
    std::unordered_map<std::uint64_t, SetId> joins_;
    std::unordered_map<SetId, SetId> outside_;
};

} // namespace rasp_stitch::compressor
