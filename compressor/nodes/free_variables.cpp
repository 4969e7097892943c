#include "compressor/nodes/free_variables.hpp"

#include "support/text/input_error.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

constexpr std::size_t max_elements = std::size_t{1} << 26U; // half a gigabyte

} // namespace

FreeVariableSets::FreeVariableSets() {
    intern({});
}

FreeVariableSets::SetId FreeVariableSets::of_variable(std::uint32_t index) {
    return intern({index});
}

FreeVariableSets::SetId FreeVariableSets::join(SetId left, SetId right) {
    if (left == right || right == empty) {
        return left;
    }
    if (left == empty) {
        return right;
    }
    const auto [low, high] = std::minmax(left, right);
    const std::uint64_t key = (std::uint64_t{low} << 32U) | high;
    const auto known = joins_.find(key);
    if (known != joins_.end()) {
        return known->second;
    }
    std::vector<std::uint32_t> joined;
    std::set_union(sets_[low].begin(), sets_[low].end(), sets_[high].begin(), sets_[high].end(),
                   std::back_inserter(joined));
    const SetId set = intern(std::move(joined));
    joins_.emplace(key, set);
    return set;
}

FreeVariableSets::SetId FreeVariableSets::under_lambda(SetId body) {
    const auto known = outside_.find(body);
    if (known != outside_.end()) {
        return known->second;
    }
    std::vector<std::uint32_t> outside;
    for (const std::uint32_t index : sets_[body]) {
        if (index > 0) {
            outside.push_back(index - 1);
        }
    }
    const SetId set = intern(std::move(outside));
    outside_.emplace(body, set);
    return set;
}

FreeVariableSets::SetId FreeVariableSets::intern(std::vector<std::uint32_t> set) {
    const auto next = static_cast<SetId>(sets_.size());
    const auto [known, is_new] = ids_.emplace(std::move(set), next);
    if (is_new) {
        elements_ += known->first.size();
        if (elements_ > max_elements) {
            throw InputError({.found = "the lambdas are nested too deeply: too many of their "
                                       "variables are used too far inside",
                              .expected = "programs whose variables reach out of fewer lambdas"});
        }
        sets_.push_back(known->first);
    }
    return known->second;
}

} // namespace rasp_stitch::compressor
