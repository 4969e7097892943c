#include "compressor/nodes/node_table.hpp"

#include "compressor/corpus/problem_codes.hpp"
#include "compressor/nodes/free_variables.hpp"
#include "compressor/nodes/occurrences.hpp"
#include "compressor/nodes/postorder.hpp"
#include "compressor/nodes/restrictions.hpp"
#include "compressor/nodes/shapes.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Fills the columns that depend on the terms and the costs alone.
class NodeColumns {
public:
    NodeColumns(const TermStore& store, std::span<const TermId> roots, const Settings& settings,
                NodeTable& table)
        : store_(store), costs_(settings.costs), table_(table) {
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
        table_.lambdas.reserve(count);
        table_.width.reserve(count);
        table_.callee.reserve(count);
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
        note_first_places(settings.forms, order.is_met_as_function);
    }

private:
    void note_first_places(const Forms& forms, const std::vector<bool>& is_met_as_function) {
        table_.allows_use_at_first_place.reserve(table_.size());
        for (Node node = 0; node < table_.size(); ++node) {
            const bool is_lambda = table_.heads[table_.head[node]].kind == TermKind::lambda;
            const bool is_function = is_met_as_function[node];
            table_.allows_use_at_first_place.push_back(
                (!is_function || forms.allows_applied_uses()) && !(is_lambda && forms.eta_long));
        }
    }

    Node node_of(TermId term) const { return node_of_[lambda::index_of(term)]; }

