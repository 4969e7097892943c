#include "enumerator/grammar/choices.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace rasp_stitch::enumerator {

double log_sum_exp(std::span<const double> numbers) {
    const auto largest = std::max_element(numbers.begin(), numbers.end());
    if (largest == numbers.end() || *largest == impossible) {
        return impossible;
    }
    double sum = 0;
    for (const double number : numbers) {
        sum += std::exp(number - *largest);
    }
    return *largest + std::log(sum);
}

std::span<const Choice> Choices::at(std::uint32_t table, HoleId hole) {
    const std::uint64_t key = (std::uint64_t{table} << 32U) | std::uint32_t(hole);
    auto found = ranges_.find(key);
    if (found == ranges_.end()) {
        found = ranges_.emplace(key, find(view_->table(table), hole)).first;
    }
    return std::span(choices_).subspan(found->second.first, found->second.count);
}

void Choices::add_candidates(const Weights& weights, HoleId hole) {
    const bool only_innermost =
        weights.continuation && holes_->request(hole) == *weights.continuation;
    bool has_innermost = false;
    for (const HoleTypes::Candidate& candidate : holes_->candidates(hole)) {
        if (candidate.head.is_variable && only_innermost && holes_->arity(candidate) == 0) {
            if (has_innermost) {
                continue;
            }
            has_innermost = true;
        }
        choices_.push_back({candidate.head, candidate.call, 0});
    }
}

Choices::Range Choices::find(const Weights& weights, HoleId hole) {
    const std::size_t first = choices_.size();
    add_candidates(weights, hole);
    const std::span<Choice> found = std::span(choices_).subspan(first);
    const auto variables =
        std::ranges::count_if(found, [](const Choice& choice) { return choice.head.is_variable; });
    const double variable_weight =
        variables == 0 ? 0 : weights.variable - std::log(static_cast<double>(variables));
    std::vector<double> all;
    for (Choice& choice : found) {
        choice.log_probability =
            choice.head.is_variable ? variable_weight : weights.productions[choice.head.number];
        all.push_back(choice.log_probability);
    }
    const double normaliser = log_sum_exp(all);
    if (normaliser == impossible) {
        choices_.resize(first);
        return {static_cast<std::uint32_t>(first), 0};
    }
    for (Choice& choice : found) {
        choice.log_probability = std::min(choice.log_probability - normaliser, 0.0);
    }
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(found.size())};
}

} // namespace rasp_stitch::enumerator
