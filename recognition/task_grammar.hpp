#pragma once

// A task's own part of a grammar that has the literals of all tasks.
//
//     // all: ..., str.a, str.b, str.c, 2
//     const Grammar own = task_grammar(types, all, std::array{"str.c"s}); // ..., str.c
//
// Which literals there are differs from task to task, so how often one of them is used says little:
// what is kept is how often literals of a type are. In the task's grammar the weights of all
// literals of a type, taken together, are shared equally by those that the task has.

#include "enumerator/grammar.hpp"
#include "lambda/type_store.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

// Whether a production of RASP's grammars is a literal that tasks bring along, as "str.a", "two"
// and "true" are: "zero" and "one" are primitives.
bool is_literal(std::string_view expression);

// First the productions of `grammar` that are no literals, in their order, then the literals. Where
// the grammar has none of a literal's type, that type's literals have weight 0 together.
// InputError for a literal that is none.
enumerator::Grammar task_grammar(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                                 std::span<const std::string> literals);

} // namespace rasp_stitch::recognition
