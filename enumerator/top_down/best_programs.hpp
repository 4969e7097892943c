#pragma once

// Lists the most probable programs of a window of description length.
//
//     const BestPrograms best =
//         best_programs(language, request, {.upper = 12, .budget = {.programs = 100}});
//     print_expression(language.terms, best.programs[0].term) // "(lambda (indices $0))"
//
// If only some are wanted, the window is searched in slices from its lower end on until there are
// enough of them, and no more are held than are wanted.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_store.hpp"
#include "support/budget/budget.hpp"

#include <vector>

namespace rasp_stitch::enumerator {

struct BestPrograms {
    std::vector<FrontierProgram> programs; // best first; programs of equal cost by their texts
    StopReason stopped = StopReason::none; // StopReason::programs if there are more programs
};

// Returns at most as many programs as the budget allows, the best ones of the window. If another
// limit of the budget ends the search, it returns some of the programs that it has met. The
// programs are added to the terms of the language.
BestPrograms best_programs(Language& language, lambda::TypeId request,
                           const TopDownOptions& options);

} // namespace rasp_stitch::enumerator
