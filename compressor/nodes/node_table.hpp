#pragma once

// The distinct sub-terms of a corpus as plain columns: what the search reads in its inner loops.
//
//     NodeTable table = make_node_table(corpus.store, {roots, tasks, {}, task_count}, settings);
//     for (Node node = 0; node < table.size(); ++node) { table.cost[node]; } // parts before wholes
//
// A node is a distinct sub-term. Nodes are numbered in the order in which a walk over the programs
// leaves them, each met once: so parts come before wholes, and the nodes that the walk met first
// inside of node n are those from first_inside[n] to n. (Such ranges are nested or apart.) All
// columns are indexed by node.

#include "compressor/corpus/settings.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::Cost;

using Node = std::uint32_t;

// What stands at the top of a term: an application, a lambda (with its tag), a certain variable or
// a certain primitive, as a small number.
using HeadId = std::uint32_t;

struct Head {
    lambda::TermKind kind = lambda::TermKind::primitive;
    std::uint32_t value = 0; // the symbol of a primitive, the index of a variable
    std::uint32_t tag = lambda::no_tag;
    Cost cost = 0; // of this node alone

    bool is_leaf() const {
        return kind != lambda::TermKind::application && kind != lambda::TermKind::lambda;
    }
};

// How often a program holds a node, at places where a use is allowed (Forms), times the program's
// weight.
struct Occurrence {
    std::uint32_t program = 0;
    std::int64_t count = 0;
};

struct NodeTable {
    std::vector<lambda::TermId> term;
    std::vector<HeadId> head;
    std::vector<Node> first;               // the function of an application, the body of a lambda
    std::vector<Node> second;              // the argument of an application
    std::vector<Node> first_inside;        // all of [first_inside[n], n] is part of n
    std::vector<Cost> cost;                // of the whole tree below
    std::vector<std::uint32_t> shape;      // compressor/nodes/shapes.hpp
    std::vector<std::uint32_t> free_bound; // as in the store: 0 if closed
    std::vector<std::uint32_t> min_free;   // the innermost free variable; UINT32_MAX if closed
    std::vector<std::uint32_t> lambdas;    // that the node begins with

    // The least and the greatest task that holds the node where a use is allowed; UINT32_MAX and 0
    // if it stands nowhere else.
    std::vector<std::uint32_t> first_task;
    std::vector<std::uint32_t> last_task;

    // How often the corpus holds the node where a use is allowed, as far as it can matter to the
    // cost: the sum over tasks of the greatest Occurrence::count in a program of the task.
    std::vector<std::int64_t> weight;

    // Whether the walk met the node first at a place where no use is allowed.
    std::vector<bool> is_met_elsewhere;

    std::vector<Head> heads;  // by HeadId
    Cost least_leaf_cost = 0; // of the cheapest variable or primitive in the corpus

    // Programs, and per task its programs: task t has those from task_begin[t] to task_begin[t + 1]
    // of task_programs.
    std::vector<Node> root;
    std::vector<std::int64_t> program_weight;
    std::vector<std::uint32_t> task_begin;
    std::vector<std::uint32_t> task_programs;
    std::vector<Cost> task_cost; // of the cheapest program, weighted

    // Per node the programs that hold it, node n from occurrence_begin[n] to occurrence_begin[n +
    // 1]. Only filled where some task has several programs; otherwise `weight` says all that
    // matters.
    std::vector<std::size_t> occurrence_begin;
    std::vector<Occurrence> occurrences;

    std::size_t size() const { return term.size(); }
    std::size_t task_count() const { return task_cost.size(); }
    bool is_closed(Node node) const { return free_bound[node] == 0; }
    bool may_be_used(Node node) const { return first_task[node] != UINT32_MAX; }
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

    Cost corpus_cost() const;
};

// The programs of a corpus as they are at one step.
struct ProgramList {
    std::span<const lambda::TermId> roots;
    std::span<const std::uint32_t> tasks; // by program
    std::span<const std::int64_t>
        weights; // by program: what its cost counts; 1 where there is none
    std::size_t task_count = 0;
};

// Throws InputError if the corpus is so large that sums of its costs, or its costs under the
// penalty, could pass 64 bits.
NodeTable make_node_table(const lambda::TermStore& store, const ProgramList& programs,
                          const Settings& settings);

} // namespace rasp_stitch::compressor
