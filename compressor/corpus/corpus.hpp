#pragma once

// A corpus: programs, each of which solves a task.
//
//     Corpus corpus = read_corpus(text);      // compressor/corpus/read_corpus.hpp
//     corpus.programs[0].root                 // a closed term of corpus.store
//     corpus.tasks[corpus.programs[0].task]   // the name of its task
//
// A task with several programs (a frontier) costs what the cheapest of them costs.

#include "compressor/corpus/settings.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct Program {
    lambda::TermId root;
    std::uint32_t task = 0;  // index into Corpus::tasks
    std::string name;        // how to name it to a person: "hist/core", or its place, "17"
    std::int64_t weight = 1; // of its cost, in units of 1 / Corpus::weight_scale
};

// An abstraction that the corpus already used when it was read. It is a primitive like any other;
// its text matters where programs are written in DreamCoder's form.
struct KnownAbstraction {
    lambda::Symbol symbol = 0;
    std::string text; // "#(lambda ...)"
};

struct Corpus {
    lambda::TermStore store;
    std::vector<std::string> tasks;
    std::vector<Program> programs;
    std::int64_t weight_scale = 1;
    std::vector<KnownAbstraction> known_abstractions;
    std::vector<std::string> warnings; // what was mended while reading, for a person

    std::vector<lambda::TermId> roots() const {
        std::vector<lambda::TermId> all;
        all.reserve(programs.size());
        for (const Program& program : programs) {
            all.push_back(program.root);
        }
        return all;
    }
};

// The settings for costs in units of 1 / weight_scale: a body costs what a program of weight 1
// does.
inline Settings scaled(Settings settings, const Corpus& corpus) {
    settings.penalty.units *= corpus.weight_scale;
    return settings;
}

} // namespace rasp_stitch::compressor
