#include "compressor/library/abstraction_names.hpp"

#include "compressor/library/compress.hpp"
#include "lambda/terms/subterms.hpp"

#include <array>

namespace rasp_stitch::compressor {

using lambda::TermId;

AbstractionNames::AbstractionNames(const Corpus& corpus, const CompressionSettings& settings)
    : prefix_(settings.abstraction_prefix), number_(settings.previous_abstractions) {
    for (const TermId part : lambda::subterms(corpus.store, corpus.roots())) {
        if (corpus.store.is(lambda::TermKind::primitive, part)) {
            taken_.insert(corpus.store.name(part));
        }
    }
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        taken_.insert(corpus.store.symbol_name(known.symbol));
    }
    for (const lambda::Abstraction& abstraction : settings.library) {
        taken_.insert(corpus.store.name(abstraction.name));
        for (const TermId part :
             lambda::primitives_of(corpus.store, std::array{abstraction.body})) {
            taken_.insert(corpus.store.name(part));
        }
    }
    for (const auto& [name, cost] : settings.settings.costs.primitives) {
        taken_.insert(name);
    }
}

std::string AbstractionNames::next() {
    std::string name;
    do {
        name = prefix_ + std::to_string(number_++);
    } while (taken_.contains(name));
    return name;
}

} // namespace rasp_stitch::compressor
