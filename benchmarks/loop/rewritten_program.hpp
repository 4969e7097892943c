#pragma once

// How deep a given program lies in a language: its log prior when it is written with the
// abstractions of the language.
//
//     DepthMeter meter(language);
//     meter.log_prior(request, "(lam (aggregate (select ...) (tokens $0)))") // in nats, <= 0
//
// The abstractions are used one after the other, in the order in which they were learnt, as the
// abstraction phase rewrites programs, each where it makes the program more probable. So the figure
// is a lower bound: another writing, or another program that does the same, may be more probable.

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/types/type_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

class DepthMeter {
public:
    // The language must outlive this. Terms are added to it.
    explicit DepthMeter(enumerator::Language& language);

    // Returns nullopt if the program is not one of the language, for example because it uses a
    // primitive that the language lacks.
    std::optional<double> log_prior(lambda::TypeId request, const std::string& program);

private:
    std::optional<double> prior_of(lambda::TypeId request, lambda::TermId term);

    enumerator::Language& language_;
    std::vector<lambda::Abstraction> library_; // in the order in which they were learnt
    enumerator::GrammarView view_;
    enumerator::Likelihood likelihood_;
};

} // namespace rasp_stitch::benchmarks
