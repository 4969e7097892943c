#include "compressor/patterns/pattern.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

void Pattern::reserve_rows() {
    cells.resize(std::max(cells.size(), columns() * rows));
    saving.resize(std::max(saving.size(), rows));
    worth.resize(std::max(worth.size(), rows));
}

} // namespace rasp_stitch::compressor
