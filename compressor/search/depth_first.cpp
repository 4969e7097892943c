#include "compressor/search/depth_first.hpp"

#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// They take about a millisecond.
constexpr std::size_t rows_between_pauses = std::size_t{1} << 16U;

// A pattern takes some time even if it has few rows: as much as this many rows.
constexpr std::size_t rows_per_pattern = 16;

} // namespace

DepthFirst::DepthFirst(const Context& context, const WindowTable* windows,
                       const lambda::TermStore& store, BestAbstractions& best,
                       std::size_t path_bytes)
    : context_(context), best_(best), incumbent_(best), expander_(context, windows),
      scorer_(context, store), path_(context, expander_, path_bytes) {}

void DepthFirst::begin(Pattern& pattern) {
    path_.clear();
    std::swap(child_, pattern);
    if (!score_finished_child()) {
        path_.begin(child_);
        expand_present();
    }
}

bool DepthFirst::advance() {
    work_ = 0;
    while (!path_.empty()) {
        if (work_ >= rows_between_pauses) {
            note_open();
            return true;
        }
        if (!path_.has_untried()) {
            path_.leave();
            continue;
        }
        const Candidate candidate = path_.next_untried();
        if (!bound_drops(context_, candidate.bound, incumbent_.score())) {
            try_candidate(candidate);
        }
    }
    return false;
}

void DepthFirst::try_candidate(const Candidate& candidate) {
    path_.make_child(candidate, child_);
    work_ += child_.rows + rows_per_pattern;
    if (!score_finished_child()) {
        path_.enter(candidate, child_);
        expand_present();
    }
}

bool DepthFirst::score_finished_child() {
    if (!child_.holes.empty()) {
        return false;
    }
    if (child_.arity() > 0) {
        scorer_.consider(child_, best_);
        work_ += context_.table.size();
    }
    return true;
}

void DepthFirst::expand_present() {
    expand();
    // While there is a single candidate, and it keeps all matches, no new pattern is needed.
    while (work_ < rows_between_pauses && path_.enter_only_child()) {
        expand();
    }
    if (path_.size() > deepest_) {
        deepest_ = path_.size();
        note_open();
    }
}

void DepthFirst::expand() {
    const Pattern& pattern = path_.pattern();
    expanded_.add(pattern.utility_bound);
    expander_.expand(pattern, incumbent_.score(), path_.expansion());
    path_.noted();
    work_ += pattern.rows + rows_per_pattern;
}

std::int64_t DepthFirst::unreported() {
    return expanded_.total() - std::exchange(reported_, expanded_.total());
}

void DepthFirst::note_open() {
    open_ = path_.open();
    peak_open_.count = std::max(peak_open_.count, open_.count);
    peak_open_.bytes = std::max(peak_open_.bytes, open_.bytes);
}

} // namespace rasp_stitch::compressor
