#include "compressor/corpus/corpus_sample.hpp"

#include "compressor/library/compress.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

using namespace rasp_stitch::compressor;

namespace {

Texts shuffled(std::size_t count, std::uint64_t seed) {
    Texts programs;
    for (std::size_t i = 0; i < count; ++i) {
        programs.push_back("p" + std::to_string(i));
    }
    Corpus corpus = corpus_of(programs);
    shuffle_programs(corpus, seed);
    return printed_programs(corpus);
}

} // namespace

TEST_CASE("A seed gives the same order everywhere") {
    CHECK(shuffled(8, 0) == Texts{"p4", "p5", "p2", "p0", "p7", "p1", "p3", "p6"});
    CHECK(shuffled(8, 1) == Texts{"p4", "p6", "p3", "p5", "p1", "p7", "p2", "p0"});
    CHECK(shuffled(1, 7) == Texts{"p0"});
}

TEST_CASE("Every order of three programs comes about equally often") {
    std::map<Texts, int> count;
    for (std::uint64_t seed = 0; seed < 6000; ++seed) {
        ++count[shuffled(3, seed)];
    }
    CHECK(count.size() == 6);
    for (const auto& [order, times] : count) {
        CHECK(times > 850);
        CHECK(times < 1150);
    }
}

TEST_CASE("Programs keep names, tasks and weights when they are shuffled") {
    Corpus corpus = frontiers_of({{"t", "a"}, {"u", "b"}, {"t", "c"}, {"v", "d"}});
    for (std::size_t i = 0; i < 4; ++i) {
        corpus.programs[i].weight = static_cast<std::int64_t>(i);
    }
    const Corpus before = corpus;
    shuffle_programs(corpus, 3);
    CHECK(corpus.tasks == before.tasks);
    REQUIRE(corpus.programs.size() == 4);
    for (const Program& program : before.programs) {
        const auto found = std::find_if(corpus.programs.begin(), corpus.programs.end(),
                                        [&](const Program& at) { return at.root == program.root; });
        REQUIRE(found != corpus.programs.end());
        CHECK(found->name == program.name);
        CHECK(found->task == program.task);
        CHECK(found->weight == program.weight);
    }
}

TEST_CASE("What is found does not depend on the order of programs") {
    const Texts programs = {"(p (f (g a b c) d) (f (g a b c) e))", "(q (f (g a b c) i))",
                            "(r (g a b c) (g a b c))", "(s (f (h a) a))", "(t (f (h b) b))"};
    Corpus straight = corpus_of(programs);
    const Compression expected = compress(straight, {});
    REQUIRE(expected.steps.size() == 3);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Corpus corpus = corpus_of(programs);
        shuffle_programs(corpus, seed);
        const Compression found = compress(corpus, {});
        REQUIRE(found.steps.size() == expected.steps.size());
        CHECK(found.final_cost() == expected.final_cost());
        CHECK(found.patterns_expanded == expected.patterns_expanded);
        for (std::size_t i = 0; i < found.steps.size(); ++i) {
            CHECK(found.steps[i].body == expected.steps[i].body);
        }
    }
}

TEST_CASE("The first programs are kept, and only the tasks that they are of") {
    Corpus corpus = frontiers_of({{"t", "a"}, {"u", "b"}, {"v", "c"}, {"u", "d"}});
    std::swap(corpus.programs[0], corpus.programs[3]);
    keep_programs(corpus, 3);
    CHECK(printed_programs(corpus) == Texts{"d", "b", "c"});
    CHECK(corpus.tasks == Texts{"u", "v"});
    CHECK(corpus.programs[0].task == 0);
    CHECK(corpus.programs[1].task == 0);
    CHECK(corpus.programs[2].task == 1);
    CHECK(compress(corpus, {}).original_cost == 200); // one of the two programs of u, and c
}

TEST_CASE("If more programs are asked for than there are, all are kept") {
    for (const std::size_t most : {std::size_t{2}, std::size_t{3}, SIZE_MAX}) {
        Corpus corpus = corpus_of({"a", "b"});
        keep_programs(corpus, most);
        CHECK(printed_programs(corpus) == Texts{"a", "b"});
        CHECK(corpus.tasks.size() == 2);
    }
}
