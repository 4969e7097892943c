// The corpora that come with the project.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string corpora = RASP_STITCH_SOURCE_DIR "/corpora";

} // namespace

TEST_CASE(
    "Every corpus that comes with the project can be read, and none of its programs is open") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpora)) {
        // Tasks are examples, without programs.
        if (entry.path().extension() != ".json" || entry.path().filename() == "tasks.json") {
            continue;
        }
        CAPTURE(entry.path().string());
        const Corpus corpus = read_corpus(read_input(entry.path().string()));
        CHECK(!corpus.programs.empty());
        CHECK(std::all_of(
            corpus.programs.begin(), corpus.programs.end(),
            [&](const Program& program) { return corpus.store.is_closed(program.root); }));
        ++count;
    }
    CHECK(count >= 2);
}

TEST_CASE("The RASP corpus has 111 programs for 78 tasks, each closed as it is written") {
    const Corpus corpus =
        read_corpus(read_input(corpora + "/rasp.json"), {.format = CorpusFormat::rasp});
    CHECK(corpus.programs.size() == 111);
    CHECK(corpus.tasks.size() == 78);
    CHECK(corpus.warnings.empty());
    CHECK(corpus.known_abstractions.empty());
}

TEST_CASE("The RASP corpus ends at the costs that Stitch reached before a fault stopped it there") {
    // Stitch 7aa4f55 with -i10, each program a task of its own.
    for (const auto& [arity, final_cost] : {std::pair(2U, 337749), std::pair(3U, 325225)}) {
        Corpus corpus = read_corpus(read_input(corpora + "/rasp.json"));
        corpus.tasks = Texts(corpus.programs.size());
        for (std::size_t i = 0; i < corpus.programs.size(); ++i) {
            corpus.programs[i].task = static_cast<std::uint32_t>(i);
        }
        const Compression found =
            compress(corpus, {.iterations = 10, .settings = {.max_arity = arity}});
        CHECK(found.original_cost == 814671);
        CHECK(found.final_cost() == final_cost);
        CHECK_FALSE(found.gap.has_value());
    }
}
