#include "benchmarks/harness/compressor_run.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

namespace rasp_stitch::benchmarks {

using compressor::Compression;
using compressor::Corpus;

namespace {

constexpr std::string_view program_name = "rasp-benchmark-compress";

// Members of the message from the child to this process.
namespace field {
constexpr auto programs = "programs";
constexpr auto subterms = "subterms";
constexpr auto abstractions = "abstractions";
constexpr auto patterns_expanded = "patterns_expanded";
constexpr auto open_pattern_bytes = "open_pattern_bytes";
constexpr auto cost_before = "cost_before";
constexpr auto cost_after = "cost_after";
} // namespace field

Corpus read(const std::string& path) {
    try {
        return compressor::read_corpus(read_input(path));
    } catch (InputError& error) {
        error.add_source(path);
        throw;
    }
}

Compression compress(Corpus& corpus, const CompressorArguments& arguments) {
    return compressor::compress(
        corpus,
        {.iterations = arguments.iterations, .settings = {.max_arity = arguments.max_arity}},
        {.threads = static_cast<std::size_t>(arguments.threads)});
}

int compress_and_report(const std::string& path, const CompressorArguments& arguments) {
    Corpus corpus = read(path);
    const std::size_t subterms = lambda::subterms(corpus.store, corpus.roots()).size();
    Compression compression;
    try {
        compression = compress(corpus, arguments);
    } catch (const InputError& error) {
        // The corpus was read, so this is a failure to compress it.
        fmt::print(stderr, "{}: {}: {}\n", program_name, path, error.what());
        return exit_exhausted;
    }
    Json facts = {{field::programs, corpus.programs.size()},
                  {field::subterms, subterms},
                  {field::abstractions, compression.steps.size()},
                  {field::patterns_expanded, compression.patterns_expanded},
                  {field::cost_before, compression.original_cost},
                  {field::cost_after, compression.final_cost()}};
    if (const auto bytes = open_pattern_bytes(compression)) {
        facts[field::open_pattern_bytes] = *bytes;
    }
    std::puts(facts.dump().c_str());
    return exit_done;
}

CompressorFacts facts_from(const std::string& output) {
    const Json json = parse_json(output);
    CompressorFacts facts;
    json.at(field::programs).get_to(facts.programs);
    json.at(field::subterms).get_to(facts.subterms);
    json.at(field::abstractions).get_to(facts.abstractions);
    json.at(field::patterns_expanded).get_to(facts.patterns_expanded);
    json.at(field::cost_before).get_to(facts.cost_before);
    json.at(field::cost_after).get_to(facts.cost_after);
    if (json.contains(field::open_pattern_bytes)) {
        facts.open_pattern_bytes = json.at(field::open_pattern_bytes).get<std::int64_t>();
    }
    return facts;
}

} // namespace

std::optional<std::int64_t> open_pattern_bytes(const Compression& compression) {
    const compressor::OpenPatterns& open = compression.peak_open;
    return open.count == 0 ? std::nullopt : std::optional(open.bytes / open.count);
}

CompressorRun run_compressor(const std::string& path, const CompressorArguments& arguments,
                             const Measuring& measuring) {
    CompressorRun run;
    run.child = run_measured(
        program_name, [&] { return compress_and_report(path, arguments); }, measuring);
    run.is_corpus = run.child.exit_code != exit_bad_input;
    if (run.child.is_done()) {
        run.facts = facts_from(run.child.output);
    }
    return run;
}

} // namespace rasp_stitch::benchmarks
