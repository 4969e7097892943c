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

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

// The forms in which corpora are read (compressor/corpus/read_corpus.hpp).
enum class CorpusFormat : std::uint8_t { programs_list, dreamcoder, rasp };

struct CorpusFormatRow {
    CorpusFormat format;
    std::string_view name;
};

inline constexpr std::array corpus_formats = {
    CorpusFormatRow{CorpusFormat::programs_list, "programs-list"},
    CorpusFormatRow{CorpusFormat::dreamcoder, "dreamcoder"},
    CorpusFormatRow{CorpusFormat::rasp, "rasp"},
};

struct Program {
    lambda::TermId root;
    std::uint32_t task = 0;  // an index into Corpus::tasks
    std::string name;        // for messages: "hist/core", or its position, "program 17"
    std::uint32_t place = 0; // its position in the input
    std::int64_t weight = 1; // multiplies its cost, in units of 1 / Corpus::weight_scale
};

// An abstraction that the corpus already used when it was read. It is a primitive like any other;
// its text is needed to write programs in DreamCoder's form.
struct KnownAbstraction {
    lambda::Symbol symbol = 0;
    std::string text; // "#(lambda ...)"
};

struct Corpus {
    lambda::TermStore store;
    std::vector<std::string> tasks;
    std::vector<Program> programs;
    std::int64_t weight_scale = 1;
    CorpusFormat format = CorpusFormat::programs_list; // of the input
    bool has_tasks = false;   // whether the input says which task a program is for
    bool has_weights = false; // whether weights were given
    std::vector<KnownAbstraction> known_abstractions;
    std::vector<std::string> warnings; // for the user: what was repaired while reading

    // The JSON that the corpus was read from, if ReadOptions::keep_document asked for it, else
    // null. The compressor does not look at it; whoever knows the language of the programs finds
    // there what else the corpus says of them, such as their examples.
    std::shared_ptr<const nlohmann::json> document = nullptr;

    // Returns the roots of all programs, in order.
    std::vector<lambda::TermId> roots() const {
        std::vector<lambda::TermId> all;
        all.reserve(programs.size());
        for (const Program& program : programs) {
            all.push_back(program.root);
        }
        return all;
    }
};

// Returns the settings for costs in units of 1 / weight_scale, in which a body costs as much as a
// program of weight 1.
inline Settings scaled(Settings settings, const Corpus& corpus) {
    settings.penalty.units *= corpus.weight_scale;
    return settings;
}

} // namespace rasp_stitch::compressor
