#include "rasp/language/library.hpp"

#include "lambda/terms/rebuild.hpp"

#include <cstdint>

namespace rasp_stitch::rasp {

lambda::TermId as_lambdas(lambda::TermStore& store, const lambda::Abstraction& abstraction) {
    using lambda::TermId;
    using lambda::TermKind;
    TermId term = lambda::rebuild(store, abstraction.body, [&](TermId leaf, std::uint32_t depth) {
        if (!store.is(TermKind::metavariable, leaf) || store.index(leaf) >= abstraction.arity) {
            return leaf;
        }
        return store.variable(depth + abstraction.arity - 1 - store.index(leaf));
    });
    for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
        term = store.lambda(term);
    }
    return term;
}

} // namespace rasp_stitch::rasp
