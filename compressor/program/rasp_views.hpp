#pragma once

// What a page shows of a corpus of RASP: the transformers that abstractions compile to, and what
// attends to what in the programs.
//
//     OutputJson data = report_data(corpus, compression, options);
//     add_rasp_views(data, corpus, compression);
//     data["abstractions"][0]["transformer"]     // of its first use, as in rasp/report
//     data["programs"]["runs"][0]                // of the first program that has an example

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"

namespace rasp_stitch::compressor {

// Adds nothing if the programs are not RASP, and no runs for programs without examples. Runs may
// take as much of a page as the programs do; then the rest of the programs have none.
void add_rasp_views(OutputJson& data, Corpus& corpus, const Compression& compression);

} // namespace rasp_stitch::compressor
