#pragma once

// Finds the corpora named on a command line.
//
//     find_corpora({"corpora", "more/a.json"})
//     // {"corpora/founding-report.json", "founding-report.json", false}, ..., {..., true}

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

struct CorpusFile {
    std::string path;
    std::string name;        // in the table
    bool is_certain = false; // named on the command line, so it must be a corpus
};

// Replaces each folder by the files *.json below it, sorted. Throws InputError if a path does not
// exist or a folder has no such file.
std::vector<CorpusFile> find_corpora(std::span<const std::string> paths);

} // namespace rasp_stitch::benchmarks
