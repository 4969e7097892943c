#pragma once

// The result of compress or rewrite, with all that its texts and its page are made of.
//
//     Compressed result;
//     result.corpus = read_corpus(text);
//     result.compression = compress(result.corpus, result.settings);
//     result.json("rasp_stitch.compress")   // what rasp-compress --out writes
//     result.page({{"fn_0", "mirror"}})     // what rasp-compress --report writes

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"
#include "compressor/output/summary.hpp"
#include "compressor/program/names_file.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::python {

struct Compressed {
    compressor::Corpus corpus;
    compressor::Compression compression;
    compressor::CompressionSettings settings;
    std::vector<std::optional<std::string>> types;
    compressor::OutputJson arguments;
    std::string title;   // of the page
    std::string command; // the function of Python that was called
    bool rewritten_intermediates = false;
    bool rewritten_dreamcoder = false;
    bool candidates = false;
    compressor::VariableStyle variables = compressor::VariableStyle::index;
    double seconds = 0;
    std::optional<std::size_t> examples_checked;
    std::optional<bool> complete;

    // Takes what the JSON says is the command.
    std::string json(const std::string& called_by) const;
    std::string text() const;
    std::string dot() const;

    // As the programs, finds what the total would be without each abstraction, unless the search was
    // cut short. Adds to the stores of the corpus.
    std::string page(const compressor::PlainNames& names);
};

} // namespace rasp_stitch::python
