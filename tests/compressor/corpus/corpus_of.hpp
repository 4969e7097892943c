#pragma once

// Small corpora for tests, made from the text of their programs.
//
//     Corpus corpus = corpus_of({"(f a b)", "(g a b)"});            // each its own task
//     Corpus frontiers = frontiers_of({{"t", "(f a)"}, {"t", "(g a)"}, {"u", "(f b)"}});

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/corpus_builder.hpp"
#include "lambda/terms/print.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using Texts = std::vector<std::string>;

// Pairs of a task and a program.
inline Corpus frontiers_of(const std::vector<std::pair<std::string, std::string>>& programs) {
    CorpusBuilder builder;
    for (const auto& [task, text] : programs) {
        builder.add_program(task, "a program of " + task, text);
    }
    return builder.finish();
}

inline Corpus corpus_of(const Texts& programs) {
    CorpusBuilder builder;
    for (const std::string& text : programs) {
        std::string task = std::to_string(&text - programs.data());
        builder.add_program(task, "program " + task, text);
    }
    return builder.finish();
}

inline Texts printed(const lambda::TermStore& store, std::span<const lambda::TermId> terms) {
    Texts texts;
    for (const lambda::TermId term : terms) {
        texts.push_back(lambda::print(store, term));
    }
    return texts;
}

inline Texts printed_programs(const Corpus& corpus) {
    return printed(corpus.store, corpus.roots());
}

} // namespace rasp_stitch::compressor
