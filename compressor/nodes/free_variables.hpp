#pragma once

// Sets of free variables of many terms, each distinct set kept once. Throws InputError where they
// would fill the memory: thousands of nested lambdas, most of whose variables are used far inside.
//
//     FreeVariableSets sets;
//     auto f = sets.of_variable(0), g = sets.of_variable(3);
//     sets.least(sets.under_lambda(sets.join(f, g))) == 2 // of (lam ($0 $3))

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

    // The set seen from outside one lambda: without 0, all others one less.
    SetId under_lambda(SetId body);

    std::uint32_t least(SetId set) const { return sets_[set].empty() ? none : sets_[set].front(); }

private:
    SetId intern(std::vector<std::uint32_t> set);

    std::size_t elements_ = 0;                     // of all sets together
    std::vector<std::vector<std::uint32_t>> sets_; // ascending elements
    std::map<std::vector<std::uint32_t>, SetId> ids_;
    std::unordered_map<std::uint64_t, SetId> joins_;
    std::unordered_map<SetId, SetId> outside_;
};

} // namespace rasp_stitch::compressor
