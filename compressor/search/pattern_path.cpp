#include "compressor/search/pattern_path.hpp"

#include "compressor/search/bounds.hpp"
#include "compressor/search/child.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::compressor {

void PatternPath::begin(Pattern& outermost) {
    clear();
    add_level(outermost);
}

void PatternPath::clear() {
    size_ = 0;
    untried_ = 0;
    kept_.clear();
}

void PatternPath::add_level(Pattern& pattern) {
    if (size_ == levels_.size()) {
        levels_.push_back(std::make_unique<Level>());
    }
    Level& level = *levels_[size_];
    std::swap(level.pattern, pattern);
    level.steps.clear();
    level.is_put_away = false;
    kept_.push_back(size_++);
}

void PatternPath::noted() {
    Level& level = *levels_[size_ - 1];
    level.next = 0;
    level.has_rows = true;
    untried_ += static_cast<std::int64_t>(level.expansion.candidates.size());
    count_bytes(level);
    put_some_away();
}

void PatternPath::count_bytes(Level& level) {
    const Pattern& pattern = level.pattern;
    const std::size_t bytes = pattern.bytes() +
                              level.expansion.candidates.capacity() * sizeof(Candidate) +
                              level.expansion.rows.capacity() * sizeof(std::uint32_t) +
                              level.steps.capacity() * sizeof(Step);
    bytes_ = bytes_ - level.bytes + bytes;
    level.bytes = bytes;
}

void PatternPath::make_child(const Candidate& candidate, Pattern& child) {
    make_child(size_ - 1, candidate, child);
}

void PatternPath::make_child(std::size_t index, const Candidate& candidate, Pattern& child) {
    Level& level = *levels_[index];
    if (level.is_put_away) {
        make_again(index);
    }
    if (level.has_rows || candidate.keeps_all_rows) {
        compressor::make_child(context_, level.pattern, level.expansion, candidate, child);
        return;
    }
    Candidate listed = candidate;
    repeated_.hole = level.expansion.hole;
    expander_.list_rows(level.pattern, repeated_.hole, listed, repeated_);
    compressor::make_child(context_, level.pattern, repeated_, listed, child);
}

void PatternPath::enter(const Candidate& candidate, Pattern& child) {
    Level& parent = *levels_[size_ - 1];
    const Step step{.candidate = candidate, .hole = parent.expansion.hole};
    if (has_untried(parent)) {
        add_level(child);
    } else {
        std::swap(parent.pattern, child);
    }
    if (size_ > 1) {
        levels_[size_ - 1]->steps.push_back(step);
    }
}

bool PatternPath::enter_only_child() {
    Level& level = *levels_[size_ - 1];
    const Expansion& expansion = level.expansion;
    if (expansion.candidates.size() != 1 ||
        !can_fill_in_place(context_, level.pattern, expansion, expansion.candidates.front())) {
        return false;
    }
    if (size_ > 1) {
        level.steps.push_back({.candidate = next_untried(), .hole = expansion.hole});
    } else {
        next_untried();
    }
    fill_in_place(context_, expansion.candidates.front(), level.pattern);
    return true;
}

void PatternPath::leave() {
    --size_;
    if (kept_.back() == size_) {
        kept_.pop_back();
    }
}

Utility PatternPath::open_bound() const {
    Utility bound = std::numeric_limits<Utility>::min();
    for (std::size_t i = 0; i < size_; ++i) {
        const Level& level = *levels_[i];
        for (std::size_t next = level.next; next < level.expansion.candidates.size(); ++next) {
            bound = std::max(bound, level.expansion.candidates[next].bound.utility);
        }
    }
    return bound;
}

