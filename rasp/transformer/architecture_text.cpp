#include "rasp/transformer/architecture_text.hpp"

#include "rasp/evaluator/expression.hpp"
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

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// The names of what is listed, by which everything else refers to it.
Expressions named(const Architecture& architecture) {
    Expressions expressions(architecture.code);
    std::size_t heads = 0;
    std::size_t elementwise = 0;
    const auto name_elementwise = [&](const std::vector<Register>& values) {
        for (const Register value : values) {
            expressions.name(value, fmt::format("x{}", ++elementwise));
        }
    };
    name_elementwise(architecture.embedding);
    for (const Layer& layer : architecture.layers) {
        for (const Head& head : layer.heads) {
            for (const Register aggregate : head.aggregates) {
                expressions.name(aggregate, fmt::format("h{}", ++heads));
            }
        }
        name_elementwise(layer.elementwise);
    }
    return expressions;
}

// What an aggregation reads, without the selector: that is the head's.
std::string aggregation(const Architecture& architecture, const Expressions& expressions,
                        Register value) {
    const Instruction& instruction = architecture.code.instructions[value];
    const std::string of = expressions.name_or_text(instruction.operands[1]);
    if (instruction.opcode == Opcode::aggregate) {
        return fmt::format("(aggregate {})", of);
    }
    return fmt::format("(aggregate {}), or {} where nothing is selected", of,
                       expressions.name_or_text(instruction.operands[2]));
}

std::string lines_of(const Expressions& expressions, const std::vector<Register>& values,
                     std::string_view indent) {
    std::string text;
    for (const Register value : values) {
        text +=
            fmt::format("{}{} = {}\n", indent, expressions.name_of(value), expressions.text(value));
    }
    return text;
}

std::string layer_text(const Architecture& architecture, const Expressions& expressions,
                       std::size_t index) {
    const Layer& layer = architecture.layers[index];
    std::string text =
        fmt::format("layer {}: {}\n", index + 1, counted(layer.heads.size(), "head"));
    for (std::size_t i = 0; i < layer.heads.size(); ++i) {
        const Head& head = layer.heads[i];
        text += fmt::format("    head {} selects {}\n", i + 1, expressions.text(head.selector));
        for (const Register aggregate : head.aggregates) {
            text += fmt::format("        {} = {}\n", expressions.name_of(aggregate),
                                aggregation(architecture, expressions, aggregate));
        }
    }
    if (!layer.elementwise.empty()) {
        text += "    elementwise\n" + lines_of(expressions, layer.elementwise, "        ");
    }
    return text;
}

// Draws an architecture: each listed value is a node, or a row of the box of its head.
class Drawing {
public:
    explicit Drawing(const Architecture& architecture)
        : architecture_(architecture), expressions_(named(architecture)) {
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

    // A default that is no constant may come up after the head: what is put together of both is a
    // node of its own.
    bool has_late_default(Register aggregate) const {
        const std::vector<Instruction>& instructions = architecture_.code.instructions;
        return instructions[aggregate].opcode == Opcode::aggregate_default &&
               instructions[instructions[aggregate].operands[2]].opcode != Opcode::constant;
    }

    // What a head's box says of an aggregation.
    std::string row(Register aggregate) const {
        if (has_late_default(aggregate)) {
            const Register of = architecture_.code.instructions[aggregate].operands[1];
            return "(aggregate " + expressions_.name_or_text(of) + ")";
        }
        return expressions_.name_of(aggregate) + " = " +
               aggregation(architecture_, expressions_, aggregate);
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

    std::string head(const Head& head, const std::string& name) {
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

    // From what a value is made of to the node `to`.
    void add_edges_to(Register value, const std::string& to) {
        const Instruction& instruction = architecture_.code.instructions[value];
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            add_edges_from(instruction.operands[k], to);
        }
    }

    // From a value, or from what it is made of where it is not listed.
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
    std::map<Register, std::string> node_of_; // of aggregations that are part of a head's box
    std::string defaults_;                    // nodes of the other aggregations
    std::set<std::pair<std::string, std::string>> edges_;
    std::set<std::string> given_; // tokens, indices, the atom
};

} // namespace

std::string architecture_text(const Architecture& architecture) {
    const Expressions expressions = named(architecture);
    std::string text = fmt::format("{}, {}\n", counted(architecture.layers.size(), "layer"),
                                   counted(architecture.head_count(), "head"));
    if (!architecture.embedding.empty()) {
        text += "before the first layer\n" + lines_of(expressions, architecture.embedding, "    ");
    }
    for (std::size_t i = 0; i < architecture.layers.size(); ++i) {
        text += layer_text(architecture, expressions, i);
    }
    return text + fmt::format("result: {}\n", expressions.name_or_text(architecture.result()));
}

std::string architecture_dot(const Architecture& architecture) {
    return Drawing(architecture).text();
}

} // namespace rasp_stitch::rasp
