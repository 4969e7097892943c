#pragma once

// Makes languages bolder or more careful, for tasks that nothing has solved yet.
//
//     discount_abstractions(language.grammar, 2) // each is e^2 times less probable
//     tempered(predicted, language, 0.5)         // half way between the two, in nats
//
// Both the weights fitted to the programs found and the network know solved tasks only. These are
// short and consist of abstractions; what is wanted for the others is long and has few of them. In
// such programs an abstraction that is used saves much, and one that is not used costs at each
// place where it could stand, so its weight is better low (benchmarks/results/2026-11-27-loop.md).

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"

namespace rasp_stitch::loop {

// Lowers the weights of all abstractions by so many nats.
void discount_abstractions(enumerator::AnyGrammar& grammar, double nats);

// Returns the first language with weights `trust` of the way from those of `prior` to its own.
// Productions are matched by their expressions; those that `prior` lacks keep their weights. The
// prior is a unigram language: its weights stand for those in every place.
enumerator::Language tempered(enumerator::Language language, const enumerator::Language& prior,
                              double trust);

} // namespace rasp_stitch::loop
