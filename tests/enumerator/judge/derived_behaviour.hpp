#pragma once

// Runs programs rule by rule, and writes out their abstractions for running them plainly.

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns the behaviour of a program, of which no part counts as useless.
std::optional<BehaviourId> behaviour_of(const ProgramTable& table, const Derivation& program,
                                        RuleApplication& apply);

// Returns the output of the behaviour on each input of the batch, or nullopt if it fails.
std::vector<std::optional<rasp::Output>> outputs_of(RuleApplication& apply, BehaviourId behaviour,
                                                    std::size_t inputs);

// Reads a program with the bodies of its abstractions `#(...)` in their place.
lambda::TermId written_out(lambda::TermStore& store, const std::string& program);

} // namespace rasp_stitch::enumerator
