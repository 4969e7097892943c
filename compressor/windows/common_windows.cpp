#include "compressor/windows/common_windows.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

namespace {

constexpr std::size_t no_widths = SIZE_MAX;

} // namespace

void CommonWindows::begin(const RowSelection& selection, std::span<const WindowRow> rows,
                          std::uint32_t more_arguments) {
    selection_ = &selection;
    rows_ = rows;
    more_arguments_ = more_arguments;
    classes_ = rows.back().in_class + std::size_t{1};
    begin_.assign(rows.size(), no_widths);
    width_.clear();
}

std::span<const std::uint32_t> CommonWindows::at(std::size_t row) {
    if (begin_[row] == no_widths) {
        begin_[row] = width_.size();
        width_.resize(width_.size() + classes_, 0);
        std::uint32_t* const widths = width_.data() + begin_[row];
        const WindowRow& one = rows_[row];
        widths[one.in_class] = one.width;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const WindowRow& other = rows_[i];
            if (other.in_class == one.in_class) {
                continue;
            }
            if (i == 0 || rows_[i - 1].in_class != other.in_class) {
                note_kinds(one, other);
            }
            widths[other.in_class] = std::max(widths[other.in_class], width(one, other));
        }
    }
    return std::span(width_).subspan(begin_[row], classes_);
}

// Notes how the arguments of the rows disagree.
void CommonWindows::note_kinds(const WindowRow& one, const WindowRow& other) {
    kinds_.clear();
    for (std::uint32_t j = 0; j < selection_->arity(); ++j) {
        const std::span<const Node> argument = selection_->argument(j);
        if (argument[one.row] != argument[other.row]) {
            kinds_.push_back(disagreements_.between(argument[one.row], argument[other.row]));
        }
    }
}

// Compares the arguments of two windows, from the last one on.
//
// Let a body have, for two matches, different arguments A and B in one place of the call at its
// root. Going down from there in preorder, the first nodes p in A and q in B with different heads
// are inside the bindings P and Q of one of its metavariables, since syntax of the body would have
// one head. All that precedes p and q is equal, so they are the first disagreement of P and Q, too.
// So A and B disagree in the same way as the bindings of some metavariable: one that the pattern
// has, or a later one, which adds one kind. (If p or q is open, lambdas of the body may be around
// them, and the same P and Q may look different elsewhere. So these count as possible.)
std::uint32_t CommonWindows::width(const WindowRow& one, const WindowRow& other) {
    const std::vector<WideCall>& calls = windows_.calls().calls;
    const Node* const end = calls[one.call].argument.data() + one.width;
    const Node* const other_end = calls[other.call].argument.data() + other.width;
    const std::uint32_t least = std::min(one.width, other.width);
    const std::size_t known = kinds_.size();
    std::uint32_t found = 0;
    for (; found < least; ++found) {
        const Node argument = *(end - found - 1);
        const Node other_argument = *(other_end - found - 1);
        if (argument == other_argument) {
            continue;
        }
        const Disagreements::Kind kind = disagreements_.between(argument, other_argument);
        if (kind == Disagreements::open ||
            std::find(kinds_.begin(), kinds_.end(), kind) != kinds_.end()) {
            continue;
        }
        if (kinds_.size() == known + more_arguments_) {
            break;
        }
        kinds_.push_back(kind);
    }
    kinds_.resize(known);
    return found;
}

} // namespace rasp_stitch::compressor
