#include "compressor/program/source_corpus.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/library.hpp"
#include "rasp/source/print_source.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/source/syntax.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::size_t most_parts = 1'000'000;

// A term shares what is used several times, and a corpus does not.
bool is_too_large(const lambda::TermStore& store, const rasp::SourceItem& item) {
    const auto* const sop = item.value.as<rasp::Sop>();
    const auto* const selector = item.value.as<rasp::SelectorTerm>();
    if (sop == nullptr && selector == nullptr) {
        return false;
    }
    std::unordered_map<lambda::TermId, std::size_t> parts;
    std::size_t whole = 0;
    for (const lambda::TermId part :
         lambda::subterms(store, std::array{sop != nullptr ? sop->term : selector->term})) {
        whole = store.is(lambda::TermKind::application, part)
                    ? 1 + parts.at(store.function(part)) + parts.at(store.argument(part))
                    : 1;
        if (whole > most_parts) {
            return true;
        }
        parts.emplace(part, whole);
    }
    return false;
}

// Reads one file after the other into one list of tasks.
class SourceCorpus {
public:
    void add(const std::string& path) {
        lambda::TermStore store;
        lambda::TypeStore types;
        rasp::SourceReader reader(store, types, {.input = {}, .load = rasp::source_loader()});
        const std::string source = source_name(path);
        for (const rasp::SourceItem& item : last_values(reader.read(read_input(path), source))) {
            if (item.is_loaded || !(item.is_sop() || item.is_selector() || item.is_function())) {
                continue;
            }
            const LinePlace place = line_place(item.tree->text, item.offset);
            const std::string where = fmt::format("{}:{}", source, place.line);
            if (is_too_large(store, item)) {
                warnings_.push_back(fmt::format("{}: {} is left out: written out, as it is in a "
                                                "corpus, it has more than {} parts",
                                                where, quote_excerpt(item.name), most_parts));
                continue;
            }
            try {
                const rasp::TypedProgram program = reader.program(item);
                tasks_.push_back({{"name", fresh(item.name, where)},
                                  {"program", lambda::print(store, program.term)},
                                  {"type", lambda::print_type(types, program.type)},
                                  {"place", where}});
            } catch (const InputError& error) {
                if (!item.is_function()) {
                    throw;
                }
                warnings_.push_back(fmt::format("{}: the function {} is left out: {}", where,
                                                quote_excerpt(item.name), error.problem().found));
            }
        }
    }

    std::string text() const { return tasks_.dump(1) + "\n"; }
    bool empty() const { return tasks_.empty(); }
    const std::vector<std::string>& warnings() const { return warnings_; }

private:
    // The part of a name before a slash is the task, and a task of each name is wanted.
    std::string fresh(const std::string& name, const std::string& where) {
        std::string candidate = names_.contains(name) || name == "out" ? name + "@" + where : name;
        for (char& c : candidate) {
            c = c == '/' ? '.' : c;
        }
        for (int k = 2; !names_.insert(candidate).second; ++k) {
            candidate = fmt::format("{}@{}", name, k);
        }
        return candidate;
    }

    std::vector<std::string> warnings_;
    std::set<std::string> names_;
    Json tasks_ = Json::array();
};

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

bool is_source_path(std::string_view path) {
    return path.ends_with(".rasp");
}

Corpus read_sources(std::span<const std::string> paths, const ReadOptions& options) {
    SourceCorpus sources;
    for (const std::string& path : paths) {
        sources.add(path);
    }
    if (sources.empty()) {
        throw InputError({.found = "no s-op, selector or function",
                          .expected = "files of RASP that define some",
                          .source = source_name(paths.front())});
    }
    Corpus corpus = read_corpus(sources.text(), options);
    corpus.warnings.insert(corpus.warnings.end(), sources.warnings().begin(),
                           sources.warnings().end());
    return corpus;
}

std::string library_source(Corpus& corpus, const Compression& compression) {
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
    return rasp::print_source(corpus.store, types, {.library = library, .programs = programs}).text;
}

} // namespace rasp_stitch::compressor
