#include "rasp/transformer/architecture.hpp"

#include "rasp/transformer/core_form.hpp"
#include "support/text/input_error.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// The data flow: an edge from each operand to the instruction that reads it, with weight 1 if a
// head lies between them.
struct Flow {
    std::uint32_t weight = 0;
};
using FlowGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                        boost::no_property, Flow>;

bool is_aggregate(const Instruction& instruction) {
    return instruction.opcode == Opcode::aggregate ||
           instruction.opcode == Opcode::aggregate_default ||
           instruction.opcode == Opcode::aggregate_max ||
           instruction.opcode == Opcode::aggregate_min;
}

// A head reads its first two operands, the selector and the values; a default is filled in after
// it.
constexpr std::size_t read_by_head = 2;

FlowGraph flow_of(const Bytecode& code) {
    FlowGraph graph(code.instructions.size());
    for (std::size_t i = 0; i < code.instructions.size(); ++i) {
        const Instruction& instruction = code.instructions[i];
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            const bool is_attention = is_aggregate(instruction) && k < read_by_head;
            boost::add_edge(instruction.operands[k], i, Flow{is_attention ? 1U : 0U}, graph);
        }
    }
    return graph;
}

// Returns for each instruction the layer after which its value is there: the largest number of
// heads on a path to it.
std::vector<std::uint32_t> depths(const FlowGraph& graph) {
    std::vector<std::size_t> order; // wholes before parts
    boost::topological_sort(graph, std::back_inserter(order));
    std::vector<std::uint32_t> depth(boost::num_vertices(graph), 0);
    for (auto vertex = order.rbegin(); vertex != order.rend(); ++vertex) {
        const auto [begin, end] = boost::in_edges(*vertex, graph);
        for (auto edge = begin; edge != end; ++edge) {
            depth[*vertex] =
                std::max(depth[*vertex], depth[boost::source(*edge, graph)] + graph[*edge].weight);
        }
    }
    return depth;
}

// Returns the layer of an aggregation's head. The result may come in a later layer, with its
// default.
std::uint32_t layer_of_head(const Instruction& instruction,
                            const std::vector<std::uint32_t>& depth) {
    return 1 + std::max(depth[instruction.operands[0]], depth[instruction.operands[1]]);
}

bool is_given(const Instruction& instruction) {
    return instruction.opcode == Opcode::tokens || instruction.opcode == Opcode::indices ||
           instruction.opcode == Opcode::atom || instruction.opcode == Opcode::constant;
}

// Returns which registers are sequences that heads read, or the result.
std::vector<bool> wanted(const Bytecode& code) {
    std::vector<bool> wanted(code.instructions.size(), false);
    wanted.back() = true;
    for (const Instruction& instruction : code.instructions) {
        if (instruction.opcode == Opcode::select) {
            wanted[instruction.operands[0]] = true;
            wanted[instruction.operands[1]] = true;
        } else if (is_aggregate(instruction)) {
            wanted[instruction.operands[1]] = true;
        }
    }
    return wanted;
}

void add_to_head(Layer& layer, Register selector, Register aggregate) {
    const auto known = std::ranges::find(layer.heads, selector, &AttentionHead::selector);
    AttentionHead& head =
        known != layer.heads.end() ? *known : layer.heads.emplace_back(AttentionHead{selector, {}});
    head.aggregates.push_back(aggregate);
}

} // namespace

std::size_t Architecture::head_count() const {
    std::size_t count = 0;
    for (const Layer& layer : layers) {
        count += layer.heads.size();
    }
    return count;
}

Architecture layout(const Bytecode& code) {
    if (code.gives_selector()) {
        throw InputError({.found = "the program gives a selector, which a transformer only has "
                                   "inside of its heads",
                          .expected = "a program that gives a sequence, such as "
                                      "(lam (aggregate SELECTOR (tokens $0)))"});
    }
    Architecture architecture{.code = core_form(code), .embedding = {}, .layers = {}};
    const std::vector<Instruction>& instructions = architecture.code.instructions;
    const std::vector<std::uint32_t> depth = depths(flow_of(architecture.code));
    // The value of a head is there after its layer or a later one, so the depths reach every layer.
    architecture.layers.resize(*std::ranges::max_element(depth));
    const std::vector<bool> is_wanted = wanted(architecture.code);
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        const Instruction& instruction = instructions[i];
        const auto value = static_cast<Register>(i);
        if (is_aggregate(instruction)) {
            const std::uint32_t layer = layer_of_head(instruction, depth);
            add_to_head(architecture.layers[layer - 1], instruction.operands[0], value);
        } else if (is_wanted[i] && !is_given(instruction) && !instruction.makes_selector) {
            (depth[i] == 0 ? architecture.embedding : architecture.layers[depth[i] - 1].elementwise)
                .push_back(value);
        }
    }
    return architecture;
}

} // namespace rasp_stitch::rasp
