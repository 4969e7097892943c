#include "compressor/patterns/pattern.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

void Pattern::reserve_rows() {
    cells.resize(std::max(cells.size(), columns() * rows));
    saving.resize(std::max(saving.size(), rows));
    row_bound.resize(std::max(row_bound.size(), rows));
}

std::size_t Pattern::bytes() const {
    return body.bytes() + cells.capacity() * sizeof(Node) + holes.capacity() * sizeof(Hole) +
           (argument_depth.capacity() + argument_applied.capacity()) * sizeof(std::uint32_t) +
           (saving.capacity() + row_bound.capacity()) * sizeof(Cost);
}

} // namespace rasp_stitch::compressor
