#pragma once

// How probable a program is under a grammar.
//
//     Likelihood likelihood(types, view);
//     likelihood.log_prior(request, store, term)           // in nats, <= 0
//     const LikelihoodSummary summary = likelihood.summary(request, store, term);
//     log_prior(summary, view)       // the same, and so for other weights of the same productions
//
// Terms are those of read_expression: an abstraction is a primitive called "#(lambda ...)".
//
// A summary is all that weights have to do with: how often each production and how often variables
// were chosen, among which candidates, and what sharing the weight among variables costs:
//
//     log prior = constant + sum of uses * w - sum of count * log of the sum of exp(w) of a set

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

// Stands for all variables where a production's number could stand.
inline constexpr std::uint32_t any_variable = UINT32_MAX;

struct LikelihoodSummary {
    struct Use {
        std::uint32_t table = 0; // of the grammar's view
        std::uint32_t production = 0;
        double count = 0;
    };
    // A place where these were the candidates; ascending, `any_variable` last.
    struct Normaliser {
        std::uint32_t table = 0;
        std::vector<std::uint32_t> candidates;
        double count = 0;
    };
    std::vector<Use> uses;
    std::vector<Normaliser> normalisers;
    double constant = 0;
};

// -infinity where it uses what is impossible.
double log_prior(const LikelihoodSummary& summary, const GrammarView& view);

class Likelihood {
public:
    // Both must outlive this.
    Likelihood(const lambda::TypeStore& types, const GrammarView& view);

    // InputError where the term is not eta-long, has another type, or uses what is no production;
    // it says where.
    LikelihoodSummary summary(lambda::TypeId request, const lambda::TermStore& store,
                              lambda::TermId term);
    double log_prior(lambda::TypeId request, const lambda::TermStore& store, lambda::TermId term);

private:
    struct Place; // an argument that is being read

    template <class Visit>
    void walk(lambda::TypeId request, const lambda::TermStore& store, lambda::TermId term,
              const Visit& visit);

    const lambda::TypeStore* types_;
    const GrammarView* view_;
    HoleTypes holes_;
    Choices choices_;
    std::unordered_map<std::string, std::uint32_t> numbers_; // of productions
};

// For one program. Use the class for many.
double log_prior(const lambda::TypeStore& types, const GrammarView& view, lambda::TypeId request,
                 const lambda::TermStore& store, lambda::TermId term);

} // namespace rasp_stitch::enumerator
