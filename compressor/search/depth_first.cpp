#include "compressor/search/depth_first.hpp"

#include "compressor/search/bounds.hpp"
#include "compressor/search/child.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// About a millisecond.
constexpr std::size_t rows_between_pauses = std::size_t{1} << 16U;

// A row costs little; a pattern without many costs something too.
constexpr std::size_t rows_per_pattern = 16;

std::int64_t bytes_of(const Pattern& pattern, const Expansion& expansion) {
    return static_cast<std::int64_t>(pattern.cells.capacity() * sizeof(Node) +
                                     (pattern.saving.capacity() + pattern.worth.capacity()) *
                                         sizeof(Cost) +
                                     expansion.candidates.capacity() * sizeof(Candidate) +
                                     expansion.rows.capacity() * sizeof(std::uint32_t));
}

} // namespace

DepthFirst::DepthFirst(const Context& context, const lambda::TermStore& store, Winners& winners)
    : context_(context), winners_(winners), rival_(winners), expander_(context),
      offers_(context, store) {}

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
        if (!bound_drops(context_, candidate.promise, rival_.to_beat())) {
            try_candidate(level, candidate);
        }
    }
    return false;
}

void DepthFirst::try_candidate(const Level& level, const Candidate& candidate) {
    make_child(context_, level.pattern, level.expansion, candidate, child_);
    work_ += child_.rows + rows_per_pattern;
    // A pattern whose last child is being tried is not needed any more, and the child takes its
    // place. So a long chain of patterns without alternatives takes no more memory than one.
    if (!has_untried(level)) {
        --depth_;
    }
    enter_child();
}

// Weighs the child if it is finished; else puts it at the end of the path.
void DepthFirst::enter_child() {
    if (child_.holes.empty()) {
        if (child_.arity() > 0) {
            offers_.offer(child_, winners_);
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
    // As long as there is one way only, and it keeps all matches, no new pattern is needed.
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
    expanded_.add(level.pattern.bound);
    expander_.expand(level.pattern, rival_.to_beat(), level.expansion);
    level.next = 0;
    work_ += level.pattern.rows + rows_per_pattern;
}

Utility DepthFirst::open_bound() const {
    Utility bound = std::numeric_limits<Utility>::min();
    for (std::size_t i = 0; i < depth_; ++i) {
        const Level& level = *levels_[i];
        for (std::size_t next = level.next; next < level.expansion.candidates.size(); ++next) {
            bound = std::max(bound, level.expansion.candidates[next].promise.utility);
        }
    }
    return bound;
}

std::vector<Pattern> DepthFirst::give_away() {
    std::vector<Pattern> given;
    for (std::size_t i = 0; i < depth_ && given.empty(); ++i) {
        Level& level = *levels_[i];
        std::vector<Candidate>& candidates = level.expansion.candidates;
        const std::size_t kept = i + 1 == depth_ ? 1 : 0; // to go on with
        const std::size_t first = std::min(level.next + kept, candidates.size());
        for (std::size_t next = first; next < candidates.size(); ++next) {
            if (!bound_drops(context_, candidates[next].promise, rival_.to_beat())) {
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
    most_open_.count = std::max(most_open_.count, open.count);
    most_open_.bytes = std::max(most_open_.bytes, open.bytes);
}

} // namespace rasp_stitch::compressor
