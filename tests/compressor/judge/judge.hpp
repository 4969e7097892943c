#pragma once

// Compares the compressor with the judge (tests/compressor/judge/brute_force.hpp) on random
// corpora.
//
//     for (std::uint64_t seed = 0;; ++seed) {              // a soak
//         if (auto difference = judge::compare(seed)) {
//             std::cerr << *difference;
//         }
//     }
//
// The seed determines everything, on every machine.

#include "compressor/corpus/rules.hpp"
#include "tests/compressor/judge/brute_force.hpp"
#include "tests/compressor/judge/trials.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::judge {

// Return the settings of a search and the programs of a corpus as the judge takes them. Utilities
// are then those of the compressor.
JudgeSettings judge_settings(const compressor::Settings& settings,
                             const compressor::Corpus& corpus);
std::vector<JudgedProgram> judged_programs(const compressor::Corpus& corpus);

// Returns whether the automaton of a trial, if it has one, finds equal terms in one state.
bool has_clear_states(const Trial& trial);

// Return what the judge finds in a trial.
std::optional<Winner> best_abstraction(const Trial& trial);
std::vector<Winner> ranking(const Trial& trial, std::size_t most);

// Describes how one step of the compressor, with the settings of the trial, differs from what the
// judge finds: the winner, the costs, each rewritten program. Returns nullopt if it does not
// differ.
std::optional<std::string> compare(const Trial& trial, const std::optional<Winner>& winner);
std::optional<std::string> compare(const Trial& trial);

// Does the same for the `most` best abstractions of a step, found by this number of threads.
std::optional<std::string> compare_ranking(const Trial& trial, std::uint32_t most,
                                           std::size_t threads);

// Does the same for the trial of a seed, searched with these rules. A difference names the seed.
std::optional<std::string> compare(std::uint64_t seed, const compressor::RuleSet& rules = {});

// Returns the corpus and the settings of a trial as text, for a person who examines a difference.
std::string describe(const Trial& trial);

} // namespace rasp_stitch::judge
