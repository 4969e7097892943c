#pragma once

// Abstractions that might be worth learning, from the exact compressor.
//
//     Proposals proposals(store, programs, productions, expression_types, settings);
//     proposals.search(threads, stop);
//     for (const Proposal& proposal : proposals.take(50)) {
//         proposal.production.expression // "#(lambda (+ $0 1))"
//         proposal.roots[0] // the first program, with (#(lambda (+ $0 1)) (length $0))
//     }
//
// The compressor minimises size, which is close to the score (integration/abstraction/score.hpp) and
// not the same; so it gives its best abstractions, many of them, and the score decides.

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_set>
#include <vector>

namespace rasp_stitch::dreamcoder {

// Of several tasks, one after the other.
struct ProgramColumns {
    std::vector<lambda::TermId> roots;
    std::vector<std::uint32_t> tasks; // by program, ascending
    std::size_t task_count = 0;
};

struct ProposalSettings {
    std::uint32_t max_arity = 2;
    std::size_t candidates = 300;
    double structure_penalty = 1; // of the score
};

struct Proposal {
    enumerator::Production production;
    lambda::Abstraction abstraction;   // its name is the production's text
    std::vector<lambda::TermId> roots; // of all programs
};

// Abstractions that are closed, have a type, are not among the productions, and match in at least
// two tasks; the greatest utility first.
class Proposals {
public:
    // What is referred to must outlive this, and nothing else may add to the store.
    Proposals(lambda::TermStore& store, const ProgramColumns& programs,
              std::span<const enumerator::Production> productions,
              enumerator::ExpressionTypes& expression_types, const ProposalSettings& settings);
    Proposals(const Proposals&) = delete;
    Proposals& operator=(const Proposals&) = delete;

    // Once, before anything is taken. Ends early where a stop is requested, with the best found by
    // then.
    void search(std::size_t threads, const std::stop_token& stop);

    // The next so many; fewer at the end, and none behind it.
    std::vector<Proposal> take(std::size_t count);
    bool is_exhausted() const { return next_ == found_.size(); }

private:
    std::optional<Proposal> proposal_of(const compressor::ScoredAbstraction& found);

    lambda::TermStore& store_;
    enumerator::ExpressionTypes& expression_types_;
    std::size_t candidates_;
    compressor::Settings settings_;
    compressor::NodeTable table_;
    compressor::Arguments arguments_;
    compressor::Context context_;
    std::vector<compressor::ScoredAbstraction> found_;
    std::size_t next_ = 0;
    std::unordered_set<std::string> known_; // expressions
};

// The programs, which need not be those that it was proposed for, with the abstraction used
// wherever that makes them shortest.
std::vector<lambda::TermId> rewritten_with(lambda::TermStore& store, const ProgramColumns& programs,
                                           const lambda::Abstraction& abstraction);

} // namespace rasp_stitch::dreamcoder
