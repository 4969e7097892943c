#pragma once

// The choices that a grammar has for a hole, with their probabilities.
//
//     Choices choices(view, holes);
//     for (const Choice& choice : choices.at(GrammarView::root_table, root.hole)) {
//         choice.log_probability // <= 0, in nats; the probabilities add up to 1
//     }
//
// The probabilities are those that enumerator/grammar/grammar.hpp defines. They are computed once
// for each table and hole.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

struct Choice {
    CallHead head;
    CallId call{};
    double log_probability = 0;
};

class Choices {
public:
    // Both must outlive this object. `holes` has to be made from the productions of the view.
    Choices(const GrammarView& view, HoleTypes& holes) : view_(&view), holes_(&holes) {}

    // Returns the choices in the order of HoleTypes::candidates, including impossible ones, or none
    // if all candidates are impossible. The span is valid until the next call.
    std::span<const Choice> at(std::uint32_t table, HoleId hole);

private:
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };

    Range find(const Weights& weights, HoleId hole);
    void add_candidates(const Weights& weights, HoleId hole);

    const GrammarView* view_;
    HoleTypes* holes_;
    std::vector<Choice> choices_;
    std::unordered_map<std::uint64_t, Range> ranges_; // by table and hole
};

// Returns log(sum of exp(x)) for numbers x below +infinity, and -infinity for no numbers.
double log_sum_exp(std::span<const double> numbers);

} // namespace rasp_stitch::enumerator
