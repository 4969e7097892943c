// What one joint search has found in a corpus, and finds again.

#include "compressor/joint/search_memo.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::pair<std::uint64_t, std::uint64_t> key_of(const Corpus& corpus,
                                               const Matching& matching = {}) {
    const CorpusKey key = corpus_key(make_node_table(corpus, {}), corpus.store, matching);
    return {key.first, key.second};
}

SearchResult result_with(std::int64_t patterns) {
    SearchResult result;
    result.patterns_expanded = patterns;
    return result;
}

} // namespace

TEST_CASE("Equal programs have one key in any store, and others have others") {
    Corpus corpus = corpus_of({"(f (g a) $0)", "(lam (f $0))"});
    // The store of these has other ids for the same terms.
    Corpus mixed = corpus_of({"(h a (lam (f $0)))", "(f (g a) $0)", "(lam (f $0))"});
    mixed.programs.erase(mixed.programs.begin());
    mixed.programs[0].task = 0;
    mixed.programs[1].task = 1;
    mixed.tasks.resize(2);
    CHECK(mixed.programs[0].root != corpus.programs[0].root);
    CHECK(key_of(corpus) == key_of(mixed));
    std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
    const std::vector<Texts> all = {{"(f (g a) $0)", "(lam (f $0))"},
                                    {"(lam (f $0))", "(f (g a) $0)"},
                                    {"(f (g a) $1)", "(lam (f $0))"},
                                    {"(f (g b) $0)", "(lam (f $0))"},
                                    {"(f (g a) $0)", "(lam_1 (f $0))"},
                                    {"(f g a $0)", "(lam (f $0))"},
                                    {"(f (g a) $0)"}};
    for (const Texts& programs : all) {
        keys.insert(key_of(corpus_of(programs)));
    }
    CHECK(keys.size() == all.size());
}

TEST_CASE("What the settings say of a primitive belongs to the key of programs that have it") {
    const Corpus corpus = corpus_of({"(f (g a) b)", "(f b (g a))"});
    std::set<std::pair<std::uint64_t, std::uint64_t>> keys{key_of(corpus)};
    Matching matching;
    matching.fixed_arity.emplace();
    CHECK(keys.contains(key_of(corpus, matching)));
    matching.fixed_arity->emplace("other", 2);
    CHECK(keys.contains(key_of(corpus, matching)));
    for (const std::uint32_t arity : {1U, 2U}) {
        (*matching.fixed_arity)["f"] = arity;
        keys.insert(key_of(corpus, matching));
    }
    for (const char* const type : {"int -> int -> int", "t0 -> t0 -> t0"}) {
        matching.types["f"] = type;
        keys.insert(key_of(corpus, matching));
    }
    matching.automaton.emplace();
    for (const State state : {0U, 1U}) {
        matching.automaton->abstractions["g"] = {.arguments = {state}, .call = {}};
        keys.insert(key_of(corpus, matching));
    }
    matching.automaton->abstractions["g"].call = {.primitive = "h", .arguments = 2};
    keys.insert(key_of(corpus, matching));
    CHECK(keys.size() == 8);
}

TEST_CASE("A memo gives the result for a corpus and a number of abstractions") {
    SearchMemo memo;
    CHECK(memo.find({1, 2}, 1) == nullptr);
    memo.add({1, 2}, 1, result_with(5));
    memo.add({1, 2}, 24, result_with(7));
    memo.add({1, 2}, 1, result_with(9)); // the same in a joint search
    REQUIRE(memo.find({1, 2}, 1) != nullptr);
    CHECK(memo.find({1, 2}, 1)->patterns_expanded == 5);
    CHECK(memo.find({1, 2}, 24)->patterns_expanded == 7);
    CHECK(memo.find({2, 1}, 1) == nullptr);
}
