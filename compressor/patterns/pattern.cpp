#include "compressor/patterns/pattern.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

void Pattern::reserve_rows() {
    cells.resize(std::max(cells.size(), columns() * rows));
    saving.resize(std::max(saving.size(), rows));
    row_bound.resize(std::max(row_bound.size(), rows));
}

} // namespace rasp_stitch::compressor
