#pragma once

// Programs run rule by rule, and run plainly with their abstractions written out.

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// Nothing is useless.
std::optional<BehaviourId> behaviour_of(const ProgramTable& table, const Derivation& program,
                                        RuleApplication& apply);

// What the behaviour is on each input of the batch; nothing where it fails.
std::vector<std::optional<rasp::Output>> outputs_of(RuleApplication& apply, BehaviourId behaviour,
                                                    std::size_t inputs);

// Abstractions `#(...)` as their bodies.
lambda::TermId written_out(lambda::TermStore& store, const std::string& program);

} // namespace rasp_stitch::enumerator
