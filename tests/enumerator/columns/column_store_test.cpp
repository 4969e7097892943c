// A store of narrow columns that several threads add to; column_kernels_test.cpp tests it with one.

#include "enumerator/columns/column_kernels.hpp"
#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/columns/number_codes.hpp"
#include "rasp/kernels/batch.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <iterator>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t positions = 7;

struct Made {
    ColumnKind kind{};
    std::array<double, positions + column_slack / sizeof(double)> values{};

    ColumnView view() const { return {.kind = kind, .data = values.data()}; }
};

Made random_column(std::mt19937& random) {
    Made made{.kind = random() % 2 == 0 ? ColumnKind::small : ColumnKind::reals};
    for (std::size_t i = 0; i < positions; ++i) {
        if (made.kind == ColumnKind::small) {
            const auto value = static_cast<std::int8_t>(random() % 3);
            std::memcpy(reinterpret_cast<char*>(made.values.data()) + i, &value, 1);
        } else {
            made.values[i] = 0.5 + static_cast<double>(random() % 3);
        }
    }
    return made;
}

// Lets each thread add all columns in an order of its own. Returns the ids by thread and column.
std::vector<std::vector<ColumnId>> add_all(ColumnStore& store, const ColumnLayout& layout,
                                           const std::vector<Made>& columns,
                                           std::size_t thread_count) {
    const HashColumn hash = best_column_kernels().hash;
    std::vector<std::vector<ColumnId>> ids(thread_count,
                                           std::vector<ColumnId>(columns.size(), no_column_id));
    std::vector<ColumnWriter> writers;
    std::vector<std::vector<std::size_t>> orders(thread_count);
    std::vector<std::size_t> done(thread_count);
    for (std::size_t number = 0; number < thread_count; ++number) {
        writers.emplace_back(store, thread_count == 1);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            orders[number].push_back(i);
        }
        std::mt19937 random(static_cast<std::uint32_t>(number));
        std::ranges::shuffle(orders[number], random);
    }
    const auto work = [&](std::size_t number) {
        while (done[number] < columns.size() && store.has_room(thread_count)) {
            const std::size_t column = orders[number][done[number]++];
            const ColumnView view = columns[column].view();
            ids[number][column] = writers[number].add(view, hash(view, layout));
        }
    };
    while (std::ranges::any_of(done, [&](std::size_t i) { return i < columns.size(); })) {
        store.make_room(2 * thread_count);
        std::vector<std::jthread> threads;
        for (std::size_t number = 0; number < thread_count; ++number) {
            threads.emplace_back(work, number);
        }
    }
    return ids;
}

} // namespace

TEST_CASE("threads that add the same columns at once get the same ids", "[columns]") {
    const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abcdefg")}};
    const rasp::Batch batch(inputs);
    const ColumnLayout layout = layout_of(batch.extents(), false).value();
    std::mt19937 random(11);
    std::vector<Made> columns;
    std::set<std::pair<ColumnKind, std::vector<double>>> different;
    for (std::size_t i = 0; i < 6000; ++i) {
        columns.push_back(random_column(random));
        different.emplace(columns.back().kind, std::vector<double>(columns.back().values.begin(),
                                                                   columns.back().values.end()));
    }
    CHECK(different.size() > 2500);
    for (const std::size_t threads : {1U, 2U, 4U}) {
        CAPTURE(threads);
        ColumnStore store(layout);
        const std::vector<std::vector<ColumnId>> ids = add_all(store, layout, columns, threads);
        CHECK(store.size() == different.size());
        for (std::size_t number = 1; number < threads; ++number) {
            CHECK(ids[number] == ids[0]);
        }
        std::vector<double> memory(layout.value_bytes() / sizeof(double) + 1);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const ColumnView view = store.view(ids[0][i], memory.data());
            const bool is_same =
                view.kind == columns[i].kind &&
                std::memcmp(view.data, columns[i].values.data(), bytes_of(view.kind, layout)) == 0;
            wrong += is_same ? 0U : 1U;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("after a gap no column is written where one from before may be read beyond its end",
          "[columns]") {
    const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abcdefg")}};
    const rasp::Batch batch(inputs);
    const ColumnLayout layout = layout_of(batch.extents(), false).value();
    const HashColumn hash = best_column_kernels().hash;
    std::mt19937 random(12);
    ColumnStore store(layout);
    std::vector<ColumnWriter> writers;
    for (std::size_t i = 0; i < 3; ++i) {
        writers.emplace_back(store, false);
    }
    std::set<const std::uint8_t*> before;
    std::size_t added = 0;
    std::size_t too_near = 0;
    for (std::size_t part = 0; part < 40; ++part) {
        store.make_room(100);
        store.leave_gaps();
        std::set<const std::uint8_t*> now;
        for (std::size_t i = 0; i < 50; ++i) {
            const Made column = random_column(random);
            const std::size_t size = store.size();
            const ColumnId id = writers[i % 3].add(column.view(), hash(column.view(), layout));
            if (column.kind == ColumnKind::small && store.size() > size) {
                now.insert(static_cast<const std::uint8_t*>(store.view(id, nullptr).data));
            }
        }
        for (const std::uint8_t* place : now) {
            const auto next = before.lower_bound(place);
            too_near +=
                next != before.begin() && static_cast<std::size_t>(place - *std::prev(next)) <
                                              positions + column_slack
                    ? 1U
                    : 0U;
        }
        added += now.size();
        before.merge(now);
    }
    CHECK(added > 500);
    CHECK(too_near == 0);
}

TEST_CASE("threads that ask for the code of a number get the same one", "[columns]") {
    constexpr std::size_t count = 70'000; // more than there are codes
    NumberCodes codes;
    std::array<std::vector<std::uint32_t>, 3> found;
    {
        std::vector<std::jthread> threads;
        for (std::size_t number = 0; number < found.size(); ++number) {
            found[number].resize(count);
            threads.emplace_back([&, number] {
                for (std::size_t i = 0; i < count; ++i) {
                    const std::size_t place = (i + number * count / 3) % count;
                    found[number][place] = codes.code_of(static_cast<double>(place) / 4);
                }
            });
        }
    }
    std::size_t coded = 0;
    for (std::size_t place = 0; place < count; ++place) {
        const std::uint32_t code = codes.code_of(static_cast<double>(place) / 4);
        for (const std::vector<std::uint32_t>& of_thread : found) {
            // Who asked for a number that had no code yet has got it one, if there were any left.
            REQUIRE(of_thread[place] == code);
        }
        if (code != NumberCodes::no_code) {
            ++coded;
            REQUIRE(codes.numbers()[code] == static_cast<double>(place) / 4);
        }
    }
    CHECK(coded == NumberCodes::no_code);
}

} // namespace rasp_stitch::enumerator
