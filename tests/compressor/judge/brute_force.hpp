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

#include "lambda/terms/inlining.hpp"
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

// An abstraction that the programs use already.
struct KnownUse {
    lambda::Abstraction abstraction;
    std::vector<std::string> states; // of its arguments; empty where there is none
};

// An automaton as the compressor reads it (compressor/corpus/automaton.hpp), with names for states.
struct PlainAutomaton {
    std::string root;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> transitions;
    std::map<std::string, std::string> sequence_of;
    std::set<std::string> valid_roots;
    std::set<std::string> valid_metavariables;
    std::string split;
    std::vector<KnownUse> known = {}; // in the order in which they were found
};

struct JudgeSettings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
    bool eta_long = false;
    bool no_curried_metavariables = false;
    bool no_curried_bodies = false;
    std::set<std::uint32_t> fused_lambda_tags = {};
    std::string symbol_prefix = {};
    bool has_fixed_arity = false; // of abstractions that are found, too
    std::map<std::string, std::uint32_t> fixed_arity = {};
    std::optional<PlainAutomaton> automaton = {};
    std::map<std::string, std::string> types = {};
    std::int64_t penalty_units = 1; // utility = scale * saved - units * cost of the body
    std::int64_t penalty_scale = 1;
    PlainCosts costs = {};
};

// What tells apart abstractions with the same body: which metavariables take symbols only, and the
// states of the location and of the arguments (empty without an automaton).
struct Variant {
    std::vector<bool> symbols;
    std::vector<std::string> states;

    std::string text() const;
};

struct Winner {
    std::int64_t utility = 0;
    std::uint32_t arity = 0;
    std::int64_t body_cost = 0;
    std::string body; // as printed
    std::int64_t saved = 0;
    Variant variant = {};
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
    std::vector<TermId> rewritten(TermId body, std::uint32_t arity, TermId name,
                                  const Variant& variant = {});

    // Returns whether the automaton, if there is one, finds equal terms in one state only, where
    // that matters. If not, there is no winner.
    bool has_clear_states() const { return has_clear_states_; }

    // Returns the type of a body as a function of its metavariables, if it has one.
    std::optional<std::string> type_of(TermId body, std::uint32_t arity);

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
        std::vector<bool> symbols;     // likewise
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
                          const std::vector<TermId>& arguments, const std::vector<bool>& symbols);
    bool is_symbol(TermId term) const;
    bool contains_symbol(TermId term) const;
    std::uint32_t missing_arguments(TermId term) const;
    bool is_kept_whole(TermId term) const;
    void note_state(TermId term, const std::string& state);
    void add_states(TermId term, const std::string& state);
    const KnownUse* known_use(TermId head) const;
    std::pair<TermId, std::size_t> called(TermId term);
    bool is_in(TermId term, const std::set<std::string>& states) const;
    std::string state_of(TermId term) const;
    bool allows_arguments(TermId body, const std::vector<TermId>& arguments) const;
    bool types(TermId body, std::uint32_t arity);
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
    std::set<std::vector<std::string>> states_of_matches(TermId body, std::uint32_t arity);

    TermStore& store_;
    std::vector<JudgedProgram> programs_;
    JudgeSettings settings_;
    std::vector<TermId> parts_; // the distinct sub-terms of the corpus where a use is allowed
    std::unordered_map<TermId, std::set<std::uint32_t>> tasks_of_; // by part
    std::unordered_map<TermId, std::int64_t> cost_;
    std::unordered_map<TermId, std::string> state_;
    std::set<TermId> in_no_state_;
    bool has_clear_states_ = true;
    Variant variant_; // of the abstraction that is matched
    std::size_t bodies_tried_ = 0;
};

} // namespace rasp_stitch::judge
