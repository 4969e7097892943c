#pragma once

// How often each node occurs in each program where a use is allowed, and in which tasks.

#include "compressor/nodes/node_table.hpp"

namespace rasp_stitch::compressor {

// Fills first_task, last_task, weight and, where tasks have several programs, the occurrences of a
// table whose other columns are complete. Takes time in the sum over programs of their distinct
// nodes.
void add_occurrences(const Forms& forms, NodeTable& table);

} // namespace rasp_stitch::compressor
