#include "compressor/search/scorer.hpp"

#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/variant.hpp"

namespace rasp_stitch::compressor {

void Scorer::consider(Pattern& pattern, BestAbstractions& best) {
    remove_captured(context_, pattern);
    if (context_.table.state.empty()) {
        consider_group(pattern, best);
        return;
    }
    for (const Pattern& group : by_states(context_, pattern)) {
        consider_group(group, best);
    }
}

// Whether a body types cannot be seen in its parts alone, where a metavariable may still have any
// type. So an ill-typed pattern is dropped only here. Rules that take an abstraction for admissible
// because another one is must not be used if there are types (Expander::fill_by_reuse).
bool Scorer::has_type(const Pattern& pattern) {
    if (!context_.settings.matching.has_types()) {
        return true;
    }
    lambda::TermStore scratch;
    const lambda::TermId body =
        pattern.body.build(context_.table, store_, scratch, pattern.arity());
    return !typing_.infer(scratch, body).fault;
}

void Scorer::consider_group(const Pattern& pattern, BestAbstractions& best) {
    if (!is_admissible(context_, pattern)) {
        return;
    }
    const Cost saved = rewriting_.saved(pattern);
    const Score score{.utility = context_.settings.utility(saved, pattern.body_cost),
                      .arity = pattern.arity(),
                      .body_cost = pattern.body_cost};
    // Typing takes longer than scoring, so only what would be among the best is typed.
    if (!cannot_beat(score, best.incumbent()) && has_type(pattern)) {
        best.add({.score = score,
                  .body = pattern.body.text(context_.table, store_, pattern.arity()),
                  .variant = variant_text(context_, pattern),
                  .pattern = pattern,
                  .saved = saved});
    }
}

} // namespace rasp_stitch::compressor
