#pragma once

// Counts the occurrences of nodes in programs.

#include "compressor/nodes/node_table.hpp"

namespace rasp_stitch::compressor {

// Fills first_task, last_task, weight and, if a task has several programs, the occurrences of a
// table whose other columns are complete. An occurrence counts if a use is allowed there. Takes
// time linear in the sum, over the programs, of their distinct nodes.
void add_occurrences(const Forms& forms, NodeTable& table);

} // namespace rasp_stitch::compressor
