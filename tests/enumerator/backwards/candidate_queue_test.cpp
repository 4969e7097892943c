#include "enumerator/backwards/candidate_queue.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

TEST_CASE("Candidates are taken by turns of their outermost primitives, the cheapest first") {
    CandidateQueue queue;
    CHECK_FALSE(queue.take());
    const auto add = [&](std::uint32_t production, double nats) {
        queue.add({.expression = call({.production = production, .cost = 0}, {part(1)}),
                   .cost = bound_of(nats)});
    };
    for (const double nats : {3., 1., 2.}) {
        add(7, nats);
    }
    add(9, 30);
    add(2, 40);
    std::vector<double> taken;
    while (const std::optional<Candidate> next = queue.take()) {
        taken.push_back(nats(next->cost));
    }
    CHECK_THAT(taken, Catch::Matchers::Approx(std::vector<double>{40, 1, 30, 2, 3}));
    for (std::size_t i = 0; i <= CandidateQueue::most_of_a_head; ++i) {
        add(7, 1000 - static_cast<double>(i)); // the first one is the most expensive
    }
    std::size_t kept = 0;
    while (const std::optional<Candidate> next = queue.take()) {
        CHECK(nats(next->cost) < 999.5);
        ++kept;
    }
    CHECK(kept == CandidateQueue::most_of_a_head);
}

} // namespace rasp_stitch::enumerator::backwards
