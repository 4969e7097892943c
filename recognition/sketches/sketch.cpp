#include "recognition/sketches/sketch.hpp"

#include "enumerator/grammar/expression_types.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace rasp_stitch::recognition {

using lambda::TermId;
using lambda::TermStore;

namespace {

constexpr std::uint32_t unvisited = std::numeric_limits<std::uint32_t>::max();

HoleForm first_form(PlaceType type) {
    return type.sort == rasp::Sort::predicate ? HoleForm::predicate : HoleForm::open;
}

TermId under_lambdas(TermStore& terms, TermId body, std::size_t lambdas) {
    for (std::size_t i = 0; i < lambdas; ++i) {
        body = terms.lambda(body);
    }
    return body;
}

} // namespace

std::string_view name_of(HoleForm form) {
    constexpr std::array<std::string_view, 6> names = {"open",      "constant", "affine",
                                                       "threshold", "word",     "predicate"};
    return names.at(static_cast<std::size_t>(form));
}

Sketch Sketch::root(const GroundGrammar& grammar) {
    Sketch sketch;
    sketch.nodes_.push_back({.kind = NodeKind::learnt,
                             .form = first_form(grammar.result()),
                             .type = grammar.result(),
                             .number = 0,
                             .table = GroundGrammar::root_table(),
                             .id = sketch.next_id_++,
                             .children = {}});
    sketch.settle();
    return sketch;
}

std::vector<std::uint32_t> Sketch::learnt() const {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].kind == NodeKind::learnt) {
            numbers.push_back(i);
        }
    }
    return numbers;
}

bool Sketch::has_open_holes() const {
    return is_open_.back();
}

Sketch Sketch::filled(const GroundGrammar& grammar, std::uint32_t node,
                      const GroundChoice& choice) const {
    Sketch sketch = *this;
    sketch.cost_ += choice.cost;
    SketchNode made{.kind = choice.is_variable ? NodeKind::variable : NodeKind::call,
                    .form = HoleForm::open,
                    .type = nodes_[node].type,
                    .number = choice.number,
                    .table = nodes_[node].table,
                    .id = 0,
                    .children = {}};
    if (!choice.is_variable) {
        const GroundProduction& production = grammar.productions()[choice.number];
        for (std::size_t i = 0; i < production.arguments.size(); ++i) {
            const PlaceType type = production.arguments[i];
            const std::uint32_t table = grammar.argument_table(choice.number, i);
            SketchNode child{.kind = NodeKind::learnt,
                             .form = first_form(type),
                             .type = type,
                             .number = 0,
                             .table = table,
                             .id = 0,
                             .children = {}};
            if (type.sort == rasp::Sort::input) {
                const GroundChoice input = grammar.choices(table, type).front();
                sketch.cost_ += input.cost;
                child.kind = NodeKind::variable;
                child.number = input.number;
            } else {
                child.id = sketch.next_id_++;
            }
            made.children.push_back(static_cast<std::uint32_t>(sketch.nodes_.size()));
            sketch.nodes_.push_back(std::move(child));
        }
    }
    sketch.nodes_.push_back(std::move(made));
    sketch.replace(node, static_cast<std::uint32_t>(sketch.nodes_.size() - 1));
    sketch.settle();
    return sketch;
}

Sketch Sketch::with_form(std::uint32_t node, HoleForm form, double cost) const {
    Sketch sketch = *this;
    sketch.cost_ += cost;
    sketch.nodes_[node].form = form;
    sketch.nodes_[node].id = sketch.next_id_++;
    sketch.settle();
    return sketch;
}

Sketch Sketch::shared(std::uint32_t node, std::uint32_t other, double cost) const {
    Sketch sketch = *this;
    sketch.cost_ += cost;
    sketch.replace(node, other);
    sketch.settle();
    return sketch;
}

