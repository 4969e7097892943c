#pragma once

// Lists the most probable programs of a window of description length.
//
//     const BestPrograms best =
//         best_programs(language, request, {.upper = 12, .budget = {.programs = 100}});
//     best.programs[0].text // "(lambda (indices $0))"
//
// If only some are wanted, the window is searched in slices from its lower end on until there are
// enough of them, and no more are held than are wanted.

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_store.hpp"
#include "support/budget/budget.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// A program of a list. It is kept as text, since a list can be long and is only printed.
struct ListedProgram {
    DescriptionLength cost = 0;
    std::string text; // as read_expression would read it

    double log_prior() const { return log_prior_of(cost); }
};

struct BestPrograms {
    std::vector<ListedProgram> programs;   // best first; programs of equal cost by their texts
    StopReason stopped = StopReason::none; // StopReason::programs if there are more programs
};

// Returns at most as many programs as the budget allows, the best ones of the window. If another
// limit of the budget ends the search, it returns some of the programs that it has met.
BestPrograms best_programs(const Language& language, lambda::TypeId request,
                           const TopDownOptions& options);

} // namespace rasp_stitch::enumerator
