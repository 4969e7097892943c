#include "integration/loop/fitted_weights.hpp"

#include "enumerator/grammar/inside_outside.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "integration/loop/literal_classes.hpp"

#include <vector>

namespace rasp_stitch::loop {

using enumerator::Grammar;

Grammar fitted_weights(const lambda::TypeStore& types, lambda::TermStore& store,
                       const Grammar& grammar, std::span<const abstraction::Frontier> frontiers,
                       double pseudo_counts) {
    const LiteralClasses classes(grammar.productions);
    std::vector<abstraction::Frontier> merged(frontiers.begin(), frontiers.end());
    for (abstraction::Frontier& frontier : merged) {
        for (abstraction::SolvingProgram& program : frontier.programs) {
            program.term = classes.merged(store, program.term);
        }
    }
    const abstraction::ProgramSelection all = abstraction::all_programs(merged);
    if (all.places.empty()) {
        return grammar;
    }
    const Grammar before = classes.merged(grammar);
    const abstraction::Explanation explanation =
        abstraction::explain(types, store, before.productions, all);
    return classes.shared(grammar, enumerator::inside_outside(types, before, explanation.frontiers,
                                                              {.pseudo_counts = pseudo_counts}));
}

} // namespace rasp_stitch::loop
