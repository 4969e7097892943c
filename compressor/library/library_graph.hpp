#pragma once

// The library as a graph that shows which abstraction uses which.
//
//     LibraryGraph graph = library_graph(corpus.store, compression.steps);
//     depends_on(graph, 2)   // {0, 1}: the body of the third abstraction uses the first two
//     dot_text(graph)        // for Graphviz: an edge from an abstraction to each that it uses

#include "compressor/library/compress.hpp"
#include "lambda/terms/term_store.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct LibraryVertex {
    std::string name;
    std::string body;
};

using LibraryGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, LibraryVertex>;

// Returns the graph whose vertex i is step i.
LibraryGraph library_graph(const lambda::TermStore& store, std::span<const Step> steps);

// Returns the steps whose abstractions the step uses directly, in ascending order.
std::vector<std::size_t> depends_on(const LibraryGraph& graph, std::size_t step);

// Returns the graph in the language of Graphviz.
std::string dot_text(const LibraryGraph& graph);

} // namespace rasp_stitch::compressor
