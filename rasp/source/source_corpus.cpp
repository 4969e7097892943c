#include "rasp/source/source_corpus.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/written_size.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/source/source_files.hpp"
#include "rasp/syntax/syntax.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_parts = 1'000'000;

// Returns what a file itself defines that may be a program.
std::vector<SourceItem> definitions(SourceReader& reader, const std::string& path) {
    std::vector<SourceItem> items = last_values(reader.read(read_input(path), source_name(path)));
    std::erase_if(items, [](const SourceItem& item) {
        return item.is_loaded || !(item.is_sop() || item.is_selector() || item.is_function());
    });
    return items;
}

// A term shares what is used several times, and a corpus does not.
bool is_too_large(const lambda::TermStore& store, const SourceItem& item) {
    const auto* const sop = item.value.as<Sop>();
    const auto* const selector = item.value.as<SelectorTerm>();
    return (sop != nullptr || selector != nullptr) &&
           lambda::is_written_larger(store, sop != nullptr ? sop->term : selector->term,
                                     most_parts);
}

std::string place_of(const SourceItem& item, const std::string& source) {
    return fmt::format("{}:{}", source, line_place(item.tree->text, item.offset).line);
}

// Returns nullopt, and adds a warning, for a function that is no program.
std::optional<TypedProgram> program_of(SourceReader& reader, const SourceItem& item,
                                       const std::string& where,
                                       std::vector<std::string>& warnings) {
    try {
        return reader.program(item);
    } catch (const InputError& error) {
        if (!item.is_function()) {
            throw;
        }
        warnings.push_back(fmt::format("{}: the function {} is left out: {}", where,
                                       quote_excerpt(item.name), error.problem().found));
        return std::nullopt;
    }
}

[[noreturn]] void fail_without_programs(const std::string& path) {
    throw InputError({.found = "no s-op, selector or function",
                      .expected = "a file of RASP that defines some",
                      .source = source_name(path)});
}

// Reads one file after the other into one list of tasks.
class SourceTasks {
public:
    void add(const std::string& path) {
        lambda::TermStore store;
        lambda::TypeStore types;
        SourceReader reader(store, types, {.input = {}, .load = source_loader()});
        const std::string source = source_name(path);
        for (const SourceItem& item : definitions(reader, path)) {
            const std::string where = place_of(item, source);
            if (is_too_large(store, item)) {
                warnings_.push_back(fmt::format("{}: {} is left out: written out, as it is in a "
                                                "corpus, it has more than {} parts",
                                                where, quote_excerpt(item.name), most_parts));
                continue;
            }
            if (const auto program = program_of(reader, item, where, warnings_)) {
                tasks_.push_back({{"name", fresh(item.name, where)},
                                  {"program", lambda::print(store, program->term)},
                                  {"type", lambda::print_type(types, program->type)},
                                  {"examples", Json::array()},
                                  {"place", where}});
            }
        }
    }

    SourceTexts texts() && {
        return {.text = tasks_.empty() ? "" : tasks_.dump(1) + "\n",
                .warnings = std::move(warnings_)};
    }

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

// Returns the body of an abstraction: what comes in by lambdas is a metavariable, if it is used.
lambda::TermId body_of(lambda::TermStore& store, lambda::TermId term) {
    std::uint32_t arity = 0;
    while (store.is(lambda::TermKind::lambda, term)) {
        const lambda::TermId body = store.body(term);
        term = lambda::substitute(store, body, store.metavariable(arity));
        const std::vector<lambda::TermId> parts = lambda::subterms(store, std::array{term});
        if (std::ranges::find(parts, store.metavariable(arity)) != parts.end()) {
            ++arity;
        }
    }
    return term;
}

} // namespace

bool is_source_path(std::string_view path) {
    return path.ends_with(".rasp");
}

SourceTexts source_tasks(std::span<const std::string> paths) {
    SourceTasks tasks;
    for (const std::string& path : paths) {
        tasks.add(path);
    }
    SourceTexts texts = std::move(tasks).texts();
    if (texts.text.empty()) {
        fail_without_programs(paths.front());
    }
    return texts;
}

SourcePrograms source_programs(lambda::TermStore& store, lambda::TypeStore& types,
                               const std::string& path) {
    SourceReader reader(store, types, {.input = {}, .load = source_loader()});
    SourcePrograms read;
    for (const SourceItem& item : definitions(reader, path)) {
        if (const auto program =
                program_of(reader, item, place_of(item, source_name(path)), read.warnings)) {
            read.programs.push_back({.name = item.name, .program = *program});
        }
    }
    if (read.programs.empty()) {
        fail_without_programs(path);
    }
    return read;
}

SourceTexts source_library(const std::string& path) {
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types, {.input = {}, .load = source_loader()});
    const std::string source = source_name(path);
    Json abstractions = Json::array();
    SourceTexts texts;
    for (const SourceItem& item : definitions(reader, path)) {
        if (item.name == "out") {
            continue;
        }
        std::string problem = "written out, it is too large";
        if (!is_too_large(store, item)) {
            try {
                const TypedProgram program = reader.program(item);
                const lambda::TermId body = body_of(store, program.term);
                problem = "it is its argument alone";
                if (!store.is(lambda::TermKind::metavariable, body)) {
                    abstractions.push_back(
                        {{"name", item.name}, {"body", lambda::print(store, body)}});
                    continue;
                }
            } catch (const InputError& error) {
                problem = error.problem().found;
            }
        }
        texts.warnings.push_back(fmt::format("{}: {} is left out: {}", place_of(item, source),
                                             quote_excerpt(item.name), problem));
    }
    if (abstractions.empty()) {
        fail_without_programs(path);
    }
    texts.text = abstractions.dump(1) + "\n";
    return texts;
}

SourceTexts library_texts(const std::string& path) {
    return is_source_path(path) ? source_library(path)
                                : SourceTexts{.text = read_input(path), .warnings = {}};
}

} // namespace rasp_stitch::rasp
