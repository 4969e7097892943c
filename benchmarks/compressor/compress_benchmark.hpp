#pragma once

// Runs corpora one after the other and keeps what was measured. What fails, and what is no corpus,
// is told on standard error and does not stop the rest.

#include "benchmarks/compressor/compress_options.hpp"
#include "benchmarks/harness/compressor_run.hpp"
#include "benchmarks/harness/corpus_files.hpp"
#include "benchmarks/harness/measured_child.hpp"
#include "benchmarks/harness/report.hpp"
#include "benchmarks/harness/stop_signals.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

class CompressBenchmark {
public:
    // Once a stop is requested the tables have what was measured before. The options and
    // the signals must outlive the object.
    CompressBenchmark(const CompressOptions& options, StopSignals& stop);

    MeasuredTable measure_files();
    MeasuredTable measure_generated();

    // exit_done if all corpora that were asked for could be compressed.
    int exit_code() const { return exit_code_; }

private:
    void add(MeasuredTable& table, const CorpusFile& file);

    // Nothing where there is nothing for the table: it is no corpus, or a stop was requested.
    std::optional<CompressorRun> measure_own(const CorpusFile& file,
                                             const CompressorArguments& arguments);
    std::optional<ChildRun> measure_other(const CorpusFile& file,
                                          const CompressorArguments& arguments);

    void show(const CorpusFile& file, std::string_view what, std::int64_t repeat);
    void skip(const CorpusFile& file, const ChildRun& run);
    void tell_failure(const std::string& what, const ChildRun& run);

    const CompressOptions& options_;
    Measuring measuring_;
    ProgressLine progress_{true};
    int exit_code_ = exit_done;
};

// Writes the JSON of a generated corpus.
void write_generated(const std::string& path, std::uint32_t programs, std::uint64_t seed);

} // namespace rasp_stitch::benchmarks
