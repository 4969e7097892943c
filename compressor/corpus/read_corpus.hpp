#pragma once

// Reads corpora from JSON.
//
//     Corpus corpus = read_corpus(read_input("corpora/rasp.json"));
//     read_corpus(R"(["(f a)", "(f b)"])").programs.size() == 2
//
// Three forms, told apart by their content unless one is asked for:
//   programs-list  ["(lam (f $0))", ...]: every program is a task of its own, named "0", "1", ...
//                  (Stitch's form)
//   dreamcoder     {"DSL": {"productions": [{"expression": ...}]}, "frontiers": [{"task": ...,
//                  "programs": [{"program": ...}]}]}: the request that DreamCoder sends to its
//                  compressor. Frontiers with the same task are one task; a frontier without the
//                  name of a task is named by its index. Abstractions written `#(lambda ...)`
//                  become primitives dreamcoder_abstraction_0, ..., numbered by the length of their
//                  text.
//   rasp           [{"name": "length/core", "program": ...}, ...]: the task is the name up to a
//   slash.
//
// A program with free variables is closed by lambdas around it, with a warning in Corpus::warnings.
// Throws InputError with the JSON pointer of what is wrong; a corpus without programs is an error.

#include "compressor/corpus/corpus.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch::compressor {

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

Corpus read_corpus(std::string_view json, std::optional<CorpusFormat> format = {});

} // namespace rasp_stitch::compressor
