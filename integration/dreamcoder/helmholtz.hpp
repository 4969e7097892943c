#pragma once

// Enumerates programs of one type that are likely under a grammar and behave differently on given
// inputs: what DreamCoder's driver trains its recognition network on with `--biasOptimal`.
//
//     const HelmholtzResult result =
//         helmholtz_enumeration(language, request, inputs, {.budget = {.seconds = 6}});
//     result.entries[0].log_prior // of the likeliest behaviour
//     result.entries[0].programs  // all programs of this log prior that behave so
//
// Windows of 1.5 nats are searched in turn (enumerator/top_down/top_down.hpp), and only the most
// probable programs of each behaviour are kept. Numbers are compared as numbers, whole or not.
// Programs that fail on all inputs are left out. So are those that give the same as another program
// wherever they do not fail, if that other program fails on fewer inputs: they would teach the
// network to expect failures.

#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

// The most probable programs of one behaviour.
struct HelmholtzEntry {
    double log_prior = 0;
    std::vector<std::string> programs; // of this log prior, in alphabetical order
};

struct HelmholtzOptions {
    double upper = 99;                // nats
    std::size_t max_entries = 50'000; // if there are more, evenly spaced ones are kept
    Budget budget = {};
};

struct HelmholtzResult {
    std::vector<HelmholtzEntry> entries; // best first
    std::uint64_t programs = 0;          // that were enumerated
    StopReason stopped = StopReason::none;
};

// Ignores inputs without tokens, on which every program fails. Throws InputError as
// enumerator::RuleApplication does.
HelmholtzResult helmholtz_enumeration(const enumerator::Language& language, lambda::TypeId request,
                                      std::span<const rasp::Input> inputs,
                                      const HelmholtzOptions& options);

} // namespace rasp_stitch::dreamcoder
