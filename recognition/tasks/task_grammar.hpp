#pragma once

// The part of a grammar that belongs to one task: a grammar may have the literals of all tasks, and
// a task's programs use only its own.
//
//     // all: ..., str.a, str.b, str.c, 2
//     const Grammar own = task_grammar(types, all, std::array{"str.c"s}); // ..., str.c
//
// Literals differ from task to task, so how often one particular literal is used says little. What
// is kept is how often literals of its kind are used: in the task's grammar, its own literals of a
// kind share equally the weight that all literals of that kind have together.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
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

using enumerator::unigram;

// Weights by kind, in the order of literal_kinds, in nats.
using KindWeights = std::array<double, literal_kinds.size()>;

// Returns the log of the sum of exp(weight) over the literals of each kind, or 0 if it has none.
KindWeights literal_weights(const enumerator::Grammar& grammar);

// Returns the productions of `grammar` that are not literals, in their order, followed by the given
// literals. Literals of a kind that `grammar` lacks have weight 0 together. Names without a
// literal_kind, such as "zero", are ignored: a primitive belongs to all tasks or to none.
enumerator::Grammar task_grammar(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                                 std::span<const std::string> literals);

// Returns how many of the productions are literals of each kind, in the order of literal_kinds.
std::array<std::size_t, literal_kinds.size()>
count_literals(std::span<const enumerator::Production> productions);

} // namespace rasp_stitch::recognition
