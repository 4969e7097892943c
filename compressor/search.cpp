#include "compressor/search.hpp"

#include "compressor/admissible.hpp"
#include "compressor/arity_zero.hpp"
#include "compressor/bounds.hpp"
#include "compressor/child.hpp"
#include "compressor/expansion.hpp"
#include "compressor/offer.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t patterns_between_reports = 4096;

// The bounds of the patterns expanded so far that the final utility may yet leave above it.
class ExpansionCount {
public:
    void add(Utility bound, Utility best) {
        ++total_;
        if (bounds_.size() == limit_) {
            forget_below(best);
            limit_ = std::max(limit_, 2 * bounds_.size());
        }
        bounds_.push_back(bound);
    }

    std::int64_t total() const { return total_; }

    std::int64_t above(Utility best) {
        forget_below(best);
        return static_cast<std::int64_t>(bounds_.size());
    }

private:
    void forget_below(Utility best) {
        std::erase_if(bounds_, [&](Utility bound) { return bound <= best; });
    }

    std::vector<Utility> bounds_;
    std::size_t limit_ = 1U << 16U;
    std::int64_t total_ = 0;
};

class DepthFirst {
public:
    DepthFirst(const Context& context, const lambda::TermStore& store, std::stop_token stop,
               const std::function<void(const SearchProgress&)>& progress)
        : context_(context), stop_(std::move(stop)), progress_(progress), expander_(context),
          offers_(context, store) {}

    SearchResult run() {
        const bool is_first = context_.has(Rule::arity_zero_first);
        if (is_first) {
            offer_closed_terms(context_, offers_, best_);
        }
        SearchResult result;
        if (context_.settings.max_arity > 0) {
            result.open_bound = descend();
        }
        if (!is_first) {
            offer_closed_terms(context_, offers_, best_);
        }
        if (result.open_bound) {
            result.open_bound = std::max(*result.open_bound, best_.promise.utility);
        }
        result.patterns_expanded =
            count_.above(context_.has(Rule::upper_bound) ? best_.promise.utility
                                                         : std::numeric_limits<Utility>::min());
        result.best = std::move(best_);
        return result;
    }

private:
    // A pattern on the path from the root to the pattern at hand, with those of its children that
    // have not been tried.
    struct Level {
        Pattern pattern;
        Expansion expansion;
        std::size_t next = 0;
    };

    // Nothing once all is searched; the open bound if it was stopped before.
    std::optional<Utility> descend() {
        make_start(context_, child_);
        add_level();
        while (depth_ > 0) {
            if (stop_.stop_requested()) {
                return open_bound();
            }
            Level& level = *levels_[depth_ - 1];
            if (level.next == level.expansion.candidates.size()) {
                --depth_;
                continue;
            }
            const Candidate candidate = level.expansion.candidates[level.next++];
            if (!bound_drops(context_, candidate.promise, best_.promise)) {
                try_candidate(level, candidate);
            }
        }
        return std::nullopt;
    }

    void try_candidate(const Level& level, const Candidate& candidate) {
        make_child(context_, level.pattern, level.expansion, candidate, child_);
        if (child_.holes.empty()) {
            if (child_.arity() > 0) {
                offers_.offer(child_, best_);
            }
            return;
        }
        // A pattern whose last child is being tried is not needed any more, and the child takes its
        // place. So a long chain of patterns without alternatives takes no more memory than one.
        if (level.next == level.expansion.candidates.size()) {
            --depth_;
        }
        add_level();
    }

    // Puts the child at the end of the path and expands it. Levels keep their memory for the next
    // pattern of the same depth.
    void add_level() {
        if (depth_ == levels_.size()) {
            levels_.push_back(std::make_unique<Level>());
        }
        Level& level = *levels_[depth_++];
        std::swap(level.pattern, child_);
        expand(level);
        // As long as there is one way only, and it keeps all matches, no new pattern is needed.
        while (level.expansion.candidates.size() == 1 &&
               can_fill_in_place(context_, level.pattern, level.expansion,
                                 level.expansion.candidates.front())) {
            fill_in_place(context_, level.expansion.candidates.front(), level.pattern);
            expand(level);
        }
    }

    void expand(Level& level) {
        count_.add(level.pattern.bound, best_.promise.utility);
        expander_.expand(level.pattern, best_.promise, level.expansion);
        level.next = 0;
        if (count_.total() % patterns_between_reports == 0) {
            progress_(
                {.best = best_, .patterns_expanded = count_.total(), .open_bound = open_bound()});
        }
    }

    Utility open_bound() const {
        Utility bound = best_.promise.utility;
        for (std::size_t i = 0; i < depth_; ++i) {
            const Level& level = *levels_[i];
            for (std::size_t next = level.next; next < level.expansion.candidates.size(); ++next) {
                bound = std::max(bound, level.expansion.candidates[next].promise.utility);
            }
        }
        return bound;
    }

    const Context& context_;
    std::stop_token stop_;
    const std::function<void(const SearchProgress&)>& progress_;
    Expander expander_;
    Offers offers_;
    Incumbent best_;
    ExpansionCount count_;
    Pattern child_; // being made
    std::vector<std::unique_ptr<Level>> levels_;
    std::size_t depth_ = 0;
};

} // namespace

SearchResult search(const Context& context, const lambda::TermStore& store, std::stop_token stop,
                    const std::function<void(const SearchProgress&)>& progress) {
    return DepthFirst(context, store, std::move(stop), progress).run();
}

} // namespace rasp_stitch::compressor
