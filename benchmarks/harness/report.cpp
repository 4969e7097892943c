#include "benchmarks/harness/report.hpp"

#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <fstream>
#include <thread>

namespace rasp_stitch::benchmarks {

namespace {

constexpr auto unknown = "-";
constexpr double mega = 1e6;

std::string seconds(double time) {
    return fmt::format("{:.3f}", time);
}

std::string megabytes(const ResourceUse& used) {
    return fmt::format("{:.1f}", static_cast<double>(used.peak_bytes) / mega);
}

std::string mega_instructions(const ResourceUse& used) {
    return used.instructions ? fmt::format("{:.1f}", static_cast<double>(*used.instructions) / mega)
                             : unknown;
}

std::string ratio(double other, double own) {
    return own > 0 ? fmt::format("{:.2f}", other / own) : unknown;
}

std::string ratio(const std::optional<std::int64_t>& other,
                  const std::optional<std::int64_t>& own) {
    return other && own ? ratio(static_cast<double>(*other), static_cast<double>(*own)) : unknown;
}

// Adds the cells after the name: the results of the compressor, or how it failed.
void add_own_cells(TableRow& row, const CompressorRun& run, const Columns& columns) {
    const ResourceUse& used = run.child.used;
    if (!run.facts) {
        row.insert(row.end(),
                   {unknown, unknown, describe_failure(run.child), unknown, megabytes(used)});
        row.insert(row.end(), columns.instructions ? 4 : 3, unknown);
        return;
    }
    const CompressorFacts& facts = *run.facts;
    row.insert(row.end(),
               {grouped(facts.programs), grouped(facts.subterms), seconds(used.user_seconds),
                seconds(used.wall_seconds), megabytes(used)});
    if (columns.instructions) {
        row.push_back(mega_instructions(used));
    }
    row.push_back(grouped(facts.patterns_expanded));
    row.push_back(facts.open_pattern_bytes ? grouped(*facts.open_pattern_bytes) : unknown);
    row.push_back(fmt::format("{} -> {}", grouped(facts.cost_before), grouped(facts.cost_after)));
}

void add_other_cells(TableRow& row, const ChildRun& other, const CompressorRun& own,
                     const Columns& columns) {
    const std::size_t end = row.size() + (columns.instructions ? 6 : 4);
    if (other.is_done()) {
        row.insert(row.end(), {seconds(other.used.user_seconds), megabytes(other.used)});
    } else {
        row.insert(row.end(), {describe_failure(other), megabytes(other.used)});
    }
    if (other.is_done() && own.facts) {
        const ResourceUse& used = own.child.used;
        row.push_back(ratio(other.used.user_seconds, used.user_seconds));
        row.push_back(ratio(std::optional(other.used.peak_bytes), std::optional(used.peak_bytes)));
        if (columns.instructions) {
            row.push_back(mega_instructions(other.used));
            row.push_back(ratio(other.used.instructions, used.instructions));
        }
    }
    row.resize(end, unknown);
}

OutputJson json(const ChildRun& run) {
    OutputJson object;
    if (!run.is_done()) {
        object["failure"] = describe_failure(run);
    }
    object["user_seconds"] = run.used.user_seconds;
    object["wall_seconds"] = run.used.wall_seconds;
    object["peak_bytes"] = run.used.peak_bytes;
    if (run.used.instructions) {
        object["instructions"] = *run.used.instructions;
    }
    return object;
}

OutputJson json(const MeasuredCorpus& corpus) {
    OutputJson object;
    object["corpus"] = corpus.name;
    object.update(json(corpus.own.child));
    if (const auto& facts = corpus.own.facts) {
        object["programs"] = facts->programs;
        object["subterms"] = facts->subterms;
        object["abstractions"] = facts->abstractions;
        object["patterns_expanded"] = facts->patterns_expanded;
        if (facts->open_pattern_bytes) {
            object["open_pattern_bytes"] = *facts->open_pattern_bytes;
        }
        object["cost_before"] = facts->cost_before;
        object["cost_after"] = facts->cost_after;
    }
    if (corpus.other) {
        object["against"] = json(*corpus.other);
    }
    return object;
}

std::string counted(std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

} // namespace

std::string title(const MeasuredTable& table) {
    const CompressorArguments& arguments = table.arguments;
    const std::string what =
        table.seed ? fmt::format("Generated corpora of seed {}", *table.seed) : "Corpora";
    return fmt::format("{}: arity {}, {}, {}", what, arguments.max_arity,
                       counted(arguments.iterations, "iteration"),
                       counted(arguments.threads, "thread"));
}

TextTable text_table(const MeasuredTable& table, const Columns& columns) {
    TableRow head = {"corpus", "programs", "sub-terms", "user s", "wall s", "peak MB"};
    if (columns.instructions) {
        head.emplace_back("M instr.");
    }
    head.insert(head.end(), {"patterns", "bytes/open", "cost before -> after"});
    if (columns.against) {
        head.insert(head.end(), {"other s", "other MB", "time x", "memory x"});
        if (columns.instructions) {
            head.insert(head.end(), {"other M instr.", "instr. x"});
        }
    }
    TextTable text(head);
    for (const MeasuredCorpus& corpus : table.corpora) {
        TableRow row = {corpus.name};
        add_own_cells(row, corpus.own, columns);
        if (corpus.other) {
            add_other_cells(row, *corpus.other, corpus.own, columns);
        }
        row.resize(head.size(), unknown);
        text.add_row(std::move(row));
    }
    return text;
}

OutputJson json(const MeasuredTable& table) {
    OutputJson object;
    object["max_arity"] = table.arguments.max_arity;
    object["iterations"] = table.arguments.iterations;
    object["threads"] = table.arguments.threads;
    if (table.seed) {
        object["seed"] = *table.seed;
    }
    object["corpora"] = OutputJson::array();
    for (const MeasuredCorpus& corpus : table.corpora) {
        object["corpora"].push_back(json(corpus));
    }
    return object;
}

std::string machine_name() {
    const std::string cores = counted(std::thread::hardware_concurrency(), "core");
    std::ifstream lines("/proc/cpuinfo");
    for (std::string line; std::getline(lines, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            return line.substr(colon + 2) + ", " + cores;
        }
    }
    return "unknown processor, " + cores;
}

} // namespace rasp_stitch::benchmarks
