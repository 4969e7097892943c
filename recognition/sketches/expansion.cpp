#include "recognition/sketches/expansion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

struct FormChoice {
    HoleForm form{};
    double cost = 0;
};

// The forms that a hole of this type can have.
std::vector<FormChoice> forms_of(PlaceType type, const ExpansionOptions& options) {
    if (type.sort != rasp::Sort::sequence) {
        return {};
    }
    switch (type.element) {
    case Element::number:
        return {{HoleForm::affine, options.affine_cost},
                {HoleForm::constant, options.constant_cost}};
    case Element::boolean:
        return {{HoleForm::threshold, options.threshold_cost}};
    case Element::string:
        return {{HoleForm::word, options.word_cost}};
    case Element::none:
        break;
    }
    return {};
}

// Parts that a hole of this type can be, without a hole of their own.
std::vector<std::uint32_t> parts_for(const Sketch& sketch, std::uint32_t hole) {
    std::vector<std::uint32_t> parts;
    const auto nodes = sketch.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const bool is_leaf = nodes[i].kind == NodeKind::variable ||
                             (nodes[i].kind == NodeKind::call &&
                              std::ranges::all_of(nodes[i].children, [&](std::uint32_t child) {
                                  return nodes[child].kind == NodeKind::variable;
                              }));
        if (nodes[i].type == nodes[hole].type && !sketch.is_open(i) && !is_leaf) {
            parts.push_back(i);
        }
    }
    return parts;
}

void add_expansions(const Sketch& sketch, std::uint32_t hole, const GroundGrammar& grammar,
                    const ExpansionOptions& options, std::vector<Expansion>& made) {
    const SketchNode node = sketch.nodes()[hole];
    for (const GroundChoice& choice : grammar.choices(node.table, node.type)) {
        std::string how = choice.is_variable ? "$" + std::to_string(choice.number)
                                             : grammar.productions()[choice.number].expression;
        made.push_back({sketch.filled(grammar, hole, choice), std::move(how)});
    }
    if (options.lets) {
        const std::vector<std::uint32_t> parts = parts_for(sketch, hole);
        for (const std::uint32_t part : parts) {
            const double cost = options.let_cost + std::log(static_cast<double>(parts.size()));
            made.push_back({sketch.shared(hole, part, cost), "let"});
        }
    }
    if (options.forms) {
        for (const FormChoice& choice : forms_of(node.type, options)) {
            made.push_back({sketch.with_form(hole, choice.form, choice.cost),
                            std::string(name_of(choice.form))});
        }
    }
}

} // namespace

std::vector<std::uint32_t> open_holes(const Sketch& sketch) {
    std::vector<std::uint32_t> holes = sketch.learnt();
    std::erase_if(holes,
                  [&](std::uint32_t node) { return sketch.nodes()[node].form != HoleForm::open; });
    return holes;
}

std::vector<Expansion> expansions(const Sketch& sketch, const GroundGrammar& grammar,
                                  const ExpansionOptions& options) {
    std::vector<Expansion> made;
    for (const std::uint32_t hole : open_holes(sketch)) {
        add_expansions(sketch, hole, grammar, options, made);
    }
    return made;
}

Sketch with_forms(const Sketch& sketch, const ExpansionOptions& options) {
    Sketch all = sketch;
    bool changes = true;
    while (changes) {
        changes = false;
        for (const std::uint32_t hole : open_holes(all)) {
            const std::vector<FormChoice> forms = forms_of(all.nodes()[hole].type, options);
            if (!forms.empty()) {
                all = all.with_form(hole, forms.front().form, forms.front().cost);
                changes = true;
                break;
            }
        }
    }
    return all;
}

double least_rest(const Sketch& sketch, const GroundGrammar& grammar,
                  const ExpansionOptions& options) {
    double sum = 0;
    for (const std::uint32_t node : sketch.learnt()) {
        const SketchNode& hole = sketch.nodes()[node];
        if (hole.form == HoleForm::predicate) {
            sum += grammar.least_cost(hole.table, hole.type);
        } else if (hole.form == HoleForm::open) {
            double least = grammar.least_cost(hole.table, hole.type);
            if (options.lets) {
                least = std::min(least, options.let_cost);
            }
            if (options.forms) {
                for (const FormChoice& choice : forms_of(hole.type, options)) {
                    least = std::min(least, choice.cost);
                }
            }
            sum += least;
        }
    }
    return sum;
}

} // namespace rasp_stitch::recognition
