#pragma once

// The names of the fields of all JSON that the compressor reads and writes.

namespace rasp_stitch::compressor::field {

// Corpora: DreamCoder's request.
constexpr auto dsl = "DSL";
constexpr auto productions = "productions";
constexpr auto expression = "expression";
constexpr auto frontiers = "frontiers";
constexpr auto task = "task";
constexpr auto programs = "programs";

// Corpora: lists of named programs.
constexpr auto name = "name"; // of an abstraction too
constexpr auto program = "program";

// Results, as Stitch names them.
constexpr auto cmd = "cmd";
constexpr auto args = "args";
constexpr auto original_cost = "original_cost";
constexpr auto final_cost = "final_cost";
constexpr auto compression_ratio = "compression_ratio";
constexpr auto num_abstractions = "num_abstractions";
constexpr auto original = "original";
constexpr auto rewritten = "rewritten";
constexpr auto rewritten_dreamcoder = "rewritten_dreamcoder";
constexpr auto abstractions = "abstractions";
constexpr auto body = "body";
constexpr auto dreamcoder = "dreamcoder";
constexpr auto arity = "arity";
constexpr auto utility = "utility";
constexpr auto cumulative_compression_ratio = "cumulative_compression_ratio";
constexpr auto num_uses = "num_uses";
constexpr auto uses = "uses";
constexpr auto dc_comparison_millis = "dc_comparison_millis";
constexpr auto tdfa_annotation = "tdfa_annotation";
constexpr auto root_state = "root_state";
constexpr auto metavariable_states = "metavariable_states";
constexpr auto variable_types = "variable_types";

// Results, fields that Stitch does not have.
constexpr auto version = "version";
constexpr auto optimal = "optimal";
constexpr auto gap = "gap";
constexpr auto stopped_by = "stopped_by";
constexpr auto complete = "complete"; // of a library that was given
constexpr auto joint = "joint";       // of a search for abstractions that are best together
constexpr auto greedy_total = "greedy_total";
constexpr auto libraries_tried = "libraries_tried";
constexpr auto total = "total";                 // of the corpus and the bodies
constexpr auto total_without = "total_without"; // an abstraction
constexpr auto seconds = "seconds";
constexpr auto patterns_expanded = "patterns_expanded";
constexpr auto tasks = "tasks";
constexpr auto weights = "weights";
constexpr auto examples_checked = "examples_checked";
constexpr auto type = "type";                     // of an abstraction
constexpr auto from_library = "from_library";     // likewise
constexpr auto by_refactoring = "by_refactoring"; // likewise, with higher_order
constexpr auto depends_on = "depends_on";
constexpr auto candidates = "candidates";
constexpr auto follow = "follow"; // and its members
constexpr auto body_cost = "body_cost";
constexpr auto steps = "steps";
constexpr auto outcome = "outcome";
constexpr auto rank = "rank";
constexpr auto reason = "reason";
constexpr auto num_locations = "num_locations";
constexpr auto num_used_locations = "num_used_locations";
constexpr auto num_tasks = "num_tasks";
constexpr auto saved = "saved";
constexpr auto winner = "winner";
constexpr auto winner_utility = "winner_utility";
constexpr auto departure = "departure";
constexpr auto pattern = "pattern";
constexpr auto next = "next";
constexpr auto next_num_locations = "next_num_locations";
constexpr auto rule = "rule";
constexpr auto bound = "bound";

} // namespace rasp_stitch::compressor::field
