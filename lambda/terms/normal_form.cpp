#include "lambda/terms/normal_form.hpp"

#include "lambda/terms/rebuild.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <array>
#include <unordered_map>

namespace rasp_stitch::lambda {

TermId substitute(TermStore& store, TermId body, TermId argument) {
    return rebuild(store, body, [&](TermId leaf, std::uint32_t depth) {
        if (!store.is(TermKind::variable, leaf)) {
            return leaf;
        }
        const std::uint32_t index = store.index(leaf);
        return index == depth ? raise(store, argument, depth)
                              : store.variable(index - 1, store.tag(leaf));
    });
}

namespace {

// Eta: (lam (f $0)) is f if $0 does not occur in f.
std::optional<TermId> eta_contracted(TermStore& store, TermId body) {
    if (!store.is(TermKind::application, body)) {
        return std::nullopt;
    }
    const TermId argument = store.argument(body);
    if (!store.is(TermKind::variable, argument) || store.index(argument) != 0) {
        return std::nullopt;
    }
    return lower(store, store.function(body), 1);
}

// Contracts redexes from the innermost parts outward, and those that arise from it, until there are
// none.
class Normalizer {
public:
    enum class Eta : std::uint8_t { contracted, kept };

    Normalizer(TermStore& store, NormalFormLimits limits, Eta eta)
        : store_(store), limits_(limits), eta_(eta), size_before_(store.size()) {}

    std::optional<TermId> run(TermId term) {
        for (;;) {
            has_contracted_ = false;
            term = contract_all(term);
            if (!is_within_limits()) {
                return std::nullopt;
            }
            if (!has_contracted_) {
                return term;
            }
        }
    }

private:
    bool is_within_limits() const {
        return visits_ <= limits_.visits && store_.size() - size_before_ <= limits_.terms;
    }

    TermId contract_all(TermId whole) {
        std::unordered_map<TermId, TermId> contracted;
        for (const TermId part : subterms(store_, std::array{whole})) {
            ++visits_;
            TermId made = part;
            if (store_.is(TermKind::application, part)) {
                made = apply(contracted.at(store_.function(part)),
                             contracted.at(store_.argument(part)));
            } else if (store_.is(TermKind::lambda, part)) {
                made = abstract(contracted.at(store_.body(part)));
            } else if (store_.is(TermKind::variable, part)) {
                made = store_.variable(store_.index(part));
            }
            contracted.emplace(part, made);
            if (!is_within_limits()) {
                return whole;
            }
        }
        return contracted.at(whole);
    }

    TermId apply(TermId function, TermId argument) {
        if (!store_.is(TermKind::lambda, function)) {
            return store_.application(function, argument);
        }
        has_contracted_ = true;
        return substitute(store_, store_.body(function), argument);
    }

    TermId abstract(TermId body) {
        if (eta_ == Eta::contracted) {
            if (const std::optional<TermId> contracted = eta_contracted(store_, body)) {
                has_contracted_ = true;
                return *contracted;
            }
        }
        return store_.lambda(body);
    }

    TermStore& store_;
    NormalFormLimits limits_;
    Eta eta_;
    std::size_t size_before_;
    std::size_t visits_ = 0;
    bool has_contracted_ = false; // in this round
};

} // namespace

std::optional<TermId> normal_form(TermStore& store, TermId term, NormalFormLimits limits) {
    return Normalizer(store, limits, Normalizer::Eta::contracted).run(term);
}

std::optional<TermId> beta_normal_form(TermStore& store, TermId term, NormalFormLimits limits) {
    return Normalizer(store, limits, Normalizer::Eta::kept).run(term);
}

} // namespace rasp_stitch::lambda
