#pragma once

// Reports the results of rasp-benchmark-compress as tables and as JSON.
//
//     const MeasuredTable table = {.corpora = {...}};
//     text_table(table, {.against = true}).plain()
//     json(table)

#include "benchmarks/harness/compressor_run.hpp"
#include "benchmarks/harness/text_table.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

struct MeasuredCorpus {
    std::string name;
    CompressorRun own;
    std::optional<ChildRun> other; // of the command of --against
};

struct MeasuredTable {
    CompressorArguments arguments;
    std::optional<std::uint64_t> seed; // of generated corpora
    std::vector<MeasuredCorpus> corpora;
};

struct Columns {
    bool instructions = false;
    bool against = false;
};

// Returns, for instance, "Corpora: arity 3, 10 iterations, 1 thread".
std::string title(const MeasuredTable& table);

TextTable text_table(const MeasuredTable& table, const Columns& columns);

using OutputJson = nlohmann::ordered_json;

OutputJson json(const MeasuredTable& table);

// Returns the name of the processor and the number of cores.
std::string machine_name();

} // namespace rasp_stitch::benchmarks
