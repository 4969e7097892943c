#pragma once

// A program table in which equal calls stand once.
//
//     const ProgramTable shared = share_calls(table);
//
// What a head does with arguments does not depend on the symbol that the rule is of, but several
// symbols can have a rule with the same head and the same children: `seq(num)` below `add` and
// `seq(t0)` below `eq`, and in a contextual grammar the same type in each place. Such rules become
// the one rule of a new symbol, which costs what the cheapest of them costs, and each of them an
// alias for it: a rule without a head whose one child is that symbol. A search from small programs
// to large ones then looks at each call once, and no earlier than the first symbol needs it.
//
// The programs of the old symbols and their costs stay the same. The rules have no open children:
// enumerator/top_down/table_walk.hpp walks the table as it was.

#include "enumerator/grammar/program_table.hpp"

namespace rasp_stitch::enumerator {

ProgramTable share_calls(const ProgramTable& table);

} // namespace rasp_stitch::enumerator
