#pragma once

// Which of the programs that meet a task's examples to give as the answer.
//
//     const std::size_t best = likeliest(programs, request, language);
//     programs[best] // is as a rule the first, and else one that is much shorter written out
//
// A library that a loop has learnt says what is usual among the tasks it has solved, and makes a
// long program cheap that happens to be an abstraction: once sorting with repeated tokens is in the
// library, it takes fewer nats than the short program that sorts different tokens, also for a task
// whose tokens all differ. The plain language (enumerator/evidence/plain_language.hpp) knows no
// habits. The two are pooled, as opinions are: the logarithms are added up with weights, which is
// the logarithmic opinion pool of Genest and Zidek 1986, "Combining probability distributions".

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::enumerator {

// What a nat of the plain language counts, beside one of the language. In the runs of
// benchmarks/results/2026-11-28-loop.md, answers were put right from 0.2 on, and a few put wrong from
// 0.5 on.
inline constexpr double plain_weight = 0.3;

// Returns the place of the program with the highest pooled probability, the first of those that are
// equal. The programs are a frontier's, at least one; terms and request are those of the language.
std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language);

} // namespace rasp_stitch::enumerator
