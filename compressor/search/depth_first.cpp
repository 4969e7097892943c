#include "compressor/search/depth_first.hpp"

#include "compressor/search/bounds.hpp"
#include "compressor/search/child.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// They take about a millisecond.
constexpr std::size_t rows_between_pauses = std::size_t{1} << 16U;

// A pattern takes some time even if it has few rows: as much as this many rows.
constexpr std::size_t rows_per_pattern = 16;

std::int64_t bytes_of(const Pattern& pattern, const Expansion& expansion) {
    return static_cast<std::int64_t>(pattern.cells.capacity() * sizeof(Node) +
                                     (pattern.saving.capacity() + pattern.row_bound.capacity()) *
                                         sizeof(Cost) +
                                     expansion.candidates.capacity() * sizeof(Candidate) +
                                     expansion.rows.capacity() * sizeof(std::uint32_t));
}

} // namespace

DepthFirst::DepthFirst(const Context& context, const lambda::TermStore& store,
                       BestAbstractions& best)
    : context_(context), best_(best), incumbent_(best), expander_(context),
      scorer_(context, store) {}

void DepthFirst::begin(Pattern& pattern) {
    depth_ = 0;
    std::swap(child_, pattern);
    enter_child();
}

bool DepthFirst::advance() {
    work_ = 0;
    while (depth_ > 0) {
        if (work_ >= rows_between_pauses) {
            note_open();
            return true;
        }
        Level& level = *levels_[depth_ - 1];
        if (!has_untried(level)) {
            --depth_;
            continue;
        }
        const Candidate candidate = level.expansion.candidates[level.next++];
        if (!bound_drops(context_, candidate.bound, incumbent_.score())) {
            try_candidate(level, candidate);
        }
    }
    return false;
}

void DepthFirst::try_candidate(const Level& level, const Candidate& candidate) {
    make_child(context_, level.pattern, level.expansion, candidate, child_);
    work_ += child_.rows + rows_per_pattern;
    // A pattern is no longer needed when its last child is tried, and the child takes its place. So
    // a long chain of patterns without alternatives takes no more memory than one pattern.
    if (!has_untried(level)) {
        --depth_;
    }
    enter_child();
}

// Scores the child if it is finished; otherwise puts it at the end of the path.
void DepthFirst::enter_child() {
    if (child_.holes.empty()) {
        if (child_.arity() > 0) {
            scorer_.consider(child_, best_);
            work_ += context_.table.size();
        }
        return;
    }
    if (depth_ == levels_.size()) {
        levels_.push_back(std::make_unique<Level>());
    }
    Level& level = *levels_[depth_++];
    std::swap(level.pattern, child_);
    expand(level);
    // While there is a single candidate, and it keeps all matches, no new pattern is needed.
    while (work_ < rows_between_pauses && level.expansion.candidates.size() == 1 &&
           can_fill_in_place(context_, level.pattern, level.expansion,
                             level.expansion.candidates.front())) {
        fill_in_place(context_, level.expansion.candidates.front(), level.pattern);
        expand(level);
    }
    if (depth_ > deepest_) {
        deepest_ = depth_;
        note_open();
    }
}

void DepthFirst::expand(Level& level) {
    expanded_.add(level.pattern.utility_bound);
    expander_.expand(level.pattern, incumbent_.score(), level.expansion);
    level.next = 0;
    work_ += level.pattern.rows + rows_per_pattern;
}

Utility DepthFirst::open_bound() const {
    Utility bound = std::numeric_limits<Utility>::min();
    for (std::size_t i = 0; i < depth_; ++i) {
        const Level& level = *levels_[i];
        for (std::size_t next = level.next; next < level.expansion.candidates.size(); ++next) {
            bound = std::max(bound, level.expansion.candidates[next].bound.utility);
        }
    }
    return bound;
}

std::vector<Pattern> DepthFirst::give_away() {
    std::vector<Pattern> given;
    for (std::size_t i = 0; i < depth_ && given.empty(); ++i) {
        Level& level = *levels_[i];
        std::vector<Candidate>& candidates = level.expansion.candidates;
        const std::size_t kept = i + 1 == depth_ ? 1 : 0; // to continue with
        const std::size_t first = std::min(level.next + kept, candidates.size());
        for (std::size_t next = first; next < candidates.size(); ++next) {
            if (!bound_drops(context_, candidates[next].bound, incumbent_.score())) {
                make_child(context_, level.pattern, level.expansion, candidates[next],
                           given.emplace_back());
            }
        }
        candidates.resize(first);
    }
    return given;
}

std::int64_t DepthFirst::unreported() {
    return expanded_.total() - std::exchange(reported_, expanded_.total());
}

void DepthFirst::note_open() {
    OpenPatterns open;
    for (std::size_t i = 0; i < depth_; ++i) {
        const Level& level = *levels_[i];
        open.count += 1 + static_cast<std::int64_t>(level.expansion.candidates.size() - level.next);
        open.bytes += bytes_of(level.pattern, level.expansion);
    }
    open_ = open;
    peak_open_.count = std::max(peak_open_.count, open.count);
    peak_open_.bytes = std::max(peak_open_.bytes, open.bytes);
}

} // namespace rasp_stitch::compressor
