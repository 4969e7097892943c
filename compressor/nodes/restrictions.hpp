#pragma once

// Notes of which nodes the settings of matching (Matching in compressor/corpus/settings.hpp) allow no
// use and no passing as an argument, and the states in which an automaton finds the nodes.

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/node_table.hpp"
#include "lambda/terms/term_store.hpp"

namespace rasp_stitch::compressor {

// Fills forbids_use, forbids_argument, has_symbol, state and Head::is_symbol of a table whose
// columns of terms, heads and parts are complete, and whose roots are known. Throws InputError if
// the automaton does not accept a program, or if it finds a term in two states and one of them
// matters. Takes time linear in the table, and with an automaton in the pairs of nodes and states.
void add_restrictions(const lambda::TermStore& store, const Matching& matching, NodeTable& table);

} // namespace rasp_stitch::compressor
