#pragma once

// Proposes abstractions that may be worth adding to a library, found by the exact compressor.
//
//     Proposals proposals(store, programs, productions, expression_types, settings);
//     proposals.search(threads, stop);
//     for (const Proposal& proposal : proposals.take(50)) {
//         proposal.production.expression // "#(lambda (+ $0 1))"
//         proposal.roots[0]              // the first program: (#(lambda (+ $0 1)) (length $0))
//     }
//
// The compressor minimises the size of programs, which is close to the objective
// (integration/abstraction/score.hpp) but not equal to it. It therefore returns many good
// abstractions, and the score decides between them.

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

namespace rasp_stitch::abstraction {

// The programs of several tasks, task by task.
struct ProgramColumns {
    std::vector<lambda::TermId> roots;
    std::vector<std::uint32_t> tasks; // by program, ascending
    std::size_t task_count = 0;
};

struct ProposalSettings {
    std::uint32_t max_arity = 2;
    std::size_t candidates = 300; // abstractions that the compressor returns
    double structure_penalty = 1; // of the score
    bool refactors = true;        // whether inverse beta reduction proposes abstractions, too
    bool takes_repeated = true;   // and takes out functions that repeat
};

// Either matching proposes an abstraction, or refactoring does (integration/abstraction/
// refactored_programs.hpp). Other programs are rewritten with it in the same way.
struct Proposal {
    enumerator::Production production;
    std::optional<lambda::Abstraction> matched; // named by the production's expression
    std::optional<lambda::TermId> piece;        // that was refactored, with its free variables
    bool takes_repeated = false; // whether functions that repeat were taken out to get the piece
    std::vector<lambda::TermId> roots; // by program, rewritten with the abstraction
};

// Proposes, in order of decreasing utility, abstractions that are closed, have a type, are not
// among the productions and match in at least two tasks.
class Proposals {
public:
    // Keeps references to its arguments. Nobody else may add to the store meanwhile.
    Proposals(lambda::TermStore& store, const ProgramColumns& programs,
              std::span<const enumerator::Production> productions,
              enumerator::ExpressionTypes& expression_types, const ProposalSettings& settings);
    Proposals(const Proposals&) = delete;
    Proposals& operator=(const Proposals&) = delete;

    // Must be called once, before take(). After a request to stop, keeps what was found so far.
    void search(std::size_t threads, const std::stop_token& stop);

    // Returns the next `count` proposals, or those that are left.
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
    std::unordered_set<std::string> known_; // expressions of productions and of earlier proposals
};

// Returns the programs rewritten optimally with the abstraction. They need not be those that it was
// proposed for.
std::vector<lambda::TermId> rewritten_with(lambda::TermStore& store, const ProgramColumns& programs,
                                           const lambda::Abstraction& abstraction);

} // namespace rasp_stitch::abstraction
