#pragma once

// How probable a program is in a grammar.
//
//     Likelihood likelihood(types, view);
//     likelihood.log_prior(request, store, term)           // in nats, <= 0
//     const LikelihoodSummary summary = likelihood.summary(request, store, term);
//     log_prior(summary, view)       // the same, and also for other weights of the productions
//
// Terms are as read_expression reads them: an abstraction is a primitive named "#(lambda ...)".
//
// A summary is all that the weights have to do with in a program: how often each production and how
// often variables were chosen, among which candidates, and what sharing the weight of variables
// costs. With w the weights,
//
//     log prior = constant + sum of uses * w - sum over normalisers of
//                 count * log(sum of exp(w) over its candidates)

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

// Stands for all variables in place of the number of a production.
inline constexpr std::uint32_t any_variable = UINT32_MAX;

struct LikelihoodSummary {
    struct Use {
        std::uint32_t table = 0; // of the view
        std::uint32_t production = 0;
        double count = 0;
    };
    // Choices that were made among the same candidates.
    struct Normaliser {
        std::uint32_t table = 0;
        std::vector<std::uint32_t> candidates; // ascending, with `any_variable` last
        double count = 0;
    };
    std::vector<Use> uses;
    std::vector<Normaliser> normalisers;
    double constant = 0;
};

// Returns -infinity if the program uses what is impossible.
double log_prior(const LikelihoodSummary& summary, const GrammarView& view);

class Likelihood {
public:
    // Both must outlive this object.
    Likelihood(const lambda::TypeStore& types, const GrammarView& view);

    // Throw InputError, with the part that is at fault, if the term is not eta-long, has another
    // type, or uses a name that is not a production.
    LikelihoodSummary summary(lambda::TypeId request, const lambda::TermStore& store,
                              lambda::TermId term);
    double log_prior(lambda::TypeId request, const lambda::TermStore& store, lambda::TermId term);

private:
    struct Place; // a call whose arguments are being read

    template <class Visit>
    void walk(lambda::TypeId request, const lambda::TermStore& store, lambda::TermId term,
              const Visit& visit);

    const lambda::TypeStore* types_;
    const GrammarView* view_;
    HoleTypes holes_;
    Choices choices_;
    std::unordered_map<std::string, std::uint32_t> numbers_; // of productions
};

// For a single program: Likelihood keeps what it has worked out for the next one.
double log_prior(const lambda::TypeStore& types, const GrammarView& view, lambda::TypeId request,
                 const lambda::TermStore& store, lambda::TermId term);

} // namespace rasp_stitch::enumerator
