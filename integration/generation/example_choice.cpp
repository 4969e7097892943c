#include "integration/generation/example_choice.hpp"

#include "rasp/kernels/comparison.hpp"
#include "rasp/language/value.hpp"

#include <algorithm>
#include <compare>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

namespace rasp_stitch::generation {

namespace {

// Returns the values of an output; those of a selector are its cells, row by row.
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

// Returns whether the longer sequence begins with the shorter one.
bool is_repetition(const rasp::Sequence& a, const rasp::Sequence& b) {
    const auto [at_a, at_b] = std::ranges::mismatch(a, b);
    return at_a == a.end() || at_b == b.end();
}

bool is_varied(const rasp::Sequence& values) {
    return std::ranges::adjacent_find(values, std::not_equal_to{}) != values.end();
}

// Rises from 0 to `height` as `step` goes from 0 to `steps` - 1, ever faster.
std::size_t ladder(std::size_t step, std::size_t steps, std::size_t height) {
    const std::size_t last = std::max<std::size_t>(steps, 2) - 1;
    return (step * (step + last) * height + last * last) / (2 * last * last);
}

class Choice {
public:
    Choice(std::span<const rasp::Example> candidates, std::span<const Refuted> alternatives)
        : open_alternatives_(alternatives.begin(), alternatives.end()) {
        for (const rasp::Example& example : candidates) {
            const rasp::Sequence values = values_of(*example.output);
            candidates_.push_back(
                {.tokens = example.input.tokens.size(),
                 .variety = (is_varied(values) ? 1 : 0) + (is_varied(example.input.tokens) ? 1 : 0),
                 .values = values});
        }
    }

    std::vector<std::size_t> take(std::size_t count) {
        const auto [shortest, longest] =
            std::ranges::minmax(candidates_, {}, [](const Candidate& c) { return c.tokens; });
        // Long inputs refute more, so they come first, and short ones refute what is left.
        for (std::size_t i = count; i-- > 0;) {
            take_next(shortest.tokens + ladder(i, count, longest.tokens - shortest.tokens));
        }
        std::ranges::stable_sort(chosen_, {}, [&](std::size_t i) { return candidates_[i].tokens; });
        return std::move(chosen_);
    }

private:
    struct Candidate {
        std::size_t tokens = 0;
        int variety = 0;       // how many of input and output have different values
        rasp::Sequence values; // of the output
        int repetitions = 0;   // how many chosen outputs it repeats
        bool is_chosen = false;
    };

    // Compared lexicographically.
    struct Worth {
        std::ptrdiff_t refuted = 0; // alternatives
        int repetitions = 0;        // negated and halved: without halving, outcomes would alternate
        int variety = 0;

        auto operator<=>(const Worth&) const = default;
    };

    Worth worth(std::size_t number) const {
        return {.refuted = std::ranges::count_if(
                    open_alternatives_,
                    [&](const Refuted& alternative) { return alternative[number]; }),
                .repetitions = -(candidates_[number].repetitions / 2),
                .variety = candidates_[number].variety};
    }

    // Returns the length nearest to `wanted` among the candidates that are left.
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
            candidate.repetitions +=
                is_repetition(candidate.values, candidates_[number].values) ? 1 : 0;
        }
        std::erase_if(open_alternatives_,
                      [&](const Refuted& alternative) { return alternative[number]; });
    }

    std::vector<Candidate> candidates_;
    std::vector<Refuted> open_alternatives_; // that no chosen example refutes
    std::vector<std::size_t> chosen_;
};

} // namespace

std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count, std::span<const Refuted> alternatives) {
    return candidates.empty()
               ? std::vector<std::size_t>{}
               : Choice(candidates, alternatives).take(std::min(count, candidates.size()));
}

} // namespace rasp_stitch::generation
