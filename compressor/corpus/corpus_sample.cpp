#include "compressor/corpus/corpus_sample.hpp"

#include "support/random/random.hpp"

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

void drop_empty_tasks(Corpus& corpus) {
    constexpr std::uint32_t unused = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> place(corpus.tasks.size(), unused);
    for (const Program& program : corpus.programs) {
        place[program.task] = 0;
    }
    std::vector<std::string> kept;
    for (std::size_t task = 0; task < place.size(); ++task) {
        if (place[task] != unused) {
            place[task] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(std::move(corpus.tasks[task]));
        }
    }
    corpus.tasks = std::move(kept);
    for (Program& program : corpus.programs) {
        program.task = place[program.task];
    }
}

} // namespace

void shuffle_programs(Corpus& corpus, std::uint64_t seed) {
    Random random(seed);
    for (std::size_t left = corpus.programs.size(); left > 1; --left) {
        std::swap(corpus.programs[left - 1], corpus.programs[below(random, left)]);
    }
}

void keep_programs(Corpus& corpus, std::size_t count) {
    if (count < corpus.programs.size()) {
        corpus.programs.resize(count);
        drop_empty_tasks(corpus);
    }
}

} // namespace rasp_stitch::compressor
