#pragma once

// An application's head and its arguments.
//
//     Spine spine = spine_of(store, parse(store, "(f a b)"));
//     spine.head      // f
//     spine.arguments // a, b

#include "lambda/term_store.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::lambda {

struct Spine {
    TermId head{};
    std::vector<TermId> arguments = {};
};

// A term that is no application is its own head.
inline Spine spine_of(const TermStore& store, TermId term) {
    Spine spine;
    while (store.is(TermKind::application, term)) {
        spine.arguments.push_back(store.argument(term));
        term = store.function(term);
    }
    spine.head = term;
    std::reverse(spine.arguments.begin(), spine.arguments.end());
    return spine;
}

} // namespace rasp_stitch::lambda
