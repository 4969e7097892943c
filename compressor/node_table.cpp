#include "compressor/node_table.hpp"

#include "compressor/free_variables.hpp"
#include "compressor/occurrences.hpp"
#include "compressor/postorder.hpp"
#include "compressor/shapes.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Fills the columns that follow from the terms alone.
class NodeColumns {
public:
    NodeColumns(const TermStore& store, std::span<const TermId> roots,
                const lambda::CostModel& costs, NodeTable& table)
        : store_(store), costs_(costs), table_(table) {
        Postorder order = postorder(store_, roots);
        table_.term = std::move(order.terms);
        table_.first_inside = std::move(order.first_inside);
        const std::size_t count = table_.term.size();
        node_of_.assign(store_.size(), 0);
        table_.first.assign(count, 0);
        table_.second.assign(count, 0);
        table_.head.reserve(count);
        table_.cost.reserve(count);
        table_.shape.reserve(count);
        table_.free_bound.reserve(count);
        table_.min_free.reserve(count);
        free_.reserve(count);
        table_.least_leaf_cost = std::numeric_limits<Cost>::max();
        for (Node node = 0; node < count; ++node) {
            node_of_[lambda::index_of(table_.term[node])] = node;
            add(node);
        }
        for (const TermId root : roots) {
            table_.root.push_back(node_of(root));
        }
    }

private:
    Node node_of(TermId term) const { return node_of_[lambda::index_of(term)]; }

    void add(Node node) {
        const TermId term = table_.term[node];
        const HeadId head = head_of(term);
        const Cost own = table_.heads[head].cost;
        Cost below = 0;
        FreeVariableSets::SetId free = FreeVariableSets::empty;
        Shapes::Shape shape = Shapes::leaf;
        switch (store_.kind(term)) {
        case TermKind::application: {
            const Node function = node_of(store_.function(term));
            const Node argument = node_of(store_.argument(term));
            table_.first[node] = function;
            table_.second[node] = argument;
            below = table_.cost[function] + table_.cost[argument];
            free = sets_.join(free_[function], free_[argument]);
            shape = shapes_.application(table_.shape[function], table_.shape[argument]);
            break;
        }
        case TermKind::lambda: {
            const Node body = node_of(store_.body(term));
            table_.first[node] = body;
            below = table_.cost[body];
            free = sets_.under_lambda(free_[body]);
            shape = shapes_.lambda(table_.shape[body]);
            break;
        }
        case TermKind::variable:
            free = sets_.of_variable(store_.index(term));
            [[fallthrough]];
        default:
            table_.least_leaf_cost = std::min(table_.least_leaf_cost, own);
            break;
        }
        free_.push_back(free);
        table_.shape.push_back(shape);
        table_.head.push_back(head);
        table_.cost.push_back(own + below);
        table_.free_bound.push_back(store_.free_bound(term));
        table_.min_free.push_back(sets_.least(free));
    }

    HeadId head_of(TermId term) {
        Head head;
        head.kind = store_.kind(term);
        switch (head.kind) {
        case TermKind::application:
            head.cost = costs_.application;
            break;
        case TermKind::lambda:
            head.cost = costs_.lambda;
            head.tag = store_.tag(term);
            break;
        case TermKind::variable:
            head.cost = costs_.variable;
            head.value = store_.index(term);
            head.tag = store_.tag(term);
            break;
        default:
            head.cost = costs_.of_primitive(store_.name(term));
            head.value = store_.symbol(term);
            break;
        }
        const auto [known, is_new] = head_ids_.emplace(std::tuple(head.kind, head.value, head.tag),
                                                       static_cast<HeadId>(table_.heads.size()));
        if (is_new) {
            table_.heads.push_back(head);
        }
        return known->second;
    }

    const TermStore& store_;
    const lambda::CostModel& costs_;
    NodeTable& table_;
    std::vector<Node> node_of_; // by TermId
    FreeVariableSets sets_;
    Shapes shapes_;
    std::vector<FreeVariableSets::SetId> free_; // by node
    std::map<std::tuple<TermKind, std::uint32_t, std::uint32_t>, HeadId> head_ids_;
};

// Fills the columns that tell tasks and their programs.
void add_tasks(std::span<const std::uint32_t> task_of_program, std::size_t task_count,
               NodeTable& table) {
    table.task_begin.assign(task_count + 1, 0);
    for (const std::uint32_t task : task_of_program) {
        ++table.task_begin[task + 1];
    }
    std::partial_sum(table.task_begin.begin(), table.task_begin.end(), table.task_begin.begin());
    std::vector<std::uint32_t> next(table.task_begin.begin(), table.task_begin.end() - 1);
    table.task_programs.resize(task_of_program.size());
    for (std::uint32_t program = 0; program < task_of_program.size(); ++program) {
        table.task_programs[next[task_of_program[program]]++] = program;
    }
    table.task_cost.reserve(task_count);
    for (std::uint32_t task = 0; task < task_count; ++task) {
        Cost least = std::numeric_limits<Cost>::max();
        for (const std::uint32_t program : table.programs_of(task)) {
            least = std::min(least, table.cost[table.root[program]]);
        }
        table.task_cost.push_back(least);
    }
}

// No sum that the search forms exceeds the sum over all nodes of weight times cost: a bound adds,
// per match location, at most the cost of the location as often as it occurs. So one check up
// front, in twice the width, replaces a check at every addition.
void check_range(const NodeTable& table, const StructurePenalty& penalty) {
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (Node node = 0; node < table.size(); ++node) {
        sum += Wide{table.weight[node]} * table.cost[node];
    }
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 4;
    if (sum * std::max(penalty.scale, penalty.units) > limit) {
        throw InputError({.found = "the corpus is too large for exact costs in 64 bits",
                          .expected = "smaller costs (--cost-...), fewer digits in "
                                      "--structure-penalty, or fewer or shallower programs"});
    }
}

} // namespace

Cost NodeTable::corpus_cost() const {
    return std::accumulate(task_cost.begin(), task_cost.end(), Cost{0});
}

NodeTable make_node_table(const TermStore& store, std::span<const TermId> roots,
                          std::span<const std::uint32_t> task_of_program, std::size_t task_count,
                          const lambda::CostModel& costs, const StructurePenalty& penalty) {
    NodeTable table;
    NodeColumns(store, roots, costs, table);
    add_tasks(task_of_program, task_count, table);
    add_occurrences(table);
    check_range(table, penalty);
    return table;
}

} // namespace rasp_stitch::compressor
