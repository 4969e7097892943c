#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/behaviour/value_packing.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

const std::vector<rasp::Input> inputs = {{rasp::characters("abca")}, {rasp::characters("b")}};

} // namespace

TEST_CASE("whole numbers and strings are unpacked as they were", "[behaviours]") {
    for (const std::int64_t most :
         std::vector<std::int64_t>{0, 127, 128, 32'767, 32'768, 2'147'483'647, 2'147'483'648,
                                   std::numeric_limits<std::int64_t>::max()}) {
        const std::vector<std::int64_t> values = {most, -most - 1, 0, -1};
        Bytes bytes;
        pack_ints(values, bytes);
        bytes.resize(bytes.size() + packing_slack);
        std::vector<std::int64_t> unpacked(values.size());
        unpack_ints(bytes.data(), values.size(), unpacked.data());
        CHECK(unpacked == values);
    }
    for (const rasp::StringId most : {0U, 255U, 256U, 65'535U, 65'536U, UINT32_MAX}) {
        const std::vector<rasp::StringId> values = {0, most, 1};
        Bytes bytes;
        pack_strings(values, bytes);
        std::vector<rasp::StringId> unpacked(values.size());
        unpack_strings(bytes.data(), values.size(), unpacked.data());
        CHECK(unpacked == values);
    }
}

TEST_CASE("booleans take a bit each", "[behaviours]") {
    std::mt19937 random(1);
    for (std::size_t count = 1; count < 70; ++count) {
        std::vector<std::uint8_t> flags(count);
        for (std::uint8_t& flag : flags) {
            flag = random() % 2;
        }
        Bytes bytes;
        pack_flags(flags, bytes);
        CHECK(bytes.size() == (count + 7) / 8);
        std::vector<std::uint8_t> unpacked(count + 7);
        unpack_flags(bytes.data(), count, unpacked.data());
        unpacked.resize(count);
        CHECK(unpacked == flags);
    }
}

TEST_CASE("rows of selectors of any length are unpacked as they were", "[behaviours]") {
    std::mt19937_64 random(2);
    for (const std::size_t length : {1U, 7U, 8U, 9U, 63U, 64U, 65U, 130U}) {
        rasp::Extent extent{.length = length, .row_words = (length + 63) / 64};
        std::vector<std::uint64_t> words;
        for (std::size_t i = 0; i < length * extent.row_words; ++i) {
            words.push_back(random() & extent.mask(i % extent.row_words));
        }
        Bytes bytes;
        pack_rows(extent, length, words.data(), bytes);
        CHECK(bytes.size() == length * ((length + 7) / 8));
        bytes.resize(bytes.size() + packing_slack, 0xFF);
        std::vector<std::uint64_t> unpacked(words.size());
        unpack_rows(extent, length, bytes.data(), unpacked.data());
        CHECK(unpacked == words);
    }
}

TEST_CASE("numbers with tags are unpacked as they were, few or many different ones",
          "[behaviours]") {
    std::mt19937_64 random(3);
    NumberPacking packing;
    for (const std::uint64_t different : {1U, 2U, 200U, 400U, 100'000U}) {
        std::vector<std::uint64_t> bits(2000);
        std::vector<std::uint8_t> tags(bits.size());
        for (std::size_t i = 0; i < bits.size(); ++i) {
            tags[i] = random() % 2;
            bits[i] = random() % different;
            if (tags[i] == 0) {
                bits[i] = std::bit_cast<std::uint64_t>(static_cast<double>(bits[i]) - 0.5);
            }
        }
        Bytes bytes;
        packing.pack(bits, tags, bytes);
        CHECK((different > 1000) == (bytes.size() > 8 * bits.size()));
        std::vector<std::int64_t> ints(bits.size());
        std::vector<double> floats(bits.size());
        std::vector<std::uint8_t> flags(bits.size());
        unpack_mixed(bytes.data(), bits.size(),
                     {.ints = ints.data(), .floats = floats.data(), .flags = flags.data()});
        CHECK(flags == tags);
        bool all_same = true;
        for (std::size_t i = 0; i < bits.size(); ++i) {
            all_same &= tags[i] != 0 ? ints[i] == static_cast<std::int64_t>(bits[i]) &&
                                           floats[i] == static_cast<double>(ints[i])
                                     : std::bit_cast<std::uint64_t>(floats[i]) == bits[i];
        }
        CHECK(all_same);
    }
}

TEST_CASE("a behaviour has one form, whatever its values where it fails", "[behaviours]") {
    const rasp::Batch batch(inputs); // positions 0 .. 3 and 4
    BehaviourForm form(batch);
    Behaviours behaviours(batch);
    rasp::Failures second;
    second.reset(2);
    second.add(1, {.failure = rasp::FailureClass::div_zero});
    rasp::Failures none;
    none.reset(2);
    const auto ints = [&](std::vector<std::int64_t> values, const rasp::Failures& failures,
                          bool is_constant = false) {
        return behaviours.add(form.of(
            rasp::Column{.form = rasp::Form::ints, .constant = is_constant, .ints = values.data()},
            failures));
    };
    CHECK(ints({1, 2, 3, 4, 5}, none) == ints({1, 2, 3, 4, 5}, none));
    CHECK(ints({1, 2, 3, 4, 5}, none) != ints({1, 2, 3, 4, 6}, none));
    CHECK(ints({1, 2, 3, 4, 5}, second) == ints({1, 2, 3, 4, 6}, second));
    CHECK(ints({1, 2, 3, 4, 5}, second) != ints({1, 2, 3, 4, 5}, none));
    CHECK(ints({7, 7, 7, 7, 7}, none) == ints({7}, none, true));
    CHECK(ints({7, 7, 7, 7, 0}, second) == ints({7}, second, true));

    const std::vector<std::int64_t> wholes = {1, 2, 3, 4, 0};
    const std::vector<double> floats = {1, 2, 3, 4, 0.5};
    const std::vector<std::uint8_t> tags = {1, 1, 1, 1, 0};
    const rasp::Column mixed{.form = rasp::Form::mixed,
                             .ints = wholes.data(),
                             .floats = floats.data(),
                             .flags = tags.data()};
    CHECK(behaviours.add(form.of(mixed, second)) == ints({1, 2, 3, 4, 9}, second));
    CHECK(behaviours.add(form.of(mixed, none)) != ints({1, 2, 3, 4, 0}, none));
    // The tag counts: 1.0 is not 1.
    const double one = 1;
    const rasp::Column one_float{.form = rasp::Form::floats, .constant = true, .floats = &one};
    CHECK(behaviours.add(form.of(one_float, none)) != ints({1}, none, true));

    const std::vector<std::uint64_t> same_rows = {5, 5, 5, 5, 1};
    const std::vector<std::uint64_t> rows = {5, 1};
    const BehaviourId uniform =
        behaviours.add(form.of(rasp::Selector{.words = rows.data(), .uniform = true}, none));
    CHECK(behaviours.add(form.of(rasp::Selector{.words = same_rows.data()}, none)) == uniform);
    const std::vector<std::uint64_t> other_rows = {5, 5, 5, 4, 1};
    CHECK(behaviours.add(form.of(rasp::Selector{.words = other_rows.data()}, none)) != uniform);
}

} // namespace rasp_stitch::enumerator
