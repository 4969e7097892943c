#include "support/report/layers.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <set>
#include <utility>

namespace rasp_stitch {

using Uses = std::vector<std::vector<std::size_t>>;

TEST_CASE("A vertex stands below all that it uses, and no deeper than that needs") {
    CHECK(layered(Uses{}).empty());
    CHECK(layered(Uses{{}, {}, {0, 1}}) == std::vector<LayerPlace>{{.layer = 0, .place = 0},
                                                                   {.layer = 0, .place = 1},
                                                                   {.layer = 1}});
    CHECK(layered(Uses{{}, {0}, {0, 1}})[2].layer == 2);
}

TEST_CASE("Neighbours in a layer are put near what they use") {
    // Without an order, the edges of the last two vertices would cross.
    const std::vector<LayerPlace> places = layered(Uses{{}, {}, {1}, {0}});
    CHECK((places[0].place < places[1].place) == (places[3].place < places[2].place));
}

TEST_CASE("Layers of random graphs hold what they promise") {
    rc::check([] {
        const auto size = *rc::gen::inRange<std::size_t>(0, 20);
        Uses uses(size);
        for (std::size_t i = 1; i < size; ++i) {
            const auto used =
                *rc::gen::container<std::set<std::size_t>>(rc::gen::inRange<std::size_t>(0, i));
            uses[i].assign(used.begin(), used.end());
        }
        const std::vector<LayerPlace> places = layered(uses);
        std::set<std::pair<std::size_t, std::size_t>> taken;
        for (std::size_t i = 0; i < size; ++i) {
            std::size_t least = 0;
            for (const std::size_t used : uses[i]) {
                least = std::max(least, places[used].layer + 1);
            }
            RC_ASSERT(places[i].layer == least);
            RC_ASSERT(taken.emplace(places[i].layer, places[i].place).second);
        }
    });
}

} // namespace rasp_stitch
