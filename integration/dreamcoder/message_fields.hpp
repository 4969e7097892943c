#pragma once

// The names of the members of DreamCoder's messages. Those of frontiers and grammars are in
// enumerator/grammar.

#include "enumerator/grammar/frontier_json.hpp"

#include <string_view>

namespace rasp_stitch::dreamcoder::field {

using enumerator::frontier_field::frontiers;
using enumerator::frontier_field::log_likelihood;
using enumerator::frontier_field::log_prior;
using enumerator::frontier_field::program;
using enumerator::frontier_field::programs;
using enumerator::frontier_field::request;
using enumerator::frontier_field::task;
inline constexpr std::string_view dsl = enumerator::frontier_field::grammar;

// The settings of the abstraction phase.
inline constexpr std::string_view arity = "arity";
inline constexpr std::string_view top_k = "topK";
inline constexpr std::string_view pseudo_counts = "pseudoCounts";
inline constexpr std::string_view aic = "aic";
inline constexpr std::string_view structure_penalty = "structurePenalty";
inline constexpr std::string_view iterations = "iterations";
inline constexpr std::string_view top_i = "topI";
inline constexpr std::string_view compression_cpus = "CPUs";

// The solver's messages.
inline constexpr std::string_view tasks = "tasks";
inline constexpr std::string_view name = "name";
inline constexpr std::string_view examples = "examples";
inline constexpr std::string_view special_task = "specialTask";
inline constexpr std::string_view maximum_frontier = "maximumFrontier";
inline constexpr std::string_view lower_bound = "lowerBound";
inline constexpr std::string_view upper_bound = "upperBound";
inline constexpr std::string_view budget_increment = "budgetIncrement";
inline constexpr std::string_view timeout = "timeout";
inline constexpr std::string_view cpus = "nc";
inline constexpr std::string_view number_enumerated = "number_enumerated";
inline constexpr std::string_view time = "time";

// The messages of `helmholtz`.
inline constexpr std::string_view inputs = "extras";
inline constexpr std::string_view special = "special";
inline constexpr std::string_view entry_log_prior = "ll";

// Our additions, which DreamCoder neither sends nor reads.
inline constexpr std::string_view types = "types";
inline constexpr std::string_view scores = "scores";
inline constexpr std::string_view before = "before";
inline constexpr std::string_view after = "after";
inline constexpr std::string_view is_complete = "complete";
inline constexpr std::string_view error = "error";

} // namespace rasp_stitch::dreamcoder::field
