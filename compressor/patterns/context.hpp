#pragma once

// What every part of one search reads and none changes.

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

struct Context {
    const NodeTable& table;
    const Arguments& arguments;
    const Settings& settings;
    bool every_node_costs = true; // no head in the corpus is free of charge

    Context(const NodeTable& nodes, const Arguments& their_arguments, const Settings& asked)
        : table(nodes), arguments(their_arguments), settings(asked),
          every_node_costs(std::all_of(nodes.heads.begin(), nodes.heads.end(),
                                       [](const Head& head) { return head.cost > 0; })) {}

    bool has(Rule rule) const { return settings.rules.has(rule); }
};

} // namespace rasp_stitch::compressor
