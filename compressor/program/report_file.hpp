#pragma once

// The pages of --report that rasp-compress and rasp-rewrite write.
//
//     warn_of_unknown_names("rasp-compress", names, compression);
//     write_report("report.html", corpus, compression, {.title = ..., .plain_names = names});

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/report_data.hpp"
#include "compressor/program/names_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

// Returns the names for abstractions that there are not.
std::vector<std::string> unknown_names(const PlainNames& names, const Compression& compression);

// Returns a warning of such a name, which begins with the word "names".
std::string no_such_abstraction(std::string_view name);

// Warns of names for abstractions that there are not: they are probably those of another library.
void warn_of_unknown_names(std::string_view program, const PlainNames& names,
                           const Compression& compression);

// Returns what a page is called that shows this input: the name of the file, without folders.
std::string report_title(const std::string& path);

// Returns the page. Adds what RASP has to show: types, transformers and selectors
// (compressor/program/rasp_views.hpp).
std::string report_text(Corpus& corpus, const Compression& compression,
                        const ReportOptions& options);

void write_report(const std::string& path, Corpus& corpus, const Compression& compression,
                  const ReportOptions& options);

} // namespace rasp_stitch::compressor
