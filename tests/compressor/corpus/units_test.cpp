#include "compressor/corpus/units.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

using namespace rasp_stitch::compressor;

TEST_CASE("A whole amount is printed as a whole number, any other as a decimal") {
    CHECK(amount_text({.units = 123456, .scale = 1}) == "123,456");
    CHECK(amount_text({.units = -5, .scale = 1}) == "-5");
    CHECK(amount_text({.units = 1220, .scale = 10}) == "122");
    CHECK(amount_text({.units = 1225, .scale = 10}) == "122.5");
    CHECK(amount_text({.units = 0, .scale = 1000}) == "0");
}

TEST_CASE("Decimals have all their digits, and their sign") {
    CHECK(amount_text({.units = 1'234'567'000'001, .scale = 1'000'000}) == "1,234,567.000001");
    CHECK(amount_text({.units = -5, .scale = 10}) == "-0.5");
    CHECK(amount_text({.units = -12'345, .scale = 10}) == "-1,234.5");
    CHECK(amount_text({.units = 1, .scale = 1'000'000'000'000}) == "0.000000000001");
    CHECK(amount_text({.units = 1, .scale = 3}) == "0.333333333333");
    CHECK(amount_text({.units = std::numeric_limits<std::int64_t>::min() + 1, .scale = 1000}) ==
          "-9,223,372,036,854,775.807");
}

TEST_CASE("Costs and utilities come in the units of the weights, utilities also of the penalty") {
    Corpus corpus;
    corpus.weight_scale = 4;
    const Units units(corpus, {.units = 3, .scale = 2});
    CHECK(amount_text(units.cost(10)) == "2.5");
    CHECK(amount_text(units.utility(10)) == "1.25");
    CHECK(units.cost(8).is_whole());
    CHECK(units.cost(8).whole() == 2);
    CHECK(units.cost(10).approximate() == 2.5);
}
