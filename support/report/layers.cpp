#include "support/report/layers.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <iterator>

namespace rasp_stitch {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Layers = std::vector<std::vector<std::size_t>>; // the vertices of each, from the left

// The layers are swept down and up this often; more gain hardly anything.
constexpr int sweeps = 4;

// Returns the length of the longest path to a vertex that uses none.
std::vector<std::size_t> depths(const Graph& graph) {
    std::vector<std::size_t> order; // those that are used come first
    boost::topological_sort(graph, std::back_inserter(order));
    std::vector<std::size_t> depth(boost::num_vertices(graph), 0);
    for (const std::size_t vertex : order) {
        const auto [begin, end] = boost::adjacent_vertices(vertex, graph);
        for (auto used = begin; used != end; ++used) {
            depth[vertex] = std::max(depth[vertex], depth[*used] + 1);
        }
    }
    return depth;
}

// Returns the mean of the places, or `alone` if there are none.
template <class Range>
double centre(const Range& vertices, const std::vector<double>& place_of, double alone) {
    double sum = 0;
    std::size_t count = 0;
    for (auto vertex = vertices.first; vertex != vertices.second; ++vertex) {
        sum += place_of[*vertex];
        ++count;
    }
    return count == 0 ? alone : sum / static_cast<double>(count);
}

// Orders a layer by the mean places of the neighbours above, or below (the barycentre method of
// Sugiyama, Tagawa and Toda 1981). Places are shares of the width of a layer.
void order(std::vector<std::size_t>& layer, const Graph& graph, std::vector<double>& place_of,
           bool by_used) {
    std::vector<double> wish(place_of.size());
    for (const std::size_t vertex : layer) {
        wish[vertex] =
            by_used
                ? centre(boost::adjacent_vertices(vertex, graph), place_of, place_of[vertex])
                : centre(boost::inv_adjacent_vertices(vertex, graph), place_of, place_of[vertex]);
    }
    std::ranges::stable_sort(layer, {}, [&](std::size_t vertex) { return wish[vertex]; });
    for (std::size_t i = 0; i < layer.size(); ++i) {
        place_of[layer[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
    }
}

} // namespace

std::vector<LayerPlace> layered(std::span<const std::vector<std::size_t>> uses) {
    Graph graph(uses.size());
    for (std::size_t vertex = 0; vertex < uses.size(); ++vertex) {
        for (const std::size_t used : uses[vertex]) {
            boost::add_edge(vertex, used, graph);
        }
    }
    const std::vector<std::size_t> depth = depths(graph);
    Layers layers;
    for (std::size_t vertex = 0; vertex < uses.size(); ++vertex) {
        layers.resize(std::max(layers.size(), depth[vertex] + 1));
        layers[depth[vertex]].push_back(vertex);
    }
    std::vector<double> place_of(uses.size(), 0);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (std::vector<std::size_t>& layer : layers) {
            order(layer, graph, place_of, true);
        }
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
            order(*layer, graph, place_of, false);
        }
    }
    std::vector<LayerPlace> places(uses.size());
    for (std::size_t number = 0; number < layers.size(); ++number) {
        for (std::size_t i = 0; i < layers[number].size(); ++i) {
            places[layers[number][i]] = {.layer = number, .place = i};
        }
    }
    return places;
}

} // namespace rasp_stitch
