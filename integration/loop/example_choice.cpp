#include "integration/loop/example_choice.hpp"

#include "rasp/comparison.hpp"
#include "rasp/value.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <variant>

namespace rasp_stitch::loop {

namespace {

constexpr double weight_of_variety = 0.5; // against the distance from others

// A selector is its cells, row by row.
rasp::Sequence values_of(const rasp::Output& output) {
    if (const auto* const sequence = std::get_if<rasp::Sequence>(&output)) {
        return *sequence;
    }
    rasp::Sequence values;
    for (const std::vector<bool>& row : std::get<rasp::Matrix>(output)) {
        values.insert(values.end(), row.begin(), row.end());
    }
    return values;
}

// The share of places, of those that both have, with different values.
double distance(const rasp::Sequence& a, const rasp::Sequence& b) {
    const std::size_t places = std::min(a.size(), b.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < places; ++i) {
        different += a[i] == b[i] ? 0U : 1U;
    }
    return static_cast<double>(different) / static_cast<double>(places);
}

// The share of places with a value that stands at none before it; 0 where all are alike.
double variety(const rasp::Sequence& values) {
    const std::set<rasp::Value> distinct(values.begin(), values.end());
    return static_cast<double>(distinct.size() - 1) / static_cast<double>(values.size());
}

class Choice {
public:
    explicit Choice(std::span<const rasp::Example> candidates) {
        for (const rasp::Example& example : candidates) {
            const rasp::Sequence values = values_of(*example.output);
            candidates_.push_back({.tokens = example.input.tokens.size(),
                                   .variety = variety(values),
                                   .values = values});
        }
    }

    std::vector<std::size_t> take(std::size_t count) {
        const auto [shortest, longest] =
            std::ranges::minmax(candidates_, {}, [](const Candidate& c) { return c.tokens; });
        for (std::size_t i = 0; i < count; ++i) {
            take_next(shortest.tokens + ladder(i, count, longest.tokens - shortest.tokens));
        }
        std::ranges::stable_sort(chosen_, {}, [&](std::size_t i) { return candidates_[i].tokens; });
        return std::move(chosen_);
    }

private:
    struct Candidate {
        std::size_t tokens = 0;
        double variety = 0;
        rasp::Sequence values;
        double nearest = 1; // distance from those that are chosen
        double sum = 0;     // of the distances from all of these
        bool is_chosen = false;
    };

    // 0 to height, evenly.
    static std::size_t ladder(std::size_t step, std::size_t steps, std::size_t height) {
        return steps == 1 ? height : (step * height + (steps - 1) / 2) / (steps - 1);
    }

    double worth(const Candidate& candidate) const {
        const double mean =
            chosen_.empty() ? 0 : candidate.sum / static_cast<double>(chosen_.size());
        return candidate.nearest + mean + weight_of_variety * candidate.variety;
    }

    // Of those whose length is nearest to this.
    void take_next(std::size_t tokens) {
        const Candidate* best = nullptr;
        const auto off = [&](const Candidate& c) {
            return c.tokens > tokens ? c.tokens - tokens : tokens - c.tokens;
        };
        for (const Candidate& candidate : candidates_) {
            if (!candidate.is_chosen &&
                (best == nullptr || off(candidate) < off(*best) ||
                 (off(candidate) == off(*best) && worth(candidate) > worth(*best)))) {
                best = &candidate;
            }
        }
        add(static_cast<std::size_t>(best - candidates_.data()));
    }

    void add(std::size_t number) {
        chosen_.push_back(number);
        candidates_[number].is_chosen = true;
        for (Candidate& candidate : candidates_) {
            const double apart = distance(candidate.values, candidates_[number].values);
            candidate.nearest = std::min(candidate.nearest, apart);
            candidate.sum += apart;
        }
    }

    std::vector<Candidate> candidates_;
    std::vector<std::size_t> chosen_;
};

} // namespace

std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count) {
    return candidates.empty() ? std::vector<std::size_t>{}
                              : Choice(candidates).take(std::min(count, candidates.size()));
}

} // namespace rasp_stitch::loop
