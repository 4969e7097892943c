// The rule `windows`: lists of few symbols, against brute force while they are short, and with and
// without the rule when they are longer.

#include "compressor/library/compress.hpp"

#include "compressor/nodes/node_table.hpp"
#include "compressor/windows/window_table.hpp"
#include "support/random/random.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/search/random_rows.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// Returns lists of the items, the first of which is the most frequent one. Some begin alike.
std::vector<std::string> lists(std::uint64_t seed, std::uint32_t count, std::uint32_t least,
                               std::uint32_t most, const std::vector<std::string>& items) {
    Random random(seed);
    std::vector<std::string> programs;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string program = chance(random, 80) ? "(list" : "(tuple";
        const std::uint32_t length = between(random, least, most);
        for (std::uint32_t item = 0; item < length; ++item) {
            program += " " + items.at(chance(random, 60) ? 0 : below(random, items.size()));
        }
        programs.push_back(program + ")");
    }
    return programs;
}

// What a search finds, and how many patterns it expands.
struct Found {
    std::vector<std::string> bodies;
    std::vector<Utility> utilities;
    std::int64_t patterns = 0;
};

Found find(const std::vector<std::string>& programs, Settings settings, bool has_rule,
           std::size_t threads) {
    if (!has_rule) {
        settings.rules.disable(Rule::windows);
    }
    Corpus corpus = corpus_of(programs);
    CompressionControl control;
    control.threads = threads;
    const Compression compression =
        compress(corpus, {.iterations = 1, .settings = settings}, control);
    Found found{.bodies = {}, .utilities = {}, .patterns = compression.patterns_expanded};
    for (const auto& step : compression.steps) {
        found.bodies.push_back(step.body);
        found.utilities.push_back(step.utility);
    }
    return found;
}

const std::vector<std::vector<std::string>> item_sets = {
    {"(f (g a))", "(f (g b))"},        {"(f (g a))", "(f (g b))", "(f (h a))", "c"},
    {"(f a a)", "(f a b)", "(f b a)"}, {"(lam (f $0 a))", "(lam (f $0 b))", "(lam (f a $0))"},
    {"a", "(list a b)", "(g b)"},
};

} // namespace

TEST_CASE("Lists of few symbols are compressed as brute force would") {
    const std::vector<std::string> items = {"a", "b", "(g a)"};
    int differences = 0;
    for (std::uint32_t seed = 0; seed < 60 && differences < 3; ++seed) {
        judge::Trial trial{.corpus = corpus_of(lists(seed, 2, 8, 10, items)), .settings = {}};
        trial.settings.max_arity = 1 + seed % 3;
        trial.settings.allow_single_task = seed % 5 == 0;
        trial.settings.allow_constant_arguments = seed % 7 == 0;
        if (const auto difference = judge::compare(trial)) {
            ++differences;
            FAIL_CHECK("seed " << seed << ":\n" << judge::describe(trial) << *difference);
        }
    }
    CHECK(differences == 0);
}

TEST_CASE("Longer lists are compressed alike with the rule windows and without it") {
    std::int64_t with_rule = 0;
    std::int64_t without_rule = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const auto programs = lists(seed, 2 + seed % 3, 14, 26, item_sets.at(seed % 5));
        Settings settings;
        settings.max_arity = 1 + seed / 5 % 3;
        settings.penalty = {.units = 1 + static_cast<std::int64_t>(seed % 4), .scale = 2};
        settings.allow_constant_arguments = settings.max_arity == 1 && seed % 2 == 0;
        const Found with = find(programs, settings, true, 1);
        const Found without = find(programs, settings, false, 1);
        INFO("seed " << seed);
        CHECK(with.bodies == without.bodies);
        CHECK(with.utilities == without.utilities);
        CHECK(with.patterns <= without.patterns);
        with_rule += with.patterns;
        without_rule += without.patterns;
    }
    CHECK(4 * with_rule < 3 * without_rule);
}

TEST_CASE("A narrow call that saves nothing is a match all the same") {
    // The match (k y ... y) is the only one in which #1 is another argument.
    const auto calls = [](const std::string& item, const std::vector<std::string>& around) {
        std::string items;
        for (int i = 0; i < 7; ++i) {
            items += " " + item;
        }
        std::vector<std::string> programs;
        for (const std::string& program : around) {
            const std::size_t place = program.find('@');
            programs.push_back(program.substr(0, place) + items + program.substr(place + 1));
        }
        return programs;
    };
    std::vector<std::string> programs = calls("(s a b c)", {"(f p p@)", "(h@ v)", "(h p@)"});
    programs.push_back("(k y y y y y y y)");
    Settings settings;
    settings.max_arity = 2;
    settings.costs.application = 0;
    settings.costs.primitives["y"] = 0;
    settings.penalty = {.units = 3, .scale = 1};
    const Found found = find(programs, settings, true, 1);
    CHECK(found.bodies == std::vector<std::string>{"(#0 #1 #1 #1 #1 #1 #1 #1)"});
    CHECK(found.utilities == find(programs, settings, false, 1).utilities);

    programs = calls("(t a b c d e)", {"(f r@)", "(h p p@ v)"});
    programs.push_back("(k z z z z z z z)");
    settings.costs.primitives = {{"z", 0}, {"k", 0}};
    settings.penalty = {.units = 1, .scale = 1};
    CHECK(find(programs, settings, true, 1).utilities ==
          find(programs, settings, false, 1).utilities);
}

TEST_CASE("Long lists are compressed alike by any number of threads") {
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        const auto programs = lists(seed, 2, 40, 50, item_sets.at(seed));
        const Settings settings{.max_arity = 2};
        const Found one = find(programs, settings, true, 1);
        const Found three = find(programs, settings, true, 3);
        CHECK(one.bodies == three.bodies);
        CHECK(one.utilities == three.utilities);
        CHECK(one.patterns == three.patterns);
    }
}

TEST_CASE("Places that end in the same arguments stand side by side") {
    const Corpus corpus = corpus_of(lists(1, 4, 9, 30, item_sets.at(0)));
    const WindowTable windows(make_node_table(corpus, {}));
    const std::vector<Place>& places = windows.calls().places;
    const auto common = [&](std::uint32_t one, std::uint32_t other) {
        const auto argument = [&](std::uint32_t place, std::uint32_t from_end) {
            const WideCall& call = windows.calls().calls[places[place].call];
            return call.argument[places[place].width - 1 - from_end];
        };
        std::uint32_t found = 0;
        while (found < std::min(places[one].width, places[other].width) &&
               argument(one, found) == argument(other, found)) {
            ++found;
        }
        return found;
    };
    std::vector<std::uint32_t> order(places.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        return windows.order().rank(left) < windows.order().rank(right);
    });
    REQUIRE(order.size() > 40);
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::uint32_t least = UINT32_MAX;
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            least = std::min(least, common(order[j - 1], order[j]));
            CHECK(windows.order().common(order[i], order[j]) == common(order[i], order[j]));
            CHECK(common(order[i], order[j]) == least);
        }
    }
}

TEST_CASE("Calls that have too many arguments together are left out") {
    const auto places = [](std::size_t rows) {
        const Corpus corpus = corpus_of(random_rows(rows, 900, 2));
        return WindowTable(make_node_table(corpus, {})).calls().calls.size();
    };
    CHECK(places(2) == 2);
    CHECK(places(12) == 9);
}
