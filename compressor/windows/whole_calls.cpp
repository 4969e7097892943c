// The bound for completions whose callee is no metavariable: they match calls of one width.

#include "compressor/windows/window_bound.hpp"

#include <algorithm>
#include <span>

namespace rasp_stitch::compressor {

void WindowBound::bound_whole_calls() {
    const Settings& settings = context_.settings;
    by_width_.clear();
    for (const std::vector<WindowRow>* const rows : {&rows_, &free_rows_}) {
        for (const WindowRow& row : *rows) {
            if (row.width >= width_) {
                by_width_.push_back(&row);
            }
        }
    }
    std::sort(
        by_width_.begin(), by_width_.end(),
        [](const WindowRow* left, const WindowRow* right) { return left->width < right->width; });
    for (auto first = by_width_.begin(); first != by_width_.end();) {
        auto last = first;
        Cost saved = 0;
        for (; last != by_width_.end() && (*last)->width == (*first)->width; ++last) {
            saved += (*last)->row_bound;
        }
        const std::uint32_t width = (*first)->width;
        if (settings.utility(saved, body_with(width)) > best_) {
            best_ = std::max(best_, settings.utility(saved, body_of_whole_calls({first, last})));
        }
        first = last;
    }
}

// As above. If there are two matches, each metavariable stands for what is different in these.
// If there is one match, or if there are two, the body has all closed arguments that are equal in
// them: no metavariable stands for the same closed argument everywhere.
Cost WindowBound::body_of_whole_calls(std::span<const WindowRow* const> rows) const {
    const WindowRow& first = *rows.front();
    const WindowRow& last = *rows.back();
    const std::uint32_t width = first.width;
    if (context_.settings.allow_constant_arguments || rows.size() > 2 ||
        first.place == WideCalls::no_place || last.place == WideCalls::no_place) {
        return body_with(width);
    }
    const std::vector<Node>& arguments = windows_.calls().calls[first.call].argument;
    const std::vector<Node>& others = windows_.calls().calls[last.call].argument;
    Cost body = body_with(width);
    for (std::uint32_t i = 0; i < width - width_; ++i) {
        if (arguments[i] == others[i] && context_.table.is_closed(arguments[i])) {
            body += context_.table.cost[arguments[i]];
        }
    }
    return body;
}

} // namespace rasp_stitch::compressor
