// The corpora that come with the project.

#include "compressor/read_corpus.hpp"
#include "support/file.hpp"
#include "tests/compressor/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string corpora = RASP_STITCH_SOURCE_DIR "/corpora";

} // namespace

TEST_CASE(
    "Every corpus that comes with the project can be read, and none of its programs is open") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpora)) {
        if (entry.path().extension() != ".json") {
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
    const Corpus corpus = read_corpus(read_input(corpora + "/rasp.json"), CorpusFormat::rasp);
    CHECK(corpus.programs.size() == 111);
    CHECK(corpus.tasks.size() == 78);
    CHECK(corpus.warnings.empty());
    CHECK(corpus.known_abstractions.empty());
}
