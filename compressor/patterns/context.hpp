#pragma once

// What all parts of one search read and none of them changes.

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

// Refers to its parts, which must outlive it.
struct Context {
    const NodeTable& table;
    const Arguments& arguments;
    const Settings& settings;
    bool every_node_costs = true; // no head of the corpus has cost 0

    Context(const NodeTable& nodes, const Arguments& argument_equality,
            const Settings& search_settings)
        : table(nodes), arguments(argument_equality), settings(search_settings),
          every_node_costs(std::all_of(nodes.heads.begin(), nodes.heads.end(),
                                       [](const Head& head) { return head.cost > 0; })) {}

    bool has(Rule rule) const { return settings.rules.has(rule); }
};

} // namespace rasp_stitch::compressor
