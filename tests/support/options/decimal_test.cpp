#include "support/options/decimal.hpp"

#include <catch2/catch.hpp>

using namespace rasp_stitch;

TEST_CASE("Decimals are read exactly") {
    CHECK(parse_decimal("1.5") == Decimal{15, 10});
    CHECK(parse_decimal("-2") == Decimal{-2, 1});
    CHECK(parse_decimal("0") == Decimal{0, 1});
    CHECK(parse_decimal("-0.5") == Decimal{-5, 10});
    CHECK(parse_decimal("1.50") == Decimal{150, 100});
    CHECK(parse_decimal("0.000001") == Decimal{1, 1'000'000});
    CHECK(parse_decimal("999999999999.999999") == Decimal{999'999'999'999'999'999, 1'000'000});
}

TEST_CASE("What is no decimal is none") {
    for (const char* const text : {"", "-", ".", "1.", ".5", "+1", "1e3", " 1", "1 ", "1,5", "--1",
                                   "1.-5", "0.1234567", "1234567890123", "nan", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_decimal(text).has_value());
    }
}
