#pragma once

// The most probable programs of a window of description length, as texts.
//
//     const BestPrograms best =
//         best_programs(types, view, request, {.upper = 12, .most_programs = 100});
//     best.programs[0].program // "(lambda (indices $0))"
//
// Where only some are wanted, the window is searched in slices from its lower end on until there
// are enough, and no more are held than are wanted.

#include "enumerator/grammar/cost.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_store.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct ListedProgram {
    Cost cost = 0;
    std::string program; // as read_expression would read it
};

struct BestPrograms {
    std::vector<ListedProgram> programs;   // best first; among equals, by their texts
    StopReason stopped = StopReason::none; // after_programs: there are more
};

// At most `most_programs` of the options. Where another budget was used up, they are some of the
// programs.
BestPrograms best_programs(const lambda::TypeStore& types, const GrammarView& view,
                           lambda::TypeId request, const TopDownOptions& options);

} // namespace rasp_stitch::enumerator
