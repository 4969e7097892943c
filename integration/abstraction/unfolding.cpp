#include "integration/abstraction/unfolding.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/normal_form.hpp"

#include <algorithm>

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermStore;

std::optional<TermId> unfolded(TermStore& store, std::string_view text) {
    return lambda::normal_form(store, enumerator::read_unfolded(store, text));
}

bool have_same_unfolding(const TermStore& store, TermId left, TermId right) {
    if (left == right) {
        return true;
    }
    TermStore scratch;
    const auto one = unfolded(scratch, enumerator::print_expression(store, left));
    const auto other = unfolded(scratch, enumerator::print_expression(store, right));
    return one && one == other;
}

bool have_same_unfolding(const TermStore& store, std::span<const TermId> left,
                         std::span<const TermId> right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](TermId a, TermId b) { return have_same_unfolding(store, a, b); });
}

} // namespace rasp_stitch::abstraction
