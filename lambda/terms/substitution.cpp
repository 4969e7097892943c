#include "lambda/terms/substitution.hpp"

#include "lambda/terms/rebuild.hpp"

namespace rasp_stitch::lambda {

TermId raise(TermStore& store, TermId term, std::uint32_t levels) {
    if (levels == 0) {
        return term;
    }
    return rebuild(store, term, [&](TermId leaf, std::uint32_t) {
        return store.is(TermKind::variable, leaf)
                   ? store.variable(store.index(leaf) + levels, store.tag(leaf))
                   : leaf;
    });
}

std::optional<TermId> lower(TermStore& store, TermId term, std::uint32_t levels) {
    if (levels == 0) {
        return term;
    }
    bool captured = false;
    const TermId lowered = rebuild(store, term, [&](TermId leaf, std::uint32_t depth) {
        if (!store.is(TermKind::variable, leaf)) {
            return leaf;
        }
        const std::uint32_t index = store.index(leaf);
        if (index - depth < levels) {
            captured = true;
            return leaf;
        }
        return store.variable(index - levels, store.tag(leaf));
    });
    return captured ? std::nullopt : std::optional(lowered);
}

TermId instantiate(TermStore& store, TermId body, std::span<const TermId> arguments) {
    return rebuild(store, body, [&](TermId leaf, std::uint32_t depth) {
        if (!store.is(TermKind::metavariable, leaf) || store.index(leaf) >= arguments.size()) {
            return leaf;
        }
        return raise(store, arguments[store.index(leaf)], depth);
    });
}

} // namespace rasp_stitch::lambda
