#pragma once

// The judge of the compressor: finds the best abstraction of a small corpus by trying every one.
//
//     BruteForce judge(store, {{program, 0}, {another, 1}}, {.max_arity = 2});
//     std::optional<Winner> winner = judge.winner();
//     winner->body == "(f #0 #0)"
//
// It follows the definitions of "Exactness" in the design literally, uses no bounds and shares no
// code with compressor/. Its time grows exponentially with the size of programs, so they should
// have at most about twelve leaves each.

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

// Returns whether `left` wins against `right`.
bool beats(const Winner& left, const Winner& right);

class BruteForce {
public:
    BruteForce(TermStore& store, std::vector<JudgedProgram> programs, JudgeSettings settings);

    // Returns the admissible abstraction that wins, or nullopt if none has a positive utility.
    std::optional<Winner> winner();

    // Returns at most `count` admissible abstractions of positive utility, the best first.
    std::vector<Winner> ranking(std::size_t count);

    // Returns the programs, each rewritten with the abstraction at the least cost.
    std::vector<TermId> rewritten(TermId body, std::uint32_t arity, TermId name);

    // Returns the sum over the tasks of the cost of the cheapest program.
    std::int64_t corpus_cost() const;
    std::int64_t corpus_cost(const std::vector<TermId>& roots) const;

    // Returns the number of bodies that the last call of winner() tried.
    std::size_t bodies_tried() const { return bodies_tried_; }

private:
    // A body made by cutting parts out of a term, and these parts.
    struct Cut {
        TermId body;
        std::vector<TermId> arguments; // by metavariable
    };

    // A term that an abstraction matches.
    struct Match {
        TermId location;
        std::vector<TermId> arguments;
    };

    // The number of arguments that a term is applied to where it stands.
    using Applied = std::uint32_t;

    // The form in which an argument is passed for a metavariable that the body applies.
    struct Passed {
        TermId inside;                      // without the lambdas below
        std::vector<std::uint32_t> lambdas; // the tags of the lambdas it has, outermost first
        std::uint32_t added = 0;            // the number of lambdas added inside those
        Applied applied = 0;                // to how many arguments `inside` is applied there
    };

    std::int64_t cost(TermId term);
    bool allows_use(TermId term, Applied applied) const;
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
