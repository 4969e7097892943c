#include "integration/loop/example_choice.hpp"

#include "rasp/comparison.hpp"
#include "rasp/value.hpp"

#include <algorithm>
#include <compare>
#include <limits>
#include <optional>
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

// From 0 to height, with steps that grow.
std::size_t ladder(std::size_t step, std::size_t steps, std::size_t height) {
    const std::size_t last = std::max<std::size_t>(steps, 2) - 1;
    return (step * (step + last) * height + last * last) / (2 * last * last);
}

class Choice {
public:
    Choice(std::span<const rasp::Example> candidates, std::span<const Refuted> rivals)
        : open_rivals_(rivals.begin(), rivals.end()) {
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
        // Long ones refute more, and what they leave is for the short ones.
        for (std::size_t i = count; i-- > 0;) {
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

    struct Worth {
        std::size_t refuted = 0; // rivals
        double novelty = 0;

        auto operator<=>(const Worth&) const = default;
    };

    Worth worth(std::size_t number) const {
        const Candidate& candidate = candidates_[number];
        const double mean =
            chosen_.empty() ? 0 : candidate.sum / static_cast<double>(chosen_.size());
        return {.refuted = static_cast<std::size_t>(std::ranges::count_if(
                    open_rivals_, [&](const Refuted& rival) { return rival[number]; })),
                .novelty = candidate.nearest + mean + weight_of_variety * candidate.variety};
    }

    // The nearest length of those that are left.
    std::size_t nearest_length(std::size_t wanted) const {
        std::size_t nearest = 0;
        std::size_t least = std::numeric_limits<std::size_t>::max();
        for (const Candidate& candidate : candidates_) {
            const std::size_t off =
                std::max(candidate.tokens, wanted) - std::min(candidate.tokens, wanted);
            if (!candidate.is_chosen && off < least) {
                least = off;
                nearest = candidate.tokens;
            }
        }
        return nearest;
    }

    void take_next(std::size_t wanted) {
        const std::size_t tokens = nearest_length(wanted);
        std::optional<std::size_t> best;
        Worth most;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            if (!candidates_[i].is_chosen && candidates_[i].tokens == tokens) {
                const Worth its = worth(i);
                if (!best || most < its) {
                    best = i;
                    most = its;
                }
            }
        }
        add(*best);
    }

    void add(std::size_t number) {
        chosen_.push_back(number);
        candidates_[number].is_chosen = true;
        for (Candidate& candidate : candidates_) {
            const double apart = distance(candidate.values, candidates_[number].values);
            candidate.nearest = std::min(candidate.nearest, apart);
            candidate.sum += apart;
        }
        std::erase_if(open_rivals_, [&](const Refuted& rival) { return rival[number]; });
    }

    std::vector<Candidate> candidates_;
    std::vector<Refuted> open_rivals_; // which no chosen one refutes
    std::vector<std::size_t> chosen_;
};

} // namespace

std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count, std::span<const Refuted> rivals) {
    return candidates.empty() ? std::vector<std::size_t>{}
                              : Choice(candidates, rivals).take(std::min(count, candidates.size()));
}

} // namespace rasp_stitch::loop
