#include "compressor/program/corpus_files.hpp"

#include "compressor/library/library_rewriting.hpp"
#include "rasp/source/source_corpus.hpp"
#include "support/cli/interruptible_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace rasp_stitch::compressor {

std::string command_line(int argc, const char* const* argv) {
    return fmt::format("{}", fmt::join(argv, argv + argc, " "));
}

Corpus load_corpus(const std::string& path, const ReadOptions& options,
                   Interruption& interruption) {
    const std::string text = read_input(path, interruption);
    return naming(path, [&] { return read_corpus(text, options); });
}

namespace {

std::string library_text(const std::string& path, Interruption& interruption) {
    if (!rasp::is_source_path(path)) {
        return read_input(path, interruption);
    }
    const rasp::SourceTexts texts = rasp::source_library(path);
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "warning: {}\n", warning);
    }
    return texts.text;
}

} // namespace

Library load_library(const std::string& path, const std::optional<std::string>& rename,
                     Corpus& corpus, const Settings& settings, Interruption& interruption) {
    const std::string text = library_text(path, interruption);
    Library library = naming(path, [&] { return read_library(corpus.store, text); });
    if (!rename) {
        return library;
    }
    return renamed(corpus.store, library, unused_names(corpus, library, settings, *rename));
}

void warn_of_free_arguments(std::string_view program, const std::string& path,
                            const lambda::TermStore& store, const Library& library,
                            const Matching& matching) {
    const auto warn = [&](const LibraryAbstraction& first, std::string_view what,
                          std::string_view option) {
        fmt::print(stderr, "{}: warning: {}: {} {}; without {} it is used with any others, too\n",
                   program, source_name(path), quote_excerpt(store.name(first.name)), what, option);
    };
    const auto takes_symbols = [](const LibraryAbstraction& abstraction) {
        return std::ranges::find(abstraction.symbol_arguments, true) !=
               abstraction.symbol_arguments.end();
    };
    const auto has_states = [](const LibraryAbstraction& abstraction) {
        return abstraction.states.has_value();
    };
    const auto with_symbols = std::ranges::find_if(library, takes_symbols);
    if (with_symbols != library.end() && !matching.has_symbols()) {
        warn(*with_symbols, "has arguments that are symbols", "--symvar-prefix");
    }
    const auto with_states = std::ranges::find_if(library, has_states);
    if (with_states != library.end() && !matching.automaton) {
        warn(*with_states, "has arguments in certain states of an automaton", "--tdfa-json-path");
    }
}

void print_warnings(std::string_view program, const Corpus& corpus) {
    for (const std::string& warning : corpus.warnings) {
        fmt::print(stderr, "{}: warning: {}\n", program, warning);
    }
}

void warn_of_unused_costs(std::string_view program, const lambda::TermStore& store,
                          const lambda::CostModel& costs) {
    std::vector<std::string_view> names;
    for (lambda::Symbol symbol = 0; symbol < store.symbol_count(); ++symbol) {
        names.emplace_back(store.symbol_name(symbol));
    }
    for (const auto& [name, cost] : costs.primitives) {
        if (store.has_primitive(name)) {
            continue;
        }
        const std::optional<std::string_view> nearest = nearest_word(name, names);
        fmt::print(stderr, "{}: warning: --cost-prim gives {} a cost, but no program uses it{}\n",
                   program, quote_excerpt(name),
                   nearest ? "; did you mean " + quote_excerpt(*nearest) + "?" : "");
    }
}

void check_outputs(std::initializer_list<OptionalPath> paths) {
    for (const OptionalPath& path : paths) {
        if (path) {
            check_writable(*path);
        }
    }
}

// Names of files in "cmd" need not be UTF-8; everything else is.
std::string json_text(const OutputJson& json) {
    return json.dump(2, ' ', false, OutputJson::error_handler_t::replace) + "\n";
}

void write_json(const OutputJson& json, const OptionalPath& out, bool as_json) {
    const std::string text = json_text(json);
    if (out) {
        write_output(*out, text);
    }
    if (as_json) {
        write_output("-", text);
    }
}

bool is_standard_output(const OptionalPath& path) {
    return path == "-" || path == "/dev/stdout";
}

void print_summary(const std::string& text, std::initializer_list<OptionalPath> outputs) {
    const bool is_taken = std::any_of(outputs.begin(), outputs.end(), is_standard_output);
    std::fputs(text.c_str(), is_taken ? stderr : stdout);
}

} // namespace rasp_stitch::compressor
