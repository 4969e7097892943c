#pragma once

// Measures the compressor on one corpus after another. Failures, and files that are not corpora,
// are reported on standard error and do not stop the rest.

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
    // After a request to stop, the tables hold what was measured before. The options and the
    // signals must outlive the object.
    CompressBenchmark(const CompressOptions& options, StopSignals& stop);

    MeasuredTable measure_files();
    MeasuredTable measure_generated();

    // Returns exit_done if all requested corpora could be compressed.
    int exit_code() const { return exit_code_; }

private:
    void add(MeasuredTable& table, const CorpusFile& file);

    // Returns nullopt if the file is not a corpus, or if a stop was requested.
    std::optional<CompressorRun> measure_own(const CorpusFile& file,
                                             const CompressorArguments& arguments);
    std::optional<ChildRun> measure_other(const CorpusFile& file,
                                          const CompressorArguments& arguments);

    void show(const CorpusFile& file, std::string_view what, std::int64_t repeat);
    void skip(const CorpusFile& file, const ChildRun& run);
    void report_failure(const std::string& what, const ChildRun& run);

    const CompressOptions& options_;
    Measuring measuring_;
    ProgressLine progress_{true};
    int exit_code_ = exit_done;
};

// Writes the JSON of a generated corpus.
void write_generated(const std::string& path, std::uint32_t programs, std::uint64_t seed);

} // namespace rasp_stitch::benchmarks
