#include "compressor/search/call_bound.hpp"

#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <limits>

namespace rasp_stitch::compressor {

namespace {

// Narrower calls are not worth the time.
constexpr std::uint32_t least_width = 8;

constexpr Utility nothing = std::numeric_limits<Utility>::min() / 4;

constexpr std::size_t max_remembered = std::size_t{1} << 20U;

} // namespace

CallBound::CallBound(const Context& context)
    : context_(context),
      has_wide_calls_(std::ranges::any_of(
          context.table.width, [](std::uint32_t width) { return width >= least_width; })) {}

// wide-calls: let C complete a pattern that has all its arguments, and let t be what C has in the
// first hole, where the rows hold calls. A call of width w has w + 1 beginnings, from the callee to
// the whole call. There are two cases.
//
// 1. No metavariable of C stands for a beginning. Then t is itself a call `(c t1 ... tw)` and c is
//    no metavariable, so C matches only rows whose calls have one width w. It saves at most what the
//    row bounds of these rows add up to, and its body contains w applications in the hole. If there
//    are one or two such rows and their calls have the same closed term x in one place, then so has
//    t: a metavariable inside x would get the same closed argument wherever C matches (a variable
//    that a lambda of x binds could not be passed), and C would be inadmissible. For the same reason
//    C matches no row of this width if an argument that the pattern has is the same closed term in
//    all of them, or if there is a single row, and it is closed.
// 2. A metavariable that the pattern has stands for a beginning of t. Then C matches only rows in
//    which that argument is a beginning of the call, so it has the same callee (unless that is
//    open, and lowering may have changed it) and is not wider.
//
// The bound is the greater of the two. Symbol variables have rules of their own, so there is none
// where the corpus has symbols.
std::optional<Utility> CallBound::utility(const RowSelection& selection, std::size_t hole,
                                          const Filling& filling, Cost body_cost) {
    const Settings& settings = context_.settings;
    if (!has_wide_calls_ || selection.arity() < settings.max_arity ||
        settings.matching.has_symbols() || (hole == 0 && filling.kind != FillingKind::syntax)) {
        return std::nullopt;
    }
    // The rest of the call counts what is filled in there.
    if (hole == 0) {
        body_cost = selection.parent.body_cost;
    }
    const std::span<const Node> calls = selection.parent.hole(0);
    const std::vector<std::uint32_t>& width = context_.table.width;
    bool is_wide = false;
    for (std::size_t i = 0; i < selection.count && !is_wide; ++i) {
        is_wide = width[calls[selection[i]]] >= least_width;
    }
    if (!is_wide) {
        return std::nullopt;
    }
    group_by_width(selection, calls);
    order_.clear();
    for (const std::uint32_t met : met_) {
        order_.emplace_back(
            settings.utility(widths_[met].saved,
                             body_bound(context_, body_cost + met * settings.costs.application)),
            met);
    }
    std::sort(order_.begin(), order_.end(), std::greater<>());
    Utility best = settings.utility(saved_by_loose_, body_bound(context_, body_cost));
    if (saved_by_loose_ == 0) {
        best = std::min<Utility>(best, 0);
    }
    for (const auto& [bound, met] : order_) {
        if (bound <= best) {
            break;
        }
        best = std::max(best, of_width(selection, calls, met, body_cost));
    }
    for (const std::uint32_t met : met_) {
        widths_[met] = {};
    }
    met_.clear();
    return best;
}

void CallBound::group_by_width(const RowSelection& selection, std::span<const Node> calls) {
    saved_by_loose_ = 0;
    for (std::size_t i = 0; i < selection.count; ++i) {
        const Node call = calls[selection[i]];
        const std::uint32_t width = context_.table.width[call];
        if (width >= widths_.size()) {
            widths_.resize(std::size_t{2} * width + 1);
        }
        Width& group = widths_[width];
        if (group.rows++ == 0) {
            met_.push_back(width);
            group.first = static_cast<std::uint32_t>(i);
        }
        group.last = static_cast<std::uint32_t>(i);
        const Cost saved = selection.row_bound(i);
        group.saved += saved;
        if (saved > 0 && may_begin_with_argument(selection, i, call)) {
            saved_by_loose_ += saved;
        }
    }
}

bool CallBound::may_begin_with_argument(const RowSelection& selection, std::size_t index,
                                        Node call) const {
    const NodeTable& table = context_.table;
    for (std::uint32_t j = 0; j < selection.arity(); ++j) {
        const Node argument = selection.argument(j)[selection[index]];
        if (table.width[argument] <= table.width[call] &&
            (table.callee[argument] == table.callee[call] ||
             !table.is_closed(table.callee[call]))) {
            return true;
        }
    }
    return false;
}

bool CallBound::has_constant_argument(const RowSelection& selection, const Width& group) const {
    for (std::uint32_t j = 0; j < selection.arity(); ++j) {
        const std::span<const Node> argument = selection.argument(j);
        const Node first = argument[selection[group.first]];
        if (context_.table.is_closed(first) && first == argument[selection[group.last]]) {
            return true;
        }
    }
    return false;
}

Utility CallBound::of_width(const RowSelection& selection, std::span<const Node> calls,
                            std::uint32_t width, Cost body_cost) {
    const Width& group = widths_[width];
    const NodeTable& table = context_.table;
    if (group.rows == 1 && table.is_closed(selection.parent.locations()[selection[group.first]])) {
        return nothing;
    }
    Cost rest = width * context_.settings.costs.application;
    if (group.rows <= 2 && !context_.settings.allow_constant_arguments) {
        if (has_constant_argument(selection, group)) {
            return nothing;
        }
        rest = common_cost(calls[selection[group.first]], calls[selection[group.last]]);
    }
    return context_.settings.utility(group.saved, body_bound(context_, body_cost + rest));
}

Cost CallBound::common_cost(Node left, Node right) {
    const NodeTable& table = context_.table;
    path_.clear();
    Cost common = 0;
    const auto key = [](Node one, Node other) {
        return std::uint64_t{std::min(one, other)} << 32U | std::max(one, other);
    };
    if (common_.size() > max_remembered) {
        common_.clear();
    }
    while (true) {
        if (table.width[left] == 0) {
            common = left == right && table.is_closed(left) ? table.cost[left] : 0;
            break;
        }
        const auto known = common_.find(key(left, right));
        if (known != common_.end()) {
            common = known->second;
            break;
        }
        path_.emplace_back(left, right);
        left = table.first[left];
        right = table.first[right];
    }
    for (; !path_.empty(); path_.pop_back()) {
        const auto [one, other] = path_.back();
        const Node argument = table.second[one];
        common += context_.settings.costs.application;
        if (argument == table.second[other] && table.is_closed(argument)) {
            common += table.cost[argument];
        }
        common_.emplace(key(one, other), common);
    }
    return common;
}

} // namespace rasp_stitch::compressor
