#include "integration/loop/fitted_weights.hpp"

#include "enumerator/grammar/inside_outside.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "integration/run/loop_state.hpp"
#include "recognition/tasks/literal_classes.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <vector>

namespace rasp_stitch::loop {

using enumerator::Frontier;
using enumerator::Grammar;
using enumerator::Language;

Grammar fitted_weights(Language& language, std::span<const Frontier> frontiers,
                       double pseudo_counts) {
    const Grammar& grammar = recognition::unigram(language);
    const recognition::LiteralClasses classes(grammar.productions);
    std::vector<Frontier> merged(frontiers.begin(), frontiers.end());
    for (Frontier& frontier : merged) {
        for (enumerator::FrontierProgram& program : frontier.programs) {
            program.term = classes.merged(language.terms, program.term);
        }
    }
    const abstraction::ProgramSelection all = abstraction::all_programs(merged);
    if (all.places.empty()) {
        return grammar;
    }
    const Grammar before = classes.merged(grammar);
    const abstraction::Explanation explanation = abstraction::explain(language, before, all);
    return classes.shared(grammar,
                          enumerator::inside_outside(language.types, before, explanation.frontiers,
                                                     {.pseudo_counts = pseudo_counts}));
}

} // namespace rasp_stitch::loop
