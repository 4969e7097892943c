#include "compressor/windows/window_bound.hpp"

#include <algorithm>
#include <limits>

namespace rasp_stitch::compressor {

namespace {

// Pairs of rows that are compared for one width.
constexpr std::size_t max_pairs = std::size_t{1} << 16U;

// Widths beyond so many are looked at together with the next ones.
constexpr std::uint32_t widths_apart = 64;

} // namespace

WindowBound::WindowBound(const Context& context, const WindowTable& windows)
    : context_(context), windows_(windows), equal_windows_(windows),
      common_windows_(context.table, windows) {}

// windows: let C complete a pattern whose root is a call, of which some last arguments are there and
// the rest is a hole. There are two cases.
//
// 1. The callee of C is no metavariable. Then C matches only calls of one width, and saves at most
//    what the row bounds of these add up to (bound_whole_calls).
// 2. C has a metavariable before a window of l arguments. As no argument of a place in the table
//    contains its callee, that metavariable does not occur in the window, and is none of those that
//    the pattern has. So it has some of these and at most f others in the window, where f is
//    Settings::max_arity less one and less the arguments so far (more_arguments).
//
// In case 2, let a class be the rows in which the arguments so far are equal. What C has in the
// window follows from these and from the f others. If f is 0, C so matches rows of a class only if
// their windows of width l are equal. Otherwise, the window has one argument that a first
// occurrence of each of the others is in, and what these arguments are at a row tells what the
// others stand for. So if the corpus has k different arguments of wide calls, the rows of a class
// that match have at most k^f different windows. Two uses in one call have disjoint windows, or one
// excludes the other (nested-matches in compressor/search/row_bounds.cpp, with 1 for what one use
// saves: then its g is 1 or 0, as EqualWindows counts). So there are as many uses in a class as
// there are disjoint windows in its k^f largest groups of equal ones, at most (EqualWindows).
//
// If C matches a row, it matches only such rows of other classes that one body can match together
// with that row (CommonWindows, alike).
//
// Rows that are no places add their row bounds.
std::optional<Utility> WindowBound::utility(const RowSelection& selection, std::uint32_t width,
                                            Cost body_cost, const Score& incumbent,
                                            Utility enough) {
    if (width == 0 || selection.arity() >= context_.settings.max_arity) {
        return std::nullopt;
    }
    width_ = width;
    body_cost_ = body_cost;
    best_ = incumbent.utility - 1;
    enough_ = enough;
    list_rows(selection);
    if (rows_.empty()) {
        return std::nullopt;
    }
    bound_whole_calls();
    if (best_ < enough_) {
        bound_windows(selection);
    }
    return best_;
}

void WindowBound::list_rows(const RowSelection& selection) {
    const NodeTable& table = context_.table;
    const WideCalls& calls = windows_.calls();
    const Node* const locations = selection.parent.locations().data();
    rows_.clear();
    free_rows_.clear();
    greatest_width_ = 0;
    greatest_free_width_ = 0;
    least_use_ = std::numeric_limits<Cost>::max();
    for (std::size_t i = 0; i < selection.count; ++i) {
        const Node location = locations[selection[i]];
        WindowRow row{.row = selection[i],
                      .place = calls.place_of[location],
                      .width = table.width[location],
                      .weight = table.weight[location],
                      .row_bound = selection.row_bound(i)};
        greatest_width_ = std::max(greatest_width_, row.width);
        if (row.place == WideCalls::no_place) {
            free_rows_.push_back(row);
            greatest_free_width_ = std::max(greatest_free_width_, row.width);
        } else {
            row.call = calls.places[row.place].call;
            row.rank = windows_.order().rank(row.place);
            least_use_ = std::min(least_use_, table.cost[location] - selection.saving(i));
            rows_.push_back(row);
        }
    }
}

void WindowBound::bound_windows(const RowSelection& selection) {
    sum_up_free_rows();
    sort_rows(selection);
    const std::uint32_t more = more_arguments(selection);
    equal_windows_.begin(rows_, different_windows(more));
    common_windows_.begin(selection, rows_, more);
    for (Widths widths{.least = 0, .greatest = greatest_width_};
         widths.greatest >= width_ && best_ < enough_; widths.greatest = widths.least - 1) {
        widths.least = std::max(width_, widths.greatest - widths.greatest / widths_apart);
        equal_windows_.narrow(widths.least);
        look_at(widths);
    }
}

// Sorts them by class and rank, and numbers the classes.
void WindowBound::sort_rows(const RowSelection& selection) {
    const auto compare = [&](const WindowRow& left, const WindowRow& right) {
        for (std::uint32_t j = 0; j < selection.arity(); ++j) {
            const std::span<const Node> argument = selection.argument(j);
            if (argument[left.row] != argument[right.row]) {
                return argument[left.row] < argument[right.row] ? -1 : 1;
            }
        }
        return 0;
    };
    std::sort(rows_.begin(), rows_.end(), [&](const WindowRow& left, const WindowRow& right) {
        const int order = compare(left, right);
        return order != 0 ? order < 0 : left.rank < right.rank;
    });
    class_begin_.assign(1, 0);
    for (std::uint32_t i = 1; i < rows_.size(); ++i) {
        if (compare(rows_[i - 1], rows_[i]) != 0) {
            class_begin_.push_back(i);
        }
        rows_[i].in_class = static_cast<std::uint32_t>(class_begin_.size() - 1);
    }
    class_begin_.push_back(static_cast<std::uint32_t>(rows_.size()));
    class_order_.clear();
    for (std::uint32_t i = 0; i + 1 < class_begin_.size(); ++i) {
        class_order_.push_back(i);
    }
    std::stable_sort(class_order_.begin(), class_order_.end(),
                     [&](std::uint32_t left, std::uint32_t right) {
                         return class_begin_[left + 1] - class_begin_[left] >
                                class_begin_[right + 1] - class_begin_[right];
                     });
}

void WindowBound::sum_up_free_rows() {
    free_bound_.assign(greatest_width_ + std::size_t{2}, 0);
    for (const WindowRow& row : free_rows_) {
        free_bound_[row.width] += row.row_bound;
    }
    for (std::size_t width = greatest_width_; width > 0; --width) {
        free_bound_[width - 1] += free_bound_[width];
    }
}

std::uint32_t WindowBound::more_arguments(const RowSelection& selection) const {
    return context_.settings.max_arity - 1 - selection.arity();
}

std::size_t WindowBound::different_windows(std::uint32_t more_arguments) const {
    std::size_t windows = 1;
    for (std::uint32_t i = 0; i < more_arguments && windows < rows_.size(); ++i) {
        windows *= windows_.different_arguments();
    }
    return windows;
}

Cost WindowBound::body_with(std::uint32_t width) const {
    return body_cost_ + (width - width_) * context_.settings.costs.application;
}

// More than this is out of reach anyway, and leaves room for what is added.
Cost WindowBound::multiply(Cost count, Cost saving) const {
    const Cost most = std::numeric_limits<Cost>::max() / 16 / context_.settings.penalty.scale;
    if (saving <= 0) {
        return 0;
    }
    return count > most / saving ? most : count * saving;
}

// Raises best_ to the bound for windows of these widths.
void WindowBound::look_at(Widths widths) {
    const std::uint32_t width = widths.least;
    Cost uses = std::min(equal_windows_.at_most(), windows_.disjoint(width));
    if (utility_with(widths, uses) <= best_) {
        return;
    }
    uses = std::min(uses, equal_windows_.disjoint());
    if (utility_with(widths, uses) <= best_) {
        return;
    }
    uses = std::min(uses, alike(width, needed_uses(widths, uses)));
    best_ = std::max(best_, utility_with(widths, uses));
}

// Returns the least number of uses up to `greatest` whose bound is above best_.
Cost WindowBound::needed_uses(Widths widths, Cost greatest) const {
    Cost least = std::min<Cost>(1, greatest);
    while (least < greatest) {
        const Cost middle = least + (greatest - least) / 2;
        if (utility_with(widths, middle) > best_) {
            greatest = middle;
        } else {
            least = middle + 1;
        }
    }
    return least;
}

// Returns an upper bound on the number of uses, if it is at least `needed`; else any lesser number.
//
// Let the classes be sorted by their rows, and let N uses be more than the classes before some class
// have together. Then one of the matches is in that class or a later one. So N is at most what the
// first classes up to it have, or at most what can be matched together with a row of it or of a
// later class. The bound does not depend on `needed`, which only saves looking at the first classes.
Cost WindowBound::alike(std::uint32_t width, Cost needed) {
    Cost left = 0; // what the classes up to the present one have
    for (std::size_t i = 0; i < equal_windows_.classes(); ++i) {
        left += equal_windows_.of_class(i);
    }
    std::size_t pairs = 0;
    Cost together = 0;
    Cost most = 0;
    for (auto i = class_order_.rbegin(); i != class_order_.rend() && left >= needed; ++i) {
        pairs += rows_.size() * (class_begin_[*i + 1] - class_begin_[*i]);
        if (pairs > max_pairs) {
            return std::max(most, left);
        }
        for (std::uint32_t row = class_begin_[*i]; row < class_begin_[*i + 1]; ++row) {
            together = std::max(together, rows_[row].width < width ? 0 : together_with(row, width));
        }
        most = std::max(most, std::min(together, left));
        left -= equal_windows_.of_class(*i);
    }
    return most;
}

// Returns an upper bound on the number of uses in the same abstraction as one at this row.
Cost WindowBound::together_with(std::uint32_t row, std::uint32_t width) {
    const std::span<const std::uint32_t> common = common_windows_.at(row);
    Cost together = 0;
    for (std::size_t i = 0; i < common.size(); ++i) {
        together += common[i] >= width ? equal_windows_.of_class(i) : 0;
    }
    return together;
}

// A use saves at most the cost of its window less that of a use with the arguments so far, but for
// the one before the window. The body is bounded in two ways. Let W be what the closed arguments of
// the window cost at some match m, and c what metavariable #j stands for there. In the body, W is
// less by c for each time that #j occurs in closed arguments. As #j is not the same closed argument
// everywhere, the window of some other match differs from that of m in all of these. So all
// metavariables together take at most WindowTable::differences from W.
//
// (1) The body costs at least W less that; this is used for the arguments that are not there yet.
// (2) by_window(), which counts no arguments of the uses.
//
// This needs matches that are places, and arguments that are not constant.
Utility WindowBound::utility_with(Widths widths, Cost uses) const {
    const Settings& settings = context_.settings;
    const Cost saving = windows_.cost(widths.greatest) - least_use_ - settings.costs.application;
    const Cost free = free_bound_[widths.least];
    const Cost saved = multiply(uses, saving) + free;
    Cost body = body_with(widths.least);
    // A free row of this width is a match, even if it saves nothing.
    const bool has_other_matches = !free_rows_.empty() && greatest_free_width_ >= widths.least;
    if (has_other_matches || settings.allow_constant_arguments) {
        return settings.utility(saved, body);
    }
    const Cost covered = windows_.differences(widths.greatest, settings.max_arity - 1);
    body = std::max(body, body_cost_ + windows_.closed_cost(widths.least - width_) - covered);
    return std::min(settings.utility(saved, body), by_window(widths, uses));
}

// On the average of the N uses, the body costs W less the c of each occurrence, and these uses pass
// N times c. So an argument that occurs d times gains at most c (d - N), and all of them together at
// most WindowTable::differences less N times the cost of a leaf, or 0. (With a structure penalty,
// the body counts so many times more.) This is a convex function of the number of uses, so the
// greatest value up to a number is at one of the ends.
Utility WindowBound::by_window(Widths widths, Cost uses) const {
    const Settings& settings = context_.settings;
    const Cost saving = windows_.cost(widths.greatest) - settings.use_cost(1);
    const Cost differences = windows_.differences(widths.greatest, settings.max_arity - 1);
    const auto utility_of = [&](Cost count) {
        const Utility gain = settings.penalty.units * differences -
                             settings.penalty.scale * count * context_.table.least_leaf_cost;
        return settings.utility(multiply(count, saving), windows_.closed_cost(widths.least)) +
               std::max<Utility>(0, gain);
    };
    return std::max(utility_of(1), utility_of(uses));
}

} // namespace rasp_stitch::compressor