// The whole is the last node; if it is the one that is replaced, the other comes last.
void Sketch::replace(std::uint32_t node, std::uint32_t by) {
    std::uint32_t whole = static_cast<std::uint32_t>(is_written_.size() - 1);
    for (SketchNode& other : nodes_) {
        std::ranges::replace(other.children, node, by);
    }
    whole = whole == node ? by : whole;
    // settle() begins at the last node.
    nodes_.push_back(nodes_[whole]);
}

void Sketch::settle() {
    std::vector<std::uint32_t> place(nodes_.size(), unvisited);
    std::vector<SketchNode> settled;
    const auto visit = [&](const auto& self, std::uint32_t node) -> std::uint32_t {
        if (place[node] == unvisited) {
            SketchNode copy = nodes_[node];
            for (std::uint32_t& child : copy.children) {
                child = self(self, child);
            }
            place[node] = static_cast<std::uint32_t>(settled.size());
            settled.push_back(std::move(copy));
        }
        return place[node];
    };
    visit(visit, static_cast<std::uint32_t>(nodes_.size() - 1));
    nodes_ = std::move(settled);
    is_written_.assign(nodes_.size(), true);
    is_open_.assign(nodes_.size(), false);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const SketchNode& node = nodes_[i];
        if (node.kind == NodeKind::learnt) {
            is_written_[i] = false;
            is_open_[i] = node.form == HoleForm::open;
        }
        for (const std::uint32_t child : node.children) {
            is_written_[i] = is_written_[i] && is_written_[child];
            is_open_[i] = is_open_[i] || is_open_[child];
        }
    }
}

TermId Sketch::part_term(std::uint32_t node, const GroundGrammar& grammar, TermStore& terms,
                         const LearntTerm& learnt, Abstractions abstractions) const {
    std::vector<bool> is_used(node + 1, false);
    is_used[node] = true;
    for (std::uint32_t i = node + 1; i-- > 0;) {
        for (const std::uint32_t child : nodes_[i].children) {
            is_used[child] = is_used[child] || is_used[i];
        }
    }
    std::vector<TermId> made(node + 1);
    for (std::uint32_t i = 0; i <= node; ++i) {
        const SketchNode& part = nodes_[i];
        if (!is_used[i]) {
            continue;
        }
        if (part.kind == NodeKind::variable) {
            made[i] = terms.variable(part.number);
        } else if (part.kind == NodeKind::learnt) {
            made[i] = learnt(i);
        } else {
            const std::string& expression = grammar.productions()[part.number].expression;
            TermId term = abstractions == Abstractions::unfolded
                              ? enumerator::read_unfolded(terms, expression)
                              : terms.primitive(expression);
            for (const std::uint32_t child : part.children) {
                term = terms.application(term, made[child]);
            }
            made[i] = term;
        }
    }
    return under_lambdas(terms, made[node], grammar.lambdas());
}

TermId Sketch::term(const GroundGrammar& grammar, TermStore& terms, const LearntTerm& learnt,
                    Abstractions abstractions) const {
    return part_term(static_cast<std::uint32_t>(nodes_.size() - 1), grammar, terms, learnt,
                     abstractions);
}

std::string Sketch::text(const GroundGrammar& grammar) const {
    TermStore terms;
    const TermId whole = term(
        grammar, terms,
        [&](std::uint32_t node) {
            const SketchNode& part = nodes_[node];
            std::string name = "?";
            if (part.form != HoleForm::open && part.form != HoleForm::predicate) {
                name += name_of(part.form);
            } else if (part.type.sort == rasp::Sort::sequence) {
                const std::string type = name_of(part.type); // seq(num)
                name += type.substr(4, type.size() - 5);
            } else {
                name += part.type.sort == rasp::Sort::selector ? "sel" : "pred";
            }
            return terms.primitive(name);
        },
        Abstractions::as_names);
    return enumerator::print_expression(terms, whole);
}

} // namespace rasp_stitch::recognition
