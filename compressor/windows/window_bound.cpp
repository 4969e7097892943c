#include "compressor/windows/window_bound.hpp"

#include <algorithm>
#include <limits>

namespace rasp_stitch::compressor {

namespace {

// The time for more rows goes with their square.
constexpr std::size_t max_rows = 64;

} // namespace

WindowBound::WindowBound(const Context& context, const WindowTable* windows)
    : context_(context), windows_(windows == nullptr || windows->empty() ? nullptr : windows) {
    if (windows_ != nullptr) {
        kept_.resize(windows_->calls().calls.size());
    }
}

// windows: let C complete a pattern whose root is a call, of which some last arguments are there and
// the rest is a hole or a metavariable. There are two cases.
//
// 1. The callee of C is no metavariable. Then C matches only calls of one width, and saves at most
//    what the row bounds of these add up to (bound_whole_calls).
// 2. C has a metavariable before a window of l arguments. As no argument of a place in the table
//    contains its callee, that metavariable does not occur in the window. So any two matches of C
//    that are places have l arguments in common (WindowTable::common), and a place that matches is
//    alike to as many places as match. Two uses in one call have disjoint windows, or one excludes
//    the other (nested-matches in compressor/search/row_bounds.cpp, with one bound for the saving
//    of all uses: then its g is that bound or 0, as disjoint() counts). So there are N uses only
//    if, among the rows that are alike to N, there are N disjoint windows. Rows that are no places
//    count as alike to all.
//
// A use saves at most the cost of its window less that of a use with one argument, and less that of
// the arguments so far. The body is bounded in two ways. Let W be what the closed arguments of the
// window cost at some match m, and c what metavariable #j stands for there. In the body, W is less
// by c for each time that #j occurs in closed arguments. As #j is not the same closed argument
// everywhere, the window of another match disagrees with that of m wherever #j occurs. So #j occurs
// d times at most, which is WindowTable::disagreements, and c times that is at most
// WindowTable::difference.
//
// (1) The body costs at least W less one difference for each metavariable but the first; this is
//     used for the arguments that are not there yet.
// (2) On the average of the N uses, the body costs W less the c of each occurrence, and these uses
//     pass N times c. So an argument gains at most c (d - N), which is at most the difference times
//     (d - N) / d, and nothing if N is at least d. (With a structure penalty, d counts so many times
//     more.)
//
// This needs matches that are places, and arguments that are not constant.
//
// For each number of uses, the bound is greatest for the widest windows that allow so many. So it
// is enough to go through the widths in descending order, and to look for more uses than before.
std::optional<Utility> WindowBound::utility(const RowSelection& selection, const Window& window,
                                            Cost body_cost, const Score& incumbent,
                                            Utility enough) {
    if (selection.count > max_rows || window.width == 0) {
        return std::nullopt;
    }
    window_ = window;
    body_cost_ = body_cost;
    best_ = incumbent.utility - 1;
    enough_ = enough;
    list_rows(selection);
    if (!window.is_ended) {
        bound_whole_calls();
    }
    const std::optional<std::uint32_t> least = least_width();
    if (least) {
        list_pairs(*least);
        look_at_pairs(*least);
    }
    return best_;
}

void WindowBound::list_rows(const RowSelection& selection) {
    const NodeTable& table = context_.table;
    const WideCalls& calls = windows_->calls();
    const Node* const locations = selection.parent.locations().data();
    rows_.clear();
    free_rows_.clear();
    weight_ = 0;
    greatest_width_ = 0;
    for (std::size_t i = 0; i < selection.count; ++i) {
        const Node location = locations[selection[i]];
        const std::uint32_t place = calls.place_of[location];
        Row row{.place = place,
                .width = table.width[location],
                .weight = table.weight[location],
                .saving = selection.saving(i),
                .row_bound = selection.row_bound(i)};
        greatest_width_ = std::max(greatest_width_, row.width);
        if (place == WideCalls::no_place) {
            free_rows_.push_back(row);
        } else {
            row.call = calls.places[place].call;
            weight_ += row.weight;
            rows_.push_back(row);
        }
    }
}

Cost WindowBound::saved_by_free_rows(std::uint32_t width) const {
    Cost saved = 0;
    for (const Row& row : free_rows_) {
        saved += row.width >= width ? row.row_bound : 0;
    }
    return saved;
}

Cost WindowBound::free_weight(std::uint32_t width) const {
    Cost weight = 0;
    for (const Row& row : free_rows_) {
        weight += row.width >= width ? row.weight : 0;
    }
    return weight;
}

Cost WindowBound::body_with(std::uint32_t width) const {
    return body_cost_ + (width - window_.width) * context_.settings.costs.application;
}

Cost WindowBound::saving_with(const Row& row, std::uint32_t width) const {
    if (window_.is_ended) {
        return row.saving;
    }
    const WideCall& call = windows_->calls().calls[row.call];
    return row.saving - call.cost[row.width - width] - context_.settings.costs.application;
}

std::optional<std::uint32_t> WindowBound::least_width() const {
    const Settings& settings = context_.settings;
    const std::uint32_t greatest = window_.is_ended ? window_.width : greatest_width_;
    for (std::uint32_t width = window_.width; width <= greatest; ++width) {
        const Cost saved = multiply(std::min(weight_, windows_->disjoint(width)),
                                    windows_->cost(width) - settings.use_cost(1)) +
                           saved_by_free_rows(width);
        if (settings.utility(saved, body_with(width)) > best_) {
            return width;
        }
    }
    return std::nullopt;
}

// More than this is out of reach anyway, and leaves room for what is added.
Cost WindowBound::multiply(Cost count, Cost saving) const {
    const Cost most = std::numeric_limits<Cost>::max() / 16 / context_.settings.penalty.scale;
    if (saving <= 0) {
        return 0;
    }
    return count > most / saving ? most : count * saving;
}

// Returns whether the most that some row has alike could be enough, by bounds that take no time.
bool WindowBound::may_be_enough(std::uint32_t width) const {
    if (!free_rows_.empty() || context_.settings.allow_constant_arguments) {
        return true;
    }
    const Most most{.cost = windows_->cost(width) - context_.settings.use_cost(1),
                    .window = windows_->closed_cost(width)};
    return by_window(most, width, most_alike_) > best_;
}

// Returns how many disjoint windows there are at rows that may match with so many.
Cost WindowBound::disjoint(std::uint32_t width, Cost least_alike) {
    for (const Row& row : rows_) {
        kept_[row.call] = 0;
    }
    Cost count = 0;
    for (const Row& row : rows_) {
        if (row.width >= width && row.alike >= least_alike &&
            (kept_[row.call] == 0 || kept_[row.call] + width <= row.width)) {
            kept_[row.call] = row.width;
            count += row.weight;
        }
    }
    return count;
}

WindowBound::Most WindowBound::most_with(std::uint32_t width) const {
    const Settings& settings = context_.settings;
    Most most{.rest = std::numeric_limits<Cost>::max(), .window = std::numeric_limits<Cost>::max()};
    for (const Row& row : rows_) {
        if (row.width < width) {
            continue;
        }
        const WideCall& call = windows_->calls().calls[row.call];
        const std::uint32_t before = row.width - width;
        most.saving = std::max(most.saving, saving_with(row, width));
        most.cost = std::max(most.cost, call.cost[row.width] - call.cost[before]);
        most.rest = std::min(most.rest, call.closed_cost[row.width - window_.width] -
                                            call.closed_cost[before]);
        most.window = std::min(most.window, call.closed_cost[row.width] - call.closed_cost[before]);
    }
    for (const Row& row : free_rows_) {
        if (row.width >= width) {
            most.has_free_rows = true;
            most.saving = std::max(most.saving, row.saving);
        }
    }
    most.cost -= settings.use_cost(1);
    return most;
}

Utility WindowBound::utility_with(const Most& most, std::uint32_t width, Cost count) const {
    const Settings& settings = context_.settings;
    const Cost saved = multiply(count, most.saving);
    const Cost least = body_with(width);
    if (most.has_free_rows || settings.allow_constant_arguments) {
        return settings.utility(saved, least);
    }
    const Cost covered = (settings.max_arity - 1) * windows_->difference(width);
    const Cost body = std::max(least, body_cost_ + most.rest - covered);
    return std::min(settings.utility(saved, body), by_window(most, width, count));
}

// This is (2) above, a convex function of the number of uses, so the greatest value up to a number
// is at one of the ends.
Utility WindowBound::by_window(const Most& most, std::uint32_t width, Cost count) const {
    const Settings& settings = context_.settings;
    const Cost disagreements = windows_->disagreements(width);
    const auto utility_of = [&](Cost uses) {
        const Utility more = settings.penalty.units * disagreements - settings.penalty.scale * uses;
        Utility gain = 0; // by one argument
        if (more > 0) {
            gain = (windows_->difference(width) * more + disagreements - 1) / disagreements;
        }
        return settings.utility(multiply(uses, most.cost), most.window) +
               (settings.max_arity - 1) * gain;
    };
    return std::max(utility_of(1), utility_of(count));
}

// Raises best_ to the bound for windows of this width.
void WindowBound::look_at(std::uint32_t width) {
    if (!may_be_enough(width)) {
        return;
    }
    const Cost free = free_weight(width);
    const Most most = most_with(width);
    const std::optional<Cost> needed = needed_uses(most, width, weight_ + free);
    if (!needed) {
        return;
    }
    Cost alike = free;
    for (const Row& row : rows_) {
        alike += row.width >= width && row.alike + free >= *needed ? row.weight : 0;
    }
    Cost least = *needed;
    Cost greatest = alike < least ? alike : free + disjoint(width, least - free);
    if (greatest < least) {
        return;
    }
    while (least < greatest) { // so many uses are possible: at least `least`, at most `greatest`
        const Cost middle = greatest - (greatest - least) / 2;
        if (free + disjoint(width, middle - free) >= middle) {
            least = middle;
        } else {
            greatest = middle - 1;
        }
    }
    best_ = std::max(best_, utility_with(most, width, least));
}

// Returns the least number of uses up to `greatest` whose bound is above best_.
std::optional<Cost> WindowBound::needed_uses(const Most& most, std::uint32_t width,
                                             Cost greatest) const {
    if (utility_with(most, width, greatest) <= best_) {
        return std::nullopt;
    }
    Cost least = 1;
    while (least < greatest) {
        const Cost middle = least + (greatest - least) / 2;
        if (utility_with(most, width, middle) > best_) {
            greatest = middle;
        } else {
            least = middle + 1;
        }
    }
    return least;
}

} // namespace rasp_stitch::compressor
