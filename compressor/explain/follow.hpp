#pragma once

// Door of compressor/explain.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// Explains why an abstraction that the user has in mind is not the answer of a step: what it would
// save, which condition keeps it out, and at which partial abstraction the search pruned the path
// to it. In go its body and the result of the search, out comes a FollowResult.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "compressor/search/search.hpp"
// #include "lambda/terms/parse.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Settings settings;
// const NodeTable table = make_node_table(corpus, settings);
// const Arguments arguments(table);
// const Context context(table, arguments, settings);
// const SearchResult found = search(context, corpus.store, {}); // (f #0 #0)
// const lambda::TermId body =
//     lambda::parse(corpus.store, "(f (g #0) (g #0))", {.metavariables = true});
// const FollowResult result = follow(context, corpus.store, body, found.best, 1);
// CHECK(result.outcome == Outcome::lost);
// CHECK(result.utility == found.best.front().score.utility); // the cheaper body wins the tie
// ```
//
// The search prunes a path when a rule shows that nothing on it can win. Which rule applies first
// depends on the incumbent at that time. Here the incumbent is the final result from the start, so
// the explanation is the same for every order of the search and any number of threads.

#include "compressor/corpus/rules.hpp"
#include "compressor/corpus/settings.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct Context;                         // compressor/patterns/context.hpp
struct ScoredAbstraction;               // compressor/patterns/scored_abstraction.hpp
enum class Inadmissible : std::uint8_t; // compressor/patterns/admissible.hpp

enum class Outcome : std::uint8_t {
    won,
    ranked,  // among the best that the search returned, but not the first
    lost,    // admissible, but worse than the winner
    missed,  // better than the winner: the search was stopped before it found it
    useless, // admissible, but it saves no more than its body costs
    inadmissible,
    too_many_arguments,
    forbidden, // Forms, Matching: a metavariable, or every use, would stand at a place that is not allowed
};

// The partial abstraction at which the search prunes the path to a body.
struct PruningPoint {
    std::string pattern; // the partial body, with `??` for holes
    std::size_t locations = 0;
    std::string next; // the next pattern on the path, which the search does not try
    std::size_t next_locations = 0;
    std::optional<Rule> rule; // that drops `next`; nullopt if no rule is needed
    std::optional<Utility>
        bound; // on the utility of the completions of `next`, if the rule has one
};

struct FollowResult {
    std::string body; // with metavariables numbered from left to right
    std::uint32_t arity = 0;
    Outcome outcome = Outcome::lost;
    std::size_t rank = 0; // 1 for the winner; 0 if the search did not return it
    std::optional<Inadmissible> inadmissible;
    std::size_t locations = 0; // the distinct sub-terms that it matches
    std::size_t used = 0;      // those of them at which a use saves anything
    std::size_t tasks = 0;     // the tasks in which it matches
    Cost body_cost = 0;
    Cost saved = 0; // by the optimal rewriting with it
    Utility utility = 0;
    std::optional<PruningPoint>
        pruning_point; // nullopt for arity 0, which is not searched top-down
};

// Follows a body of the store, as parse_abstraction_body (compressor/library/library.hpp) returns
// it. `ranking` is the result of a search for the best `count` (SearchControl::best_count), and
// `symbol_arguments` says by metavariable which take symbols only, as in match(). With an automaton,
// the matches are those in the states in which the body saves most.
FollowResult follow(const Context& context, lambda::TermStore& store, lambda::TermId body,
                    std::span<const ScoredAbstraction> ranking, std::size_t count,
                    const std::vector<bool>& symbol_arguments = {});

} // namespace rasp_stitch::compressor
