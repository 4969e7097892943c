#pragma once

// A task's own part of a grammar that has the literals of all tasks.
//
//     // all: ..., str.a, str.b, str.c, 2
//     const Grammar own = task_grammar(types, all, std::array{"str.c"s}); // ..., str.c
//
// Which literals there are differs from task to task, so how often one of them is used says little:
// what is kept is how often literals of a kind are. In the task's grammar the weight that all
// literals of a kind have together is shared equally by those that the task has.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/task_literals.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

inline constexpr std::array literal_kinds = {rasp::ValueKind::number, rasp::ValueKind::boolean,
                                             rasp::ValueKind::string};

using rasp::literal_kind;

// Weights by kind, in the order of literal_kinds, in nats.
using KindWeights = std::array<double, literal_kinds.size()>;

// What all literals of a kind have together; 0 where there are none.
KindWeights literal_weights(const enumerator::Grammar& grammar);

// First the productions of `grammar` that are no literals, in their order, then the task's
// literals. Those of a kind of which the grammar has none have weight 0 together. Left out are
// names that are no literals here, as "zero": a primitive is every task's or nobody's.
enumerator::Grammar task_grammar(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                                 std::span<const std::string> literals);

// How many of these are literals of each kind, in the order of literal_kinds.
std::array<std::size_t, literal_kinds.size()>
count_literals(std::span<const enumerator::Production> productions);

} // namespace rasp_stitch::recognition
