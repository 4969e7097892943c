#pragma once

// The judge of the compressor: the best abstraction of a small corpus, found by trying every one.
//
//     BruteForce judge(store, {{program, 0}, {another, 1}}, {.max_arity = 2});
//     std::optional<Winner> winner = judge.winner();
//     winner->body == "(f #0 #0)"
//
// It follows the definitions of DESIGN.md, "Exactness", word by word, knows no bounds and shares
// nothing with compressor/. Time grows exponentially with the size of programs: up to some twelve
// leaves each.

#include "tests/compressor/judge/plain_terms.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::judge {

struct JudgedProgram {
    TermId root{};
    std::uint32_t task = 0;
    std::int64_t weight = 1;
};

struct JudgeSettings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
    bool eta_long = false;
    bool no_curried_metavariables = false;
    bool no_curried_bodies = false;
    std::int64_t penalty_units = 1; // utility = scale * saved - units * cost of the body
    std::int64_t penalty_scale = 1;
    PlainCosts costs = {};
};

struct Winner {
    std::int64_t utility = 0;
    std::uint32_t arity = 0;
    std::int64_t body_cost = 0;
    std::string body; // as printed
    std::int64_t saved = 0;
};

// Whether `left` wins against `right`.
bool beats(const Winner& left, const Winner& right);

class BruteForce {
public:
    BruteForce(TermStore& store, std::vector<JudgedProgram> programs, JudgeSettings settings);

    // The admissible abstraction that wins, if one has a utility above 0.
    std::optional<Winner> winner();

    // The best of those that have one, at most so many, the best first.
    std::vector<Winner> ranking(std::size_t most);

    // Each program rewritten with the abstraction so that it costs the least.
    std::vector<TermId> rewritten(TermId body, std::uint32_t arity, TermId name);

    // The sum over tasks of what the cheapest of its programs costs.
    std::int64_t corpus_cost() const;
    std::int64_t corpus_cost(const std::vector<TermId>& roots) const;

    // How many bodies the last call of winner() tried.
    std::size_t bodies_tried() const { return bodies_tried_; }

private:
    // A body made by cutting parts out of a term, and what was cut out.
    struct Cut {
        TermId body;
        std::vector<TermId> arguments; // by metavariable
    };

    // A term that an abstraction matches.
    struct Match {
        TermId location;
        std::vector<TermId> arguments;
    };

    // Where a term stands: to the left of how many applications, one inside the other.
    using Applied = std::uint32_t;

    // How an argument is passed for a metavariable that the body applies.
    struct Passed {
        TermId inside;                      // without the lambdas below
        std::vector<std::uint32_t> lambdas; // the tags of those that it has, outermost first
        std::uint32_t added = 0;            // how many are added inside of those
        Applied applied = 0;                // where it stands once it is passed
    };

    std::int64_t cost(TermId term);
    bool may_be_used(TermId term, Applied applied) const;
    void add_parts(TermId term, std::uint32_t task, Applied applied);
    std::vector<Applied> applied_in(TermId body, std::uint32_t arity) const;
    Passed passed(TermId argument, Applied applied) const;
    TermId put_around(const Passed& passed, TermId inside);
    std::vector<Cut> cuts(TermId term, std::uint32_t depth, Applied applied,
                          const std::vector<TermId>& arguments);
    bool fits(TermId body, TermId term, std::uint32_t depth,
              std::vector<std::optional<TermId>>& arguments);
    std::optional<std::vector<TermId>> match(TermId body, std::uint32_t arity, TermId term);
    bool is_admissible(std::uint32_t arity, const std::vector<Match>& matches) const;
    using Known = std::map<std::pair<TermId, bool>, std::int64_t>;
    std::int64_t saved(TermId body, std::uint32_t arity, TermId term, Applied applied,
                       Known& known);
    std::int64_t saved_in_corpus(TermId body, std::uint32_t arity);
    TermId cheapest(TermId body, std::uint32_t arity, TermId name, TermId term, Applied applied);
    std::optional<Winner> weighed(TermId body, std::uint32_t arity, const std::string& text);

    TermStore& store_;
    std::vector<JudgedProgram> programs_;
    JudgeSettings settings_;
    std::vector<TermId> parts_; // the distinct sub-terms of the corpus where a use is allowed
    std::unordered_map<TermId, std::set<std::uint32_t>> tasks_of_; // by part
    std::unordered_map<TermId, std::int64_t> cost_;
    std::size_t bodies_tried_ = 0;
};

} // namespace rasp_stitch::judge
