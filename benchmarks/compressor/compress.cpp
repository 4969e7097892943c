// rasp-benchmark-compress: measures time and memory of the compressor on corpora.

#include "benchmarks/compressor/compress_benchmark.hpp"
#include "benchmarks/compressor/compress_options.hpp"
#include "benchmarks/harness/instruction_counter.hpp"
#include "benchmarks/harness/report.hpp"
#include "benchmarks/harness/stop_signals.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <string>

namespace rasp_stitch::benchmarks {
namespace {

// Prints each table as soon as it is complete, and writes all of them as JSON at the end.
class Results {
public:
    explicit Results(const CompressOptions& options)
        : options_(options), stream_(options.json == "-" ? stderr : stdout) {
        const std::string machine = machine_name();
        fmt::print(stream_, "rasp-stitch {}, {}\n", RASP_STITCH_VERSION, machine);
        json_["version"] = RASP_STITCH_VERSION;
        json_["machine"] = machine;
        json_["repeats"] = options.repeats;
        if (options.against) {
            fmt::print(stream_, "other: {}\n", *options.against);
            json_["against"] = *options.against;
        }
        json_["tables"] = OutputJson::array();
        std::fflush(stream_);
    }

    void add(const MeasuredTable& table) {
        const TextTable text = text_table(table, {.instructions = options_.instructions,
                                                  .against = options_.against.has_value()});
        fmt::print(stream_, "\n{}, {} run{} each\n\n{}", title(table), options_.repeats,
                   options_.repeats == 1 ? "" : "s",
                   options_.markdown ? text.markdown() : text.plain());
        std::fflush(stream_);
        json_["tables"].push_back(json(table));
    }

    void write() const {
        if (options_.json) {
            write_output(*options_.json, json_.dump(2, ' ', false, replaced) + "\n");
        }
    }

private:
    // File names need not be valid UTF-8.
    static constexpr auto replaced = OutputJson::error_handler_t::replace;

    const CompressOptions& options_;
    std::FILE* stream_;
    OutputJson json_;
};

int run(int argc, const char* const* argv) {
    const std::optional<CompressOptions> options = parse_compress_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->write) {
        write_generated(*options->write, options->generated.front(), options->seed);
        return exit_done;
    }
    if (options->json) {
        check_writable(*options->json);
    }
    if (options->instructions) {
        if (const auto why = why_no_instructions()) {
            fmt::print(stderr, "rasp-benchmark-compress: instructions are not counted: {}\n", *why);
        }
    }
    StopSignals signals;
    CompressBenchmark benchmark(*options, signals);
    Results results(*options);
    if (!options->corpora.empty()) {
        results.add(benchmark.measure_files());
    }
    if (!options->generated.empty() && !signals.requested()) {
        results.add(benchmark.measure_generated());
    }
    results.write();
    return signals.requested() ? exit_interrupted : benchmark.exit_code();
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-compress",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
