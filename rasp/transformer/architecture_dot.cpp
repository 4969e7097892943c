#include "rasp/transformer/architecture_dot.hpp"

#include "rasp/evaluator/expression.hpp"
#include "rasp/transformer/architecture_names.hpp"
#include "support/text/dot.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

// Each listed value is a node, or a row in the box of its head.
class Drawing {
public:
    explicit Drawing(const Architecture& architecture)
        : architecture_(architecture), expressions_(named_values(architecture)) {
        for (std::size_t i = 0; i < architecture.layers.size(); ++i) {
            for (std::size_t k = 0; k < architecture.layers[i].heads.size(); ++k) {
                for (const Register aggregate : architecture.layers[i].heads[k].aggregates) {
                    if (!has_late_default(aggregate)) {
                        node_of_.emplace(aggregate, head_name(i, k));
                    }
                }
            }
        }
    }

    std::string text() {
        std::string out =
            "digraph architecture {\n    rankdir=BT;\n    node [fontname=monospace];\n";
        for (const Register value : architecture_.embedding) {
            out += ellipse(value, "    ");
        }
        for (std::size_t i = 0; i < architecture_.layers.size(); ++i) {
            out += layer(i);
        }
        out += defaults_;
        const Register result = architecture_.result();
        out += node("result", "shape=plaintext, label=\"result\"", "    ");
        add_edges_from(result, "result");
        for (const auto& [from, to] : edges_) {
            out += fmt::format("    {} -> {};\n", dot_quoted(from), dot_quoted(to));
        }
        for (const std::string& given : given_) {
            out += node(given, "shape=plaintext", "    ");
        }
        return out + "}\n";
    }

private:
    static std::string node(std::string_view name, std::string_view attributes,
                            std::string_view indent) {
        return fmt::format("{}{} [{}];\n", indent, dot_quoted(name), attributes);
    }

    static std::string head_name(std::size_t layer, std::size_t head) {
        return fmt::format("head {}.{}", layer + 1, head + 1);
    }

    // A default that is not a constant may be computed after the head. Then the aggregation with
    // its default is a node of its own.
    bool has_late_default(Register aggregate) const {
        const std::vector<Instruction>& instructions = architecture_.code.instructions;
        return instructions[aggregate].opcode == Opcode::aggregate_default &&
               instructions[instructions[aggregate].operands[2]].opcode != Opcode::constant;
    }

    // Returns the line for an aggregation in the box of its head.
    std::string row(Register aggregate) const {
        if (has_late_default(aggregate)) {
            const Register of = architecture_.code.instructions[aggregate].operands[1];
            return "(aggregate " + expressions_.name_or_text(of) + ")";
        }
        return expressions_.name_of(aggregate) + " = " +
               aggregation_text(architecture_, expressions_, aggregate);
    }

    void put_in_default(Register aggregate, const std::string& head) {
        const std::string& name = expressions_.name_of(aggregate);
        const Register value = architecture_.code.instructions[aggregate].operands[2];
        defaults_ += node(name,
                          "shape=ellipse, label=" +
                              dot_quoted(fmt::format("{}, or {} where nothing is selected", name,
                                                     expressions_.name_or_text(value))),
                          "    ");
        edges_.emplace(head, name);
        add_edges_from(value, name);
    }

    std::string ellipse(Register value, std::string_view indent) {
        const std::string& name = expressions_.name_of(value);
        add_edges_to(value, name);
        const std::string label = name + " = " + expressions_.text(value);
        return node(name, "shape=ellipse, label=" + dot_quoted(label), indent);
    }

    std::string layer(std::size_t index) {
        const Layer& layer = architecture_.layers[index];
        std::string out = fmt::format("    subgraph cluster_{} {{\n        label=\"layer {}\";\n",
                                      index + 1, index + 1);
        for (std::size_t i = 0; i < layer.heads.size(); ++i) {
            out += head(layer.heads[i], head_name(index, i));
        }
        for (const Register value : layer.elementwise) {
            out += ellipse(value, "        ");
        }
        return out + "    }\n";
    }

    std::string head(const AttentionHead& head, const std::string& name) {
        std::string label = name + "\n" + expressions_.text(head.selector);
        for (const Register aggregate : head.aggregates) {
            label += "\n" + row(aggregate);
            const Instruction& instruction = architecture_.code.instructions[aggregate];
            add_edges_from(instruction.operands[1], name);
            if (has_late_default(aggregate)) {
                put_in_default(aggregate, name);
            }
        }
        add_edges_to(head.selector, name);
        return node(name, "shape=box, label=" + dot_quoted(label), "        ");
    }

    // Adds edges from the operands of a value to the node `to`.
    void add_edges_to(Register value, const std::string& to) {
        const Instruction& instruction = architecture_.code.instructions[value];
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            add_edges_from(instruction.operands[k], to);
        }
    }

    // Adds an edge from a value, or from the listed values that it is made of, to the node `to`.
    void add_edges_from(Register value, const std::string& to) {
        std::set<Register> seen;
        std::vector<Register> pending{value};
        while (!pending.empty()) {
            const Register from = pending.back();
            pending.pop_back();
            if (!seen.insert(from).second) {
                continue;
            }
            const Instruction& instruction = architecture_.code.instructions[from];
            if (const std::string& name = expressions_.name_of(from); !name.empty()) {
                const auto head = node_of_.find(from);
                edges_.emplace(head != node_of_.end() ? head->second : name, to);
            } else if (instruction.operand_count > 0) {
                pending.insert(pending.end(), instruction.operands.begin(),
                               instruction.operands.begin() + instruction.operand_count);
            } else if (instruction.opcode != Opcode::constant) {
                given_.insert(expressions_.text(from));
                edges_.emplace(expressions_.text(from), to);
            }
        }
    }

    const Architecture& architecture_;
    Expressions expressions_;
    std::map<Register, std::string> node_of_; // for aggregations in the box of a head
    std::string defaults_;                    // the nodes of other aggregations
    std::set<std::pair<std::string, std::string>> edges_;
    std::set<std::string> given_; // tokens, indices, the atom
};

} // namespace

std::string architecture_dot(const Architecture& architecture) {
    return Drawing(architecture).text();
}

} // namespace rasp_stitch::rasp
