#pragma once

// The corpora that somebody names on a command line.
//
//     find_corpora({"corpora", "more/a.json"})
//     // {"corpora/founding-report.json", "founding-report.json", false}, ..., {..., true}

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

struct CorpusFile {
    std::string path;
    std::string name;        // what the table calls it
    bool is_certain = false; // named itself, not found in a folder: it has to be a corpus
};

// A folder stands for all files *.json in it and below, sorted. Throws InputError for what is not
// there and for a folder without any.
std::vector<CorpusFile> find_corpora(std::span<const std::string> paths);

} // namespace rasp_stitch::benchmarks
