#include "compressor/library/library_graph.hpp"

#include "lambda/terms/subterms.hpp"
#include "support/text/dot.hpp"

#include <boost/graph/graphviz.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>
#include <unordered_map>

namespace rasp_stitch::compressor {

LibraryGraph library_graph(const lambda::TermStore& store, std::span<const Step> steps) {
    LibraryGraph graph;
    std::unordered_map<lambda::TermId, std::size_t> step_of;
    for (const Step& step : steps) {
        const std::size_t vertex = boost::add_vertex({.name = step.name, .body = step.body}, graph);
        const lambda::Abstraction& abstraction = step.rewriting.abstraction;
        for (const lambda::TermId part : lambda::subterms(store, std::array{abstraction.body})) {
            const auto used = step_of.find(part);
            if (used != step_of.end()) {
                boost::add_edge(vertex, used->second, graph);
            }
        }
        step_of.emplace(abstraction.name, vertex);
    }
    return graph;
}

std::vector<std::size_t> depends_on(const LibraryGraph& graph, std::size_t step) {
    const auto [begin, end] = boost::adjacent_vertices(step, graph);
    std::vector<std::size_t> used(begin, end);
    std::sort(used.begin(), used.end());
    return used;
}

std::string dot_text(const LibraryGraph& graph) {
    std::ostringstream out;
    const auto write_vertex = [&](std::ostream& to, std::size_t vertex) {
        const std::string label = graph[vertex].name + " = " + graph[vertex].body;
        to << "[shape=box, label=" << dot_quoted(label) << "]";
    };
    boost::write_graphviz(out, graph, write_vertex);
    return out.str();
}

} // namespace rasp_stitch::compressor
