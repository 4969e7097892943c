#pragma once

// Door of compressor/nodes.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// The distinct sub-terms of a corpus as plain columns, which the inner loops of the search read. In
// goes a corpus with the settings of the search, out comes a NodeTable. The walk that numbers the
// nodes makes it possible to find the nodes inside a node as a range.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// const Corpus corpus = read_corpus(R"j(["(f a b)", "(f a c)"])j");
// const NodeTable table = make_node_table(corpus, {});
// const Node whole = table.root[0];                   // (f a b) is an application
// CHECK(table.cost[whole] == 302);                    // 3 leaves and 2 applications
// CHECK(table.weight[table.first[whole]] == 2);       // (f a) occurs twice in the corpus
// CHECK(table.first_inside[whole] == 0);              // its parts are the nodes 0 to 4
// CHECK(whole == 4);
// ```
//
// A node is a distinct sub-term. Nodes are numbered in the order in which a depth-first walk over
// the programs leaves them: parts come before wholes, and the nodes first met inside node n are
// those from first_inside[n] to n. Two such ranges are nested or disjoint. Columns are indexed by
// node.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

using Node = std::uint32_t;

// Numbers the distinct heads of the corpus.
using HeadId = std::uint32_t;

// The head of a term: an application, a lambda with its tag, a certain variable or a certain
// primitive.
struct Head {
    lambda::TermKind kind = lambda::TermKind::primitive;
    std::uint32_t value = 0; // the symbol of a primitive, the index of a variable
    std::uint32_t tag = lambda::no_tag;
    Cost cost = 0;          // of the head alone
    bool is_symbol = false; // Matching::symbol_prefix

    bool is_leaf() const {
        return kind != lambda::TermKind::application && kind != lambda::TermKind::lambda;
    }
};

// How often a node occurs in a program at places where a use is allowed (Forms), times the weight
// of the program.
struct Occurrence {
    std::uint32_t program = 0;
    std::int64_t count = 0;
};

struct NodeTable {
    std::vector<lambda::TermId> term;
    std::vector<HeadId> head;
    std::vector<Node> first;               // the function of an application, the body of a lambda
    std::vector<Node> second;              // the argument of an application
    std::vector<Node> first_inside;        // the nodes in [first_inside[n], n] are parts of n
    std::vector<Cost> cost;                // of the whole tree
    std::vector<std::uint32_t> shape;      // compressor/nodes/shapes.hpp
    std::vector<std::uint32_t> free_bound; // as in the store: 0 if closed
    std::vector<std::uint32_t> min_free;   // the least free variable; UINT32_MAX if closed
    std::vector<std::uint32_t> lambdas;    // how many lambdas the node begins with
    std::vector<std::uint32_t> width;      // how many arguments the node applies its callee to
    std::vector<Node> callee; // f in (f a b), and the node itself if it applies nothing

    // The first and the last task in which the node occurs where a use is allowed. UINT32_MAX and 0
    // if it does not occur at such a place.
    std::vector<std::uint32_t> first_task;
    std::vector<std::uint32_t> last_task;

    // How often the node occurs in the corpus where a use is allowed, as far as the cost of the
    // corpus can depend on it: the sum over the tasks of the greatest Occurrence::count in a
    // program of the task.
    std::vector<std::int64_t> weight;

    // Whether a use is allowed at the place where the walk first met the node.
    std::vector<bool> allows_use_at_first_place;

    // These say of which nodes the settings (Matching) allow no use and no passing as an argument,
    // whatever is around the node. They are empty if nothing is forbidden.
    std::vector<bool> forbids_use;
    std::vector<bool> forbids_argument;

    std::vector<bool> has_symbol; // whether a symbol is in the node; empty if there are no symbols
    std::vector<State> state;     // of the automaton, or no_state; empty if there is none

    std::vector<Head> heads;  // by HeadId
    Cost least_leaf_cost = 0; // of the cheapest variable or primitive in the corpus

    // The programs, and the programs of each task: those of task t are task_programs from
    // task_begin[t] to before task_begin[t + 1].
    std::vector<Node> root;
    std::vector<std::int64_t> program_weight;
    std::vector<std::uint32_t> task_begin;
    std::vector<std::uint32_t> task_programs;
    std::vector<Cost> task_cost; // of the cheapest program, weighted

    // The occurrences of each node: those of node n are `occurrences` from occurrence_begin[n] to
    // before occurrence_begin[n + 1]. Both are empty unless a task has several programs; without
    // such a task `weight` holds all that matters.
    std::vector<std::size_t> occurrence_begin;
    std::vector<Occurrence> occurrences;

    std::size_t size() const { return term.size(); }
    std::size_t task_count() const { return task_cost.size(); }
    bool is_closed(Node node) const { return free_bound[node] == 0; }
    bool allows_use(Node node) const { return first_task[node] != UINT32_MAX; } // somewhere
    bool allows_argument(Node node) const {
        return forbids_argument.empty() || !forbids_argument[node];
    }
    bool contains_symbol(Node node) const { return !has_symbol.empty() && has_symbol[node]; }
    bool is_symbol(Node node) const { return heads[head[node]].is_symbol; }
    bool has_frontiers() const { return !occurrence_begin.empty(); }

    std::span<const std::uint32_t> programs_of(std::uint32_t task) const {
        return std::span(task_programs)
            .subspan(task_begin[task], task_begin[task + 1] - task_begin[task]);
    }
    std::span<const Occurrence> occurrences_of(Node node) const {
        return std::span(occurrences)
            .subspan(occurrence_begin[node], occurrence_begin[node + 1] - occurrence_begin[node]);
    }

    Cost program_cost(std::uint32_t program) const {
        return program_weight[program] * cost[root[program]];
    }

    // Returns the sum over the tasks of the cost of the cheapest program.
    Cost corpus_cost() const;
};

// The programs of a corpus at one step of its compression.
struct ProgramList {
    std::span<const lambda::TermId> roots;
    std::span<const std::uint32_t> tasks;  // by program
    std::span<const std::int64_t> weights; // by program; if empty, every program has weight 1
    std::size_t task_count = 0;
};

// Returns the table of some programs. Throws InputError with the code problem::corpus_too_large if
// sums of costs, multiplied by the weights and the penalty, could exceed 64 bits; and InputError if
// lambdas are nested too deeply (compressor/nodes/free_variables.hpp), or if an automaton does not
// accept a program (compressor/nodes/restrictions.hpp).
NodeTable make_node_table(const lambda::TermStore& store, const ProgramList& programs,
                          const Settings& settings);

// Makes the table of the programs of a corpus as it was read. The settings are those of the search,
// scaled to the weights of the corpus (compressor/corpus/corpus.hpp).
NodeTable make_node_table(const Corpus& corpus, const Settings& settings);

} // namespace rasp_stitch::compressor
