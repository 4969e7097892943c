#include "compressor/offer.hpp"

#include "compressor/admissible.hpp"

#include <string>
#include <utility>

namespace rasp_stitch::compressor {

void Offers::offer(Pattern& pattern, Incumbent& incumbent) {
    remove_captured(context_, pattern);
    if (!is_admissible(context_, pattern)) {
        return;
    }
    const Cost saved = rewriting_.saved(pattern);
    const Promise promise{.utility = context_.settings.utility(saved, pattern.body_cost),
                          .arity = pattern.arity(),
                          .body_cost = pattern.body_cost};
    if (cannot_beat(promise, incumbent.promise)) {
        return;
    }
    std::string text = pattern.body.text(context_.table, store_, pattern.arity());
    const bool is_tie = !cannot_beat(incumbent.promise, promise);
    if (is_tie && incumbent.is_found() && incumbent.body <= text) {
        return;
    }
    incumbent = {.promise = promise, .body = std::move(text), .pattern = pattern, .saved = saved};
}

} // namespace rasp_stitch::compressor
