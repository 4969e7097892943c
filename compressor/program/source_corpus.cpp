#include "compressor/program/source_corpus.hpp"

#include "lambda/terms/parse.hpp"
#include "rasp/language/library.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// Returns the first input on which each program has an output, by the program's name.
std::unordered_map<std::string, rasp::Sequence> examples_of(const Corpus& corpus) {
    std::unordered_map<std::string, rasp::Sequence> examples;
    const auto has_examples = [](const Json& entry) {
        return entry.is_object() && entry.contains("examples");
    };
    if (corpus.document == nullptr || !corpus.document->is_array() ||
        !std::ranges::all_of(*corpus.document, has_examples)) {
        return examples;
    }
    for (const rasp::TaskEntry& entry : rasp::read_tasks(JsonCursor(*corpus.document))) {
        for (const rasp::Example& example : entry.task.examples) {
            if (example.output) {
                examples.try_emplace(entry.task.name, example.input.tokens);
            }
        }
    }
    return examples;
}

} // namespace

Corpus read_sources(std::span<const std::string> paths, const ReadOptions& options) {
    const rasp::SourceTexts sources = rasp::source_tasks(paths);
    Corpus corpus = read_corpus(sources.text, options);
    corpus.warnings.insert(corpus.warnings.end(), sources.warnings.begin(), sources.warnings.end());
    return corpus;
}

rasp::PrintedSource library_source(Corpus& corpus, const Compression& compression,
                                   rasp::PrintForm form, rasp::NameChanges changes) {
    const auto in_place = [](lambda::TermStore&, lambda::TermId abstraction) {
        return abstraction;
    };
    std::vector<rasp::SourceDefinition> library;
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        library.push_back(
            {.name = corpus.store.symbol_name(known.symbol),
             .term = lambda::parse(corpus.store, known.text, {.abstraction = in_place})});
    }
    for (const Step& step : compression.steps) {
        library.push_back({.name = step.name,
                           .term = rasp::as_lambdas(corpus.store, step.rewriting.abstraction)});
    }
    const std::vector<lambda::TermId> roots =
        compression.steps.empty() ? corpus.roots() : compression.steps.back().rewriting.roots;
    std::unordered_map<std::string, rasp::Sequence> examples = examples_of(corpus);
    std::vector<rasp::SourceDefinition> programs;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        rasp::SourceDefinition program{.name = corpus.programs[i].name, .term = roots[i]};
        if (const auto example = examples.find(program.name); example != examples.end()) {
            program.example = example->second;
        }
        programs.push_back(std::move(program));
    }
    lambda::TypeStore types;
    return rasp::print_programs(
        corpus.store, types,
        {.library = library, .programs = programs, .changes = std::move(changes)}, form);
}

void print_library(std::string_view program, const rasp::PrintOptions& options, Corpus& corpus,
                   const Compression& compression) {
    if (!options.form) {
        return;
    }
    rasp::show_printed(program,
                       library_source(corpus, compression, *options.form, options.changes));
}

std::optional<std::string> printed_path(const rasp::PrintOptions& options) {
    return options.form ? std::optional<std::string>("-") : std::nullopt;
}

} // namespace rasp_stitch::compressor
