#include "compressor/program/known_rasp.hpp"

#include "lambda/terms/parse.hpp"
#include "rasp/language/read_program.hpp"

namespace rasp_stitch::compressor {

using lambda::TermId;

KnownRasp::KnownRasp(Corpus& corpus, const Compression& compression)
    : corpus_(corpus), type_of_(rasp::rasp_types(corpus.store, types_)) {
    const auto in_place = [](lambda::TermStore&, TermId abstraction) { return abstraction; };
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        add(corpus.store.primitive(corpus.store.symbol_name(known.symbol)),
            lambda::parse(corpus.store, known.text, {.abstraction = in_place}));
    }
    for (const Step& step : compression.steps) {
        const lambda::Abstraction& abstraction = step.rewriting.abstraction;
        add(abstraction.name, rasp::as_lambdas(corpus.store, abstraction));
    }
}

TermId KnownRasp::canonical(TermId term) {
    const std::optional<rasp::TypedProgram> program = typed(term);
    return program ? program->term : rasp::canonical(corpus_.store, term);
}

void KnownRasp::add(TermId name, TermId meaning) {
    library_.add(name, canonical(meaning));
    type_of_ = rasp::rasp_types(corpus_.store, types_, &library_);
}

} // namespace rasp_stitch::compressor
