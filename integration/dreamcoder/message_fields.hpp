#pragma once

// The names of members in DreamCoder's messages, each of which stands here once.

#include <string_view>

namespace rasp_stitch::dreamcoder::field {

// Of a grammar: enumerator/grammar_json.hpp.
inline constexpr std::string_view dsl = "DSL";

inline constexpr std::string_view frontiers = "frontiers";
inline constexpr std::string_view task = "task";
inline constexpr std::string_view request = "request";
inline constexpr std::string_view programs = "programs";
inline constexpr std::string_view program = "program";
inline constexpr std::string_view log_likelihood = "logLikelihood";

// Settings of the abstraction phase.
inline constexpr std::string_view arity = "arity";
inline constexpr std::string_view top_k = "topK";
inline constexpr std::string_view pseudo_counts = "pseudoCounts";
inline constexpr std::string_view aic = "aic";
inline constexpr std::string_view structure_penalty = "structurePenalty";
inline constexpr std::string_view iterations = "iterations";
inline constexpr std::string_view top_i = "topI";

// Ours, which DreamCoder neither sends nor reads.
inline constexpr std::string_view types = "types";
inline constexpr std::string_view scores = "scores";
inline constexpr std::string_view before = "before";
inline constexpr std::string_view after = "after";
inline constexpr std::string_view is_complete = "complete";
inline constexpr std::string_view error = "error";

} // namespace rasp_stitch::dreamcoder::field
