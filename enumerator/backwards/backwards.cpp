#include "enumerator/backwards/backwards.hpp"

#include "enumerator/backwards/arithmetic_matcher.hpp"
#include "enumerator/backwards/branch_matcher.hpp"
#include "enumerator/backwards/comparison_matcher.hpp"
#include "enumerator/backwards/concat_matcher.hpp"
#include "enumerator/backwards/inverse_matcher.hpp"
#include "enumerator/backwards/logic_matcher.hpp"
#include "enumerator/backwards/quantifier_matcher.hpp"
#include "enumerator/backwards/rank_matcher.hpp"
#include "enumerator/backwards/source_matcher.hpp"

#include <optional>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_inverted = 1000; // goals of a kind for which `aggregate` is undone
constexpr std::size_t most_ranked = 100;    // goals that are ranks
constexpr std::size_t most_quantified = 50; // goals that are looked at as quantified

ColumnValues column_of(const PartValues& values, std::size_t positions,
                       const StringCodes& strings) {
    ColumnValues column{.kind = values.kind, .values = {}, .bits = {}};
    column.bits.assign(values.bits.begin(), values.bits.end());
    if (values.kind == PartKind::selector) {
        return column;
    }
    for (std::size_t i = 0; i < positions; ++i) {
        column.values.push_back(values.kind == PartKind::number ? values.numbers[i] + 0.0
                                : values.kind == PartKind::boolean
                                    ? (has_bit(values.bits, i) ? 1.0 : 0.0)
                                    : strings.code(values.strings[i]));
    }
    return column;
}

} // namespace

BackwardSearch::BackwardSearch(rasp::Batch& batch, std::span<const NamedHead> heads,
                               const PartValues& wanted, const BackwardLimits& limits)
    : shape_(batch), strings_(batch.strings()), heads_(heads), bank_(shape_, strings_, limits.bank),
      goals_(shape_, bank_, heads_, column_of(wanted, shape_.positions, strings_), limits.goals),
      special_goals_(limits.special_goals) {
    add_matchers();
}

std::uint32_t BackwardSearch::count(Stream stream) const {
    return stream == Stream::invertible ? static_cast<std::uint32_t>(bank_.invertible().size())
                                        : bank_.count(kind_of(stream));
}

// Gives their matchers to the goals that have none.
void BackwardSearch::add_matchers() {
    for (; goals_read_ < goals_.count(); ++goals_read_) {
        const Goal& goal = goals_.goal(goals_read_);
        const PartKind kind = goal.column.kind;
        const bool is_special = goal.number < special_goals_;
        if (kind == PartKind::number) {
            add_matcher(std::make_unique<ArithmeticMatcher>(goals_, goal, is_special));
        }
        if (kind == PartKind::number && goal.is_whole && ranked_ < most_ranked) {
            if (std::optional<Ranks> ranks = ranks_of(shape_, goal.column.values)) {
                ++ranked_;
                add_matcher(std::make_unique<RankMatcher>(goals_, goal, *std::move(ranks)));
            }
        }
        if (kind != PartKind::selector && goal.number < most_inverted) {
            add_matcher(std::make_unique<InverseMatcher>(goals_, goal));
        }
        if (kind == PartKind::boolean && goal.number < most_quantified) {
            add_matcher(std::make_unique<QuantifierMatcher>(goals_, goal));
        }
        if (!is_special) {
            continue;
        }
        open_unary_goals(goals_, goal);
        if (kind == PartKind::boolean || kind == PartKind::selector) {
            add_matcher(std::make_unique<LogicMatcher>(goals_, goal));
        }
        if (kind == PartKind::boolean) {
            add_matcher(std::make_unique<ComparisonMatcher>(goals_, goal));
        }
        if (kind == PartKind::string) {
            add_matcher(std::make_unique<ConcatMatcher>(goals_, goal, strings_));
        }
        if (kind != PartKind::selector) {
            add_matcher(std::make_unique<SourceFinder>(goals_, goal));
            add_matcher(std::make_unique<BranchMatcher>(goals_, goal));
        }
    }
}

void BackwardSearch::add_matcher(std::unique_ptr<Matcher> matcher) {
    const auto number = static_cast<std::uint32_t>(matchers_.size());
    matchers_.push_back(std::move(matcher));
    for (std::size_t stream = 0; stream < streams; ++stream) {
        if (matchers_.back()->reads(static_cast<Stream>(stream))) {
            schedule({.matcher = number, .place = 0, .stream = static_cast<Stream>(stream)});
        }
    }
}

// Puts the job into the queue, or has it wait for its part.
void BackwardSearch::schedule(Job job) {
    if (job.place >= count(job.stream)) {
        waiting_[static_cast<std::size_t>(job.stream)].push_back(job);
        return;
    }
    const std::uint32_t place =
        job.stream == Stream::invertible ? bank_.invertible()[job.place].selector : job.place;
    // Selectors that can be inverted are few, and lead to goals that nothing else leads to.
    const DescriptionLength cost = bank_.part(kind_of(job.stream), place).cost;
    job.cost =
        matchers_[job.matcher]->cost() + (job.stream == Stream::invertible ? cost / 2 : cost);
    queue_.push(job);
}

void BackwardSearch::tell(PartHandle handle, DescriptionLength cost, const PartValues& values) {
    const std::uint32_t invertible = count(Stream::invertible);
    const std::optional<std::uint32_t> place = bank_.add(handle, cost, values);
    if (!place) {
        return;
    }
    goals_.meet_by_part(values.kind, bank_.part(values.kind, *place));
    const auto wake = [this](Stream stream) {
        for (const Job& job : std::exchange(waiting_[static_cast<std::size_t>(stream)], {})) {
            schedule(job);
        }
    };
    wake(static_cast<Stream>(values.kind));
    if (count(Stream::invertible) > invertible) {
        wake(Stream::invertible);
    }
}

std::uint64_t BackwardSearch::work(std::uint64_t nanoseconds, DescriptionLength horizon) {
    constexpr std::uint64_t work_of_job = 100;
    std::uint64_t done = 0;
    while (done < nanoseconds && !queue_.empty() && queue_.top().cost < horizon) {
        Job job = queue_.top();
        queue_.pop();
        if (!goals_.is_worth(job.cost)) {
            continue; // the bound only falls, and later parts cost as much
        }
        done += work_of_job + matchers_[job.matcher]->step(job.stream, job.place);
        for (std::unique_ptr<Matcher>& matcher : matchers_[job.matcher]->take_matchers()) {
            add_matcher(std::move(matcher));
        }
        ++job.place;
        schedule(job);
        add_matchers();
    }
    return done;
}

} // namespace rasp_stitch::enumerator::backwards
