#include "enumerator/backwards/arithmetic_matcher.hpp"

#include <cmath>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::uint64_t work_of_look_up = 20;
constexpr std::uint64_t work_of_pair = 10;

double product(double a, double b) {
    return a * b;
}

} // namespace

// Sets column_. Returns false if it has a value that is not finite.
template <class Residual>
bool ArithmeticMatcher::fill(std::span<const double> values, Residual residual) {
    column_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        column_[i] = snapped(residual(goal().column.values[i], values[i]));
        if (!std::isfinite(column_[i])) {
            return false;
        }
    }
    work_ += 3 * positions();
    return true;
}

// Looks for the other argument: the hash of its column is given, or computed from the column.
template <class Residual>
void ArithmeticMatcher::undo(const Head* head, Side side, const Part& part,
                             std::span<const double> values, std::optional<std::uint64_t> hash,
                             Residual residual) {
    if (head == nullptr) {
        return;
    }
    const DescriptionLength cost = goal().cost + head->cost + part.cost;
    const bool is_known = hash.has_value();
    work_ += work_of_look_up;
    if (!is_known) {
        if (!fill(values, residual)) {
            return;
        }
        hash = goals().hash().of(column_);
    }
    const bool may_open = goals().may_open(goal(), GoalOrigin::arithmetic, cost);
    if (!may_open && !bank().find(PartKind::number, *hash)) {
        return;
    }
    if (is_known && !fill(values, residual)) {
        return;
    }
    const Expression given = backwards::part(part.handle);
    const Expression context =
        side == Side::left ? call(*head, {given, hole()}) : call(*head, {hole(), given});
    if (may_open) {
        work_ += Goals::work_to_open(positions());
        goals().open(goal(), GoalOrigin::arithmetic, {.kind = PartKind::number, .values = column_},
                     context, cost);
    } else {
        const Part& other = bank().part(PartKind::number, *bank().find(PartKind::number, *hash));
        goals().meet(goal(), filled(context, backwards::part(other.handle)), cost + other.cost);
    }
}

template <class Compute>
void ArithmeticMatcher::try_pair(const Head* head, std::uint32_t left, std::uint32_t right,
                                 Compute compute) {
    if (head == nullptr) {
        return;
    }
    const std::span<const double> a = bank().values(PartKind::number, left);
    const std::span<const double> b = bank().values(PartKind::number, right);
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!are_alike(goal().column.values[i], compute(a[i], b[i]))) {
            return;
        }
    }
    const Part& first = bank().part(PartKind::number, left);
    const Part& second = bank().part(PartKind::number, right);
    goals().meet(goal(),
                 call(*head, {backwards::part(first.handle), backwards::part(second.handle)}),
                 goal().cost + head->cost + first.cost + second.cost);
}

void ArithmeticMatcher::try_round(std::uint32_t place) {
    const Head* const round = head(HeadName::round);
    const Part& part = bank().part(PartKind::number, place);
    if (round == nullptr || part.is_whole || !goal().is_whole) {
        return;
    }
    const std::span<const double> values = bank().values(PartKind::number, place);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::nearbyint(values[i]) != goal().column.values[i]) {
            return;
        }
    }
    goals().meet(goal(), call(*round, {backwards::part(part.handle)}),
                 goal().cost + round->cost + part.cost);
}

std::uint64_t ArithmeticMatcher::step(Stream /*stream*/, std::uint32_t place) {
    const Part& part = bank().part(PartKind::number, place);
    const std::span<const double> values = bank().values(PartKind::number, place);
    const bool is_whole = part.is_whole && goal().is_whole;
    work_ = 0;
    const auto known = [is_whole](std::uint64_t hash) {
        return is_whole ? std::optional(hash) : std::nullopt;
    };
    undo(head(HeadName::add), Side::right, part, values, known(goal().hash - part.hash),
         [](double g, double p) { return g - p; });
    undo(head(HeadName::sub), Side::right, part, values, known(goal().hash + part.hash),
         [](double g, double p) { return g + p; });
    undo(head(HeadName::sub), Side::left, part, values, known(part.hash - goal().hash),
         [](double g, double p) { return p - g; });
    undo(head(HeadName::mul), Side::right, part, values, std::nullopt,
         [](double g, double p) { return g / p; });
    undo(head(HeadName::div), Side::right, part, values, std::nullopt,
         [](double g, double p) { return p != 0 ? g * p : std::nan(""); });
    undo(head(HeadName::div), Side::left, part, values, std::nullopt,
         [](double g, double p) { return p != 0 ? p / g : std::nan(""); });
    if (tries_pairs_) {
        try_round(place);
        const std::uint32_t end = std::min(place + 1, cheap_parts);
        for (std::uint32_t other = 0; other < end; ++other) {
            try_pair(head(HeadName::mul), place, other, product);
            try_pair(head(HeadName::mod), place, other, remainder_of);
            try_pair(head(HeadName::mod), other, place, remainder_of);
        }
        work_ += 3 * work_of_pair * end;
    }
    return work_;
}

} // namespace rasp_stitch::enumerator::backwards
