#include "compressor/search/offer.hpp"

#include "compressor/patterns/admissible.hpp"

namespace rasp_stitch::compressor {

void Offers::offer(Pattern& pattern, Winners& winners) {
    remove_captured(context_, pattern);
    if (!is_admissible(context_, pattern)) {
        return;
    }
    const Cost saved = rewriting_.saved(pattern);
    const Promise promise{.utility = context_.settings.utility(saved, pattern.body_cost),
                          .arity = pattern.arity(),
                          .body_cost = pattern.body_cost};
    if (!cannot_beat(promise, winners.to_beat())) {
        winners.offer({.promise = promise,
                       .body = pattern.body.text(context_.table, store_, pattern.arity()),
                       .pattern = pattern,
                       .saved = saved});
    }
}

} // namespace rasp_stitch::compressor
