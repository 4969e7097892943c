#include "support/random/random.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace rasp_stitch;

TEST_CASE("Random numbers are the same on every machine") {
    Random random(5489); // the 10,000th number is given by the standard ([rand.predef])
    random.discard(9999);
    CHECK(random() == 9'981'545'732'273'789'042U);
    CHECK(seed_of(1, {2, 3}) == seed_of(1, {2, 3}));
}

TEST_CASE("Seeds differ where one of the numbers does, or their order") {
    const std::set<std::uint64_t> seeds = {
        seed_of(0, {}),  seed_of(0, {0}),    seed_of(0, {0, 0}), seed_of(1, {0}),
        seed_of(0, {1}), seed_of(1, {2, 3}), seed_of(1, {3, 2}), seed_of(2, {1, 3})};
    CHECK(seeds.size() == 8);
}

TEST_CASE("A number below a bound is a remainder of the engine's next number") {
    Random random(3);
    Random same(3);
    for (const std::uint64_t bound : {1U, 2U, 7U, 1000U}) {
        CHECK(below(random, bound) == same() % bound);
    }
}

TEST_CASE("Draws that would favour low numbers are drawn again") {
    constexpr std::uint64_t bound = (std::uint64_t{1} << 63U) + 1; // refuses nearly half of all
    Random random(1);
    Random raw(1);
    for (int i = 0; i < 100; ++i) {
        std::uint64_t drawn = raw();
        while (drawn >= bound) {
            drawn = raw();
        }
        CHECK(below(random, bound) == drawn);
    }
}

TEST_CASE("Numbers between two are both included") {
    Random random(1);
    std::set<int> met;
    for (int i = 0; i < 100; ++i) {
        met.insert(between(random, -1, 1));
        CHECK(chance(random, 100));
        CHECK_FALSE(chance(random, 0));
    }
    CHECK(met == std::set<int>{-1, 0, 1});
}

TEST_CASE("Numbers are below their bound") {
    Random random(1);
    std::set<std::uint64_t> met;
    for (int i = 0; i < 1000; ++i) {
        met.insert(below(random, 6U));
        const double number = unit(random);
        CHECK((number >= 0 && number < 1));
    }
    CHECK(met == std::set<std::uint64_t>{0, 1, 2, 3, 4, 5});
}
