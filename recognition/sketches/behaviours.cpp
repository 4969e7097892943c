#include "recognition/sketches/behaviours.hpp"

#include "rasp/evaluator/evaluate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

using lambda::TermId;

namespace {

void add_text(std::string& text, const rasp::Value& value) {
    if (const auto* const word = std::get_if<std::string>(&value)) {
        fmt::format_to(std::back_inserter(text), "{}:{}", word->size(), *word);
    } else {
        // Rounded, since the same number can be computed in ways that round differently.
        const double number = rasp::number_of(value);
        fmt::format_to(std::back_inserter(text), "{:.10g} ", number == 0 ? 0.0 : number);
    }
}

std::string text_of(const std::vector<rasp::Evaluation>& evaluations) {
    std::string text;
    for (const rasp::Evaluation& evaluation : evaluations) {
        if (const auto* const values = std::get_if<rasp::Sequence>(&*evaluation.output)) {
            for (const rasp::Value& value : *values) {
                text += rasp::kind_of(value) == rasp::ValueKind::boolean ? 'b' : 'v';
                add_text(text, value);
            }
        } else {
            for (const std::vector<bool>& row : std::get<rasp::Matrix>(*evaluation.output)) {
                for (const bool cell : row) {
                    text += cell ? '#' : '.';
                }
            }
        }
        text += '\n';
    }
    return text;
}

} // namespace

std::optional<std::uint32_t> PartBehaviours::of(TermId term) {
    if (const auto known = known_.find(term); known != known_.end()) {
        return known->second;
    }
    const std::vector<rasp::Evaluation> evaluations = rasp::evaluate(terms_, term, inputs_);
    std::optional<std::uint32_t> number;
    if (std::ranges::all_of(evaluations, [](const rasp::Evaluation& evaluation) {
            return evaluation.output.has_value();
        })) {
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        number = numbers_.try_emplace(text_of(evaluations), next).first->second;
    }
    known_.emplace(term, number);
    return number;
}

bool PartBehaviours::has_cheaper(std::uint32_t behaviour, TermId term, double cost) {
    constexpr double least_difference = 1e-9;
    const auto [found, is_new] = cheapest_.try_emplace(behaviour, Cheapest{term, cost});
    if (is_new || found->second.term == term) {
        return false;
    }
    if (cost < found->second.cost - least_difference) {
        found->second = {term, cost};
        return false;
    }
    return true;
}

std::optional<std::string> signature(const Sketch& sketch, const GroundGrammar& grammar,
                                     PartBehaviours& behaviours) {
    const auto nodes = sketch.nodes();
    std::vector<std::string> texts(nodes.size());
    std::vector<std::uint32_t> learnt_numbers(nodes.size(), 0);
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const SketchNode& node = nodes[i];
        if (node.kind == NodeKind::learnt) {
            // A part that is learnt and stands in two places is not the same as two such parts.
            texts[i] = fmt::format("?{}:{}{}@{}", name_of(node.form), name_of(node.type), next++,
                                   node.table);
        } else if (node.kind == NodeKind::variable) {
            texts[i] = fmt::format("${}", node.number);
        } else if (sketch.is_written(i)) {
            if (node.type.sort == rasp::Sort::predicate) {
                texts[i] = fmt::format("p{}", node.number);
                continue;
            }
            const std::optional<std::uint32_t> behaviour = behaviours.of(sketch.part_term(
                i, grammar, behaviours.terms(), {}, Sketch::Abstractions::unfolded));
            if (!behaviour) {
                return std::nullopt;
            }
            texts[i] = fmt::format("b{}", *behaviour);
        } else {
            std::vector<std::string> parts;
            for (const std::uint32_t child : node.children) {
                parts.push_back(texts[child]);
            }
            const GroundProduction& production = grammar.productions()[node.number];
            if (production.is_commutative) {
                std::ranges::sort(parts);
            }
            texts[i] = fmt::format("({}", node.number);
            for (const std::string& part : parts) {
                texts[i] += " " + part;
            }
            texts[i] += ")";
        }
    }
    return texts.back();
}

std::string shareable_parts(const Sketch& sketch, const GroundGrammar& grammar,
                            PartBehaviours& behaviours) {
    std::vector<std::string> parts;
    for (std::uint32_t i = 0; i < sketch.nodes().size(); ++i) {
        const SketchNode& node = sketch.nodes()[i];
        if (node.kind == NodeKind::call && sketch.is_written(i) &&
            node.type.sort != rasp::Sort::predicate) {
            const auto behaviour = behaviours.of(sketch.part_term(
                i, grammar, behaviours.terms(), {}, Sketch::Abstractions::unfolded));
            parts.push_back(fmt::format(" {}={}", name_of(node.type), behaviour.value_or(0)));
        }
    }
    std::ranges::sort(parts);
    return fmt::format("|{}", fmt::join(parts, ""));
}

} // namespace rasp_stitch::recognition
