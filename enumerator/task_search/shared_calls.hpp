#pragma once

// Makes equal calls in a program table one call.
//
//     const ProgramTable shared = share_calls(table);
//
// What a head does with arguments does not depend on the symbol of the rule, but several symbols
// can have a rule with the same head and the same children: `seq(num)` below `add` and `seq(t0)`
// below `eq`, and in a contextual grammar the same type in each place. These rules become the one
// rule of a new symbol, which costs what the cheapest of them costs, and each of them becomes an
// alias for it: a rule without a head whose one child is that symbol. A search from small programs
// to large ones then looks at each call once, and not before the first symbol needs it. If one call
// of a symbol is shared, its others become rules of new symbols, too: then what a search keeps of the
// symbol is either a program of an alias or one without children (bucket_programs.hpp).
//
// The programs of the old symbols and their costs stay the same. The rules have no open children,
// so enumerator/top_down/table_walk.hpp needs the original table.

#include "enumerator/grammar/program_table.hpp"

namespace rasp_stitch::enumerator {

ProgramTable share_calls(const ProgramTable& table);

// Whether a rule of any symbol but the start is an alias.
inline bool is_alias(const Rule& rule) {
    return rule.head == no_head;
}

} // namespace rasp_stitch::enumerator