std::vector<Pattern> PatternPath::give_away(const Score& incumbent) {
    std::vector<Pattern> given;
    for (std::size_t i = 0; i < size_ && given.empty(); ++i) {
        std::vector<Candidate>& candidates = levels_[i]->expansion.candidates;
        const std::size_t kept = i + 1 == size_ ? 1 : 0; // to continue with
        const std::size_t first = std::min(levels_[i]->next + kept, candidates.size());
        const std::vector<Candidate> wanted(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                                            candidates.end());
        candidates.resize(first);
        untried_ -= static_cast<std::int64_t>(wanted.size());
        for (const Candidate& candidate : wanted) {
            if (!bound_drops(context_, candidate.bound, incumbent)) {
                make_child(i, candidate, given.emplace_back());
            }
        }
    }
    return given;
}

void PatternPath::put_some_away() {
    if (bytes_ <= max_bytes_) {
        return;
    }
    while (levels_.size() > size_) {
        bytes_ -= levels_.back()->bytes;
        levels_.pop_back();
    }
    while (bytes_ > max_bytes_ && kept_.size() > 2) {
        put_away(least_useful());
    }
}

// Returns the level whose absence costs least. If the present pattern is left, and then the one
// before it, and so on, then the levels far from the present one are needed late. So the distance
// between two levels that are kept may grow in proportion to their distance from the present one;
// with this, each pattern is made again only a few times, however long the path is.
std::size_t PatternPath::least_useful() const {
    std::size_t best = kept_[1];
    std::size_t best_gap = std::numeric_limits<std::size_t>::max();
    std::size_t best_distance = 1;
    for (std::size_t i = 1; i + 1 < kept_.size(); ++i) {
        const std::size_t gap = kept_[i + 1] - kept_[i - 1];
        const std::size_t distance = size_ - kept_[i];
        if (best_gap == std::numeric_limits<std::size_t>::max() ||
            gap * best_distance < best_gap * distance) {
            best = kept_[i];
            best_gap = gap;
            best_distance = distance;
        }
    }
    return best;
}

void PatternPath::put_away(std::size_t index) {
    Level& level = *levels_[index];
    level.pattern = Pattern();
    std::vector<std::uint32_t>().swap(level.expansion.rows);
    std::vector<Candidate>& candidates = level.expansion.candidates;
    candidates = std::vector<Candidate>(
        candidates.begin() + static_cast<std::ptrdiff_t>(level.next), candidates.end());
    level.next = 0;
    level.is_put_away = true;
    level.has_rows = false;
    level.steps.shrink_to_fit();
    kept_.erase(std::lower_bound(kept_.begin(), kept_.end(), index));
    count_bytes(level);
}

void PatternPath::keep(std::size_t index) {
    levels_[index]->is_put_away = false;
    kept_.insert(std::lower_bound(kept_.begin(), kept_.end(), index), index);
    count_bytes(*levels_[index]);
}

void PatternPath::make_again(std::size_t index) {
    const std::size_t from =
        *std::prev(std::lower_bound(kept_.begin(), kept_.end(), index)); // 0 is always kept
    Pattern pattern = levels_[from]->pattern;
    for (std::size_t i = from + 1; i <= index; ++i) {
        for (const Step& step : levels_[i]->steps) {
            repeat(step, pattern);
        }
        if (i < index) { // it may be needed soon
            levels_[i]->pattern = pattern;
            keep(i);
            put_some_away();
        }
    }
    std::swap(levels_[index]->pattern, pattern);
    keep(index);
}

void PatternPath::repeat(const Step& step, Pattern& pattern) {
    repeated_.hole = step.hole;
    Candidate candidate = step.candidate;
    if (can_fill_in_place(context_, pattern, repeated_, candidate)) {
        fill_in_place(context_, candidate, pattern);
        return;
    }
    if (!candidate.keeps_all_rows) {
        expander_.list_rows(pattern, step.hole, candidate, repeated_);
    }
    compressor::make_child(context_, pattern, repeated_, candidate, repeated_child_);
    std::swap(pattern, repeated_child_);
}

} // namespace rasp_stitch::compressor
