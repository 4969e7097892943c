#pragma once

// Why a certain abstraction is not the answer: what it would save, what it lacks, and where the
// search left the way to it.
//
//     const lambda::TermId body = parse_abstraction_body(corpus.store, "(select #0 #1 ??)").term;
//     const Following found = follow(context, corpus.store, body, ranking);
//     found.outcome == Outcome::lost; found.utility; found.departure->pattern ...
//
// The search leaves a way when a rule says that nothing on it can win. Which rule comes first
// depends on the best that it knows at that time; here it is told at once what wins in the end, so
// that the account is the same for every order of search and any number of threads.

#include "compressor/corpus/rules.hpp"
#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/incumbent.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::compressor {

enum class Outcome : std::uint8_t {
    won,
    ranked,  // among the candidates, but not the first
    lost,    // admissible, and others are better
    missed,  // better than what was found, for the search was stopped
    useless, // admissible, and saves no more than its body costs
    inadmissible,
    too_many_arguments,
    forbidden, // Forms: a metavariable, or every use, would stand where none may
};

// Where the search leaves the way to a body.
struct Departure {
    std::string pattern; // the partial body, `??` for what is open
    std::size_t locations = 0;
    std::string next; // the pattern that would come next, and is not tried
    std::size_t next_locations = 0;
    std::optional<Rule> rule; // that drops it; nothing where it simply cannot be
    std::optional<Utility>
        bound; // no completion of `next` is worth more, where the rule is a bound
};

struct Following {
    std::string body; // with metavariables numbered from left to right
    std::uint32_t arity = 0;
    Outcome outcome = Outcome::lost;
    std::size_t rank = 0; // 1 is the winner; 0 if it is not among the candidates
    std::optional<Inadmissible> inadmissible;
    std::size_t locations = 0; // distinct sub-terms where it matches
    std::size_t used = 0;      // at how many of them a use saves anything
    std::size_t tasks = 0;     // that hold them
    Cost body_cost = 0;
    Cost saved = 0; // by the best rewriting with it
    Utility utility = 0;
    std::optional<Departure> departure; // of a body with arguments; others are tried one by one
};

// `ranking` is what the search found, the best first, of at most `most` (SearchControl::winners).
// The body is of the store, as parse_abstraction_body (compressor/library/library.hpp) gives it.
Following follow(const Context& context, lambda::TermStore& store, lambda::TermId body,
                 std::span<const Found> ranking, std::size_t most);

} // namespace rasp_stitch::compressor