    void add(Node node) {
        const TermId term = table_.term[node];
        const HeadId head = head_of(term);
        const Cost own = table_.heads[head].cost;
        Cost below = 0;
        FreeVariableSets::SetId free = FreeVariableSets::empty;
        Shapes::Shape shape = Shapes::leaf;
        std::uint32_t lambdas = 0;
        std::uint32_t width = 0;
        Node callee = node;
        switch (store_.kind(term)) {
        case TermKind::application: {
            const Node function = node_of(store_.function(term));
            const Node argument = node_of(store_.argument(term));
            table_.first[node] = function;
            table_.second[node] = argument;
            below = table_.cost[function] + table_.cost[argument];
            free = sets_.join(free_[function], free_[argument]);
            shape = shapes_.application(table_.shape[function], table_.shape[argument]);
            width = table_.width[function] + 1;
            callee = table_.callee[function];
            break;
        }
        case TermKind::lambda: {
            const Node body = node_of(store_.body(term));
            table_.first[node] = body;
            below = table_.cost[body];
            free = sets_.under_lambda(free_[body]);
            shape = shapes_.lambda(table_.shape[body]);
            lambdas = table_.lambdas[body] + 1;
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
        table_.lambdas.push_back(lambdas);
        table_.width.push_back(width);
        table_.callee.push_back(callee);
        table_.shape.push_back(shape);
        table_.head.push_back(head);
        table_.cost.push_back(own + below);
        table_.free_bound.push_back(store_.free_bound(term));
        table_.min_free.push_back(sets_.least(free));
    }

    HeadId head_of(TermId term) {
        Head head;
        head.kind = store_.kind(term);
        const bool is_application = head.kind == TermKind::application;
        if (is_application && application_head_) {
            return *application_head_; // as for nearly half of all nodes
        }
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
        if (is_application) {
            application_head_ = known->second;
        }
        return known->second;
    }

    const TermStore& store_;
    const lambda::CostModel& costs_;
    NodeTable& table_;
    std::vector<Node> node_of_; // by TermId
    std::optional<HeadId> application_head_;
    FreeVariableSets sets_;
    Shapes shapes_;
    std::vector<FreeVariableSets::SetId> free_; // by node
    std::map<std::tuple<TermKind, std::uint32_t, std::uint32_t>, HeadId> head_ids_;
};

// Fills the columns of tasks and programs.
void add_programs(const ProgramList& programs, NodeTable& table) {
    table.program_weight.assign(programs.weights.begin(), programs.weights.end());
    table.program_weight.resize(programs.roots.size(), 1);
    table.task_begin.assign(programs.task_count + 1, 0);
    for (const std::uint32_t task : programs.tasks) {
        ++table.task_begin[task + 1];
    }
    std::partial_sum(table.task_begin.begin(), table.task_begin.end(), table.task_begin.begin());
    std::vector<std::uint32_t> next(table.task_begin.begin(), table.task_begin.end() - 1);
    table.task_programs.resize(programs.tasks.size());
    for (std::uint32_t program = 0; program < programs.tasks.size(); ++program) {
        table.task_programs[next[programs.tasks[program]]++] = program;
    }
    table.task_cost.reserve(programs.task_count);
    for (std::uint32_t task = 0; task < programs.task_count; ++task) {
        Cost least = std::numeric_limits<Cost>::max();
        for (const std::uint32_t program : table.programs_of(task)) {
            least = std::min(least, table.program_cost(program));
        }
        table.task_cost.push_back(least);
    }
}

__extension__ using Wide = __int128;

constexpr std::int64_t max_sum = std::numeric_limits<std::int64_t>::max() / 4;

void check_sum(Wide sum) {
    if (sum > max_sum) {
        throw InputError({.found = "the corpus is too large for exact costs in 64 bits",
                          .expected = "smaller costs, fewer digits in the structure penalty or in "
                                      "the weights, or fewer or shallower programs",
                          .code = problem::corpus_too_large});
    }
}

// Checks the costs of the programs and their numbers of nodes, times their weights.
void check_programs(const ProgramList& programs, const NodeTable& table) {
    std::vector<std::int64_t> tree_size(table.size(), 1);
    for (Node node = 0; node < table.size(); ++node) {
        const Head& head = table.heads[table.head[node]];
        tree_size[node] += head.is_leaf() ? 0 : tree_size[table.first[node]];
        tree_size[node] += head.kind == TermKind::application ? tree_size[table.second[node]] : 0;
    }
    Wide costs = 0;
    Wide sizes = 0;
    for (std::size_t i = 0; i < table.root.size(); ++i) {
        const Wide weight = programs.weights.empty() ? 1 : programs.weights[i];
        costs += weight * table.cost[table.root[i]];
        sizes += weight * tree_size[table.root[i]];
    }
    check_sum(std::max(costs, sizes));
}

// No sum that the search computes exceeds the sum over all nodes of weight times cost, because a
// bound adds, for each match location, at most the cost of the location as often as it occurs. So
// one check in advance, in twice the width, replaces a check at every addition.
void check_sums(const NodeTable& table, const StructurePenalty& penalty) {
    Wide sum = 0;
    for (Node node = 0; node < table.size(); ++node) {
        sum += Wide{table.weight[node]} * table.cost[node];
    }
    check_sum(sum * std::max(penalty.scale, penalty.units));
}

} // namespace

Cost NodeTable::corpus_cost() const {
    return std::accumulate(task_cost.begin(), task_cost.end(), Cost{0});
}

NodeTable make_node_table(const TermStore& store, const ProgramList& programs,
                          const Settings& settings) {
    NodeTable table;
    NodeColumns(store, programs.roots, settings, table);
    add_restrictions(store, settings.matching, table);
    check_programs(programs, table);
    add_programs(programs, table);
    add_occurrences(settings.forms, table);
    check_sums(table, settings.penalty);
    return table;
}

NodeTable make_node_table(const Corpus& corpus, const Settings& settings) {
    const std::vector<TermId> roots = corpus.roots();
    std::vector<std::uint32_t> tasks;
    std::vector<std::int64_t> weights;
    for (const Program& program : corpus.programs) {
        tasks.push_back(program.task);
        weights.push_back(program.weight);
    }
    return make_node_table(
        corpus.store,
        {.roots = roots, .tasks = tasks, .weights = weights, .task_count = corpus.tasks.size()},
        settings);
}

} // namespace rasp_stitch::compressor
