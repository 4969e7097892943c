#pragma once

// What a grammar can choose in a hole, with probabilities.
//
//     Choices choices(view, holes);
//     for (const Choice& choice : choices.at(GrammarView::root_table, root.hole)) {
//         choice.log_probability // <= 0, in nats; they add up to 1
//     }
//
// The probabilities are those of enumerator/grammar/grammar.hpp, computed once for each table and hole.

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
    // Both must outlive this. `holes` is of the view's productions.
    Choices(const GrammarView& view, HoleTypes& holes) : view_(&view), holes_(&holes) {}

    // In the order of HoleTypes::candidates, those with weight -infinity too. Nothing where no
    // candidate has any weight. Valid until the next call.
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

// log(sum of exp(x)) of numbers below +infinity; -infinity for none.
double log_sum_exp(std::span<const double> numbers);

} // namespace rasp_stitch::enumerator
