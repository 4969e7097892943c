#include "rasp/kernels/failure.hpp"

#include "lambda/terms/print.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace rasp_stitch::rasp {

namespace {

struct Row {
    std::string_view name;
    std::string_view meaning;
    bool has_position = false;
};

// In the order of FailureClass.
constexpr std::array rows = {
    Row{"none", "no failure"},
    Row{"empty-input", "an input without tokens"},
    Row{"average-non-number", "several keys are selected, and only numbers have a mean", true},
    Row{"no-default", "no key is selected, and strings have no default", true},
    Row{"div-zero", "division by zero", true},
    Row{"mod-zero", "remainder of a division by zero", true},
    Row{"pow-domain", "a power that is not a real number", true},
    Row{"overflow", "a number that does not fit into 64 bits", true},
    Row{"round-nan", "an infinity or a NaN has no nearest whole number", true},
    Row{"parse-int", "a string that is not a whole number", true},
    Row{"mean-overflow", "the sum of the numbers for a mean is beyond the largest float", true},
    Row{"domain", "a logarithm or a root that is not a real number", true},
    Row{"not-whole", "a number that is not whole", true},
    Row{"type", "a value of a type that is not accepted here"},
    Row{"arity", "the wrong number of arguments"},
    Row{"free-variable", "a variable that no lambda binds"},
    Row{"unknown-name", "neither a primitive nor a literal nor a name of the library"},
    Row{"limit", "more steps or more memory than the limits allow"},
};
static_assert(rows.size() == static_cast<std::size_t>(FailureClass::limit) + 1);

constexpr std::size_t most_shown = 200;

const Row& row_of(FailureClass failure) {
    return rows[static_cast<std::size_t>(failure)];
}

} // namespace

std::string_view name_of(FailureClass failure) {
    return row_of(failure).name;
}

std::string describe(const lambda::TermStore& store, const Failure& failure) {
    const Row& row = row_of(failure.failure);
    std::string text = fmt::format("{}: {}", row.name, row.meaning);
    if (row.has_position) {
        text += fmt::format(", at position {}", failure.position);
    }
    if (failure.failure != FailureClass::empty_input) {
        text +=
            fmt::format(", in {}", safe_excerpt(lambda::print(store, failure.term), most_shown));
    }
    return text;
}

} // namespace rasp_stitch::rasp
