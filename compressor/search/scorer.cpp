#include "compressor/search/scorer.hpp"

#include "compressor/patterns/admissible.hpp"

namespace rasp_stitch::compressor {

void Scorer::consider(Pattern& pattern, BestAbstractions& best) {
    remove_captured(context_, pattern);
    if (!is_admissible(context_, pattern)) {
        return;
    }
    const Cost saved = rewriting_.saved(pattern);
    const Score score{.utility = context_.settings.utility(saved, pattern.body_cost),
                      .arity = pattern.arity(),
                      .body_cost = pattern.body_cost};
    if (!cannot_beat(score, best.incumbent())) {
        best.add({.score = score,
                  .body = pattern.body.text(context_.table, store_, pattern.arity()),
                  .pattern = pattern,
                  .saved = saved});
    }
}

} // namespace rasp_stitch::compressor
