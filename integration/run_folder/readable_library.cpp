#include "integration/run_folder/readable_library.hpp"

#include "compressor/library/library_graph.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/printed_programs.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_copy.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_text.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::loop {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

constexpr std::size_t uses_shown = 2;
constexpr std::size_t most_reason = 500;    // characters
constexpr std::size_t most_characters = 60; // of a task's name

std::string type_of(const enumerator::Language& language, const std::string& expression) {
    const auto& productions = recognition::unigram(language).productions;
    const auto found =
        std::ranges::find(productions, expression, &enumerator::Production::expression);
    return lambda::print_type(language.types, found->type);
}

// Terms in which abstractions are called by their names.
class NamedTerms {
public:
    explicit NamedTerms(const std::vector<LearntProduction>& library) {
        for (std::size_t i = 0; i < library.size(); ++i) {
            numbers_.emplace(library[i].expression, i);
        }
    }

    TermStore& store() { return store_; }

    static std::string name_of(std::size_t number) { return fmt::format("fn_{}", number); }

    // Returns the number of the abstraction that this part of a named term is.
    std::optional<std::size_t> number_of(TermId part) const {
        const auto found = names_.find(part);
        return found == names_.end() ? std::nullopt : std::optional(found->second);
    }

    TermId named(const TermStore& from, TermId term) {
        return lambda::TermCopy(from, store_, [this](const std::string& name) {
            const auto found = numbers_.find(name);
            if (found == numbers_.end()) {
                return store_.primitive(name);
            }
            const TermId named = store_.primitive(name_of(found->second));
            names_.emplace(named, found->second);
            return named;
        })(term);
    }

private:
    TermStore store_;
    std::unordered_map<std::string, std::size_t> numbers_; // by expression
    std::unordered_map<TermId, std::size_t> names_;
};

// Sets the body and the arity: each lambda around an abstraction becomes a metavariable.
TermId set_body(LibraryEntry& entry, NamedTerms& terms) {
    TermStore from;
    TermId body = terms.named(
        from, enumerator::read_expression(from, std::string_view(entry.expression).substr(1)));
    TermStore& store = terms.store();
    while (store.is(TermKind::lambda, body)) {
        body = lambda::substitute(store, store.body(body), store.metavariable(entry.arity++));
    }
    entry.body = lambda::print(store, body);
    return body;
}

// Finds uses of abstractions in a term, each with its arguments; one that stands alone is shown
// with what it is an argument of.
void add_uses(std::vector<LibraryEntry>& library, NamedTerms& terms, const std::string& where,
              TermId root) {
    const TermStore& store = terms.store();
    struct Part {
        TermId term{};
        TermId shown{};
    };
    std::vector<Part> pending = {{root, root}};
    while (!pending.empty()) {
        const auto [term, shown] = pending.back();
        pending.pop_back();
        if (store.is(TermKind::lambda, term)) {
            pending.push_back({store.body(term), store.body(term)});
        } else if (store.is(TermKind::application, term)) {
            TermId head = term;
            for (; store.is(TermKind::application, head); head = store.function(head)) {
                const TermId argument = store.argument(head);
                const bool is_alone = store.is(TermKind::primitive, argument);
                pending.push_back({argument, is_alone ? term : argument});
            }
            pending.push_back({head, term});
        } else if (const std::optional<std::size_t> number = terms.number_of(term)) {
            library[*number].uses.push_back({where, lambda::print(store, shown)});
        }
    }
}

void add_programs(const Run& run, const LoopState& state, NamedTerms& terms,
                  std::vector<LibraryEntry>& library) {
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (state.frontiers[i].programs.empty()) {
            continue;
        }
        const std::string& task = run.training[i].task.name;
        const TermId best = state.frontiers[i].programs.front().term;
        // An abstraction is written out where it is used, also within another.
        const std::string text = enumerator::print_expression(state.language.terms, best);
        for (LibraryEntry& entry : library) {
            if (text.find(entry.expression) != std::string::npos) {
                entry.tasks.push_back(task);
            }
        }
        add_uses(library, terms, task, terms.named(state.language.terms, best));
    }
}

std::string entry_text(const LibraryEntry& entry) {
    std::string text = fmt::format("{}  {}; iteration {}, {} use{}, in {} task{}\n    {}\n",
                                   entry.name, entry.type, entry.iteration, entry.uses.size(),
                                   entry.uses.size() == 1 ? "" : "s", entry.tasks.size(),
                                   entry.tasks.size() == 1 ? "" : "s", entry.body);
    std::vector<std::string_view> shown;
    for (const LibraryUse& use : entry.uses) {
        if (shown.size() == uses_shown) {
            break;
        }
        if (std::ranges::find(shown, use.text) == shown.end()) {
            shown.push_back(use.text);
            text +=
                fmt::format("        {}: {}\n", safe_excerpt(use.where, most_characters), use.text);
        }
    }
    return text;
}

} // namespace

std::vector<LibraryEntry> library_of(const Run& run, const LoopState& state) {
    NamedTerms terms(state.library);
    std::vector<LibraryEntry> library;
    std::vector<TermId> bodies;
    for (const LearntProduction& learnt : state.library) {
        LibraryEntry& entry = library.emplace_back();
        entry.name = NamedTerms::name_of(library.size() - 1);
        entry.expression = learnt.expression;
        entry.type = type_of(state.language, learnt.expression);
        entry.iteration = learnt.iteration;
        bodies.push_back(set_body(entry, terms));
    }
    add_programs(run, state, terms, library);
    for (std::size_t i = 0; i < library.size(); ++i) {
        add_uses(library, terms, library[i].name, bodies[i]);
    }
    for (std::size_t i = 0; i < library.size(); ++i) {
        for (const TermId part : lambda::subterms(terms.store(), std::array{bodies[i]})) {
            if (const std::optional<std::size_t> number = terms.number_of(part)) {
                library[i].parts.push_back(*number);
            }
        }
        std::ranges::sort(library[i].parts);
    }
    return library;
}

std::vector<std::vector<std::string>> programs_of(const Run& run, const LoopState& state) {
    NamedTerms terms(state.library);
    std::vector<std::vector<std::string>> all(run.training.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const enumerator::FrontierProgram& program : state.frontiers[i].programs) {
            all[i].push_back(
                lambda::print(terms.store(), terms.named(state.language.terms, program.term)));
        }
    }
    return all;
}

std::string library_text(std::span<const LibraryEntry> library) {
    std::string text;
    for (const LibraryEntry& entry : library) {
        text += entry_text(entry);
    }
    return text.empty() ? "no abstractions\n" : text;
}

rasp::PrintedSource printed_library(const Run& run, const LoopState& state, rasp::PrintForm form,
                                    rasp::NameChanges changes) {
    enumerator::PrintedPrograms printed;
    for (std::size_t i = 0; i < state.library.size(); ++i) {
        printed.add_abstraction(state.library[i].expression, NamedTerms::name_of(i));
    }
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (state.frontiers[i].programs.empty()) {
            continue;
        }
        const rasp::Task& task = run.training[i].task;
        enumerator::PrintedPrograms::Program program{
            .name = task.name,
            .expression = enumerator::print_expression(state.language.terms,
                                                       state.frontiers[i].programs.front().term)};
        for (const rasp::Example& example : task.examples) {
            if (example.output && !program.example) {
                program.example = example.input.tokens;
            }
        }
        printed.add(program);
    }
    return printed.print(form, std::move(changes));
}

std::string library_rasp(const Run& run, const LoopState& state) {
    try {
        return printed_library(run, state, rasp::PrintForm::rasp).text;
    } catch (const InputError& error) {
        return fmt::format("# {}\n", safe_excerpt(error.what(), most_reason));
    }
}

std::string library_dot(std::span<const LibraryEntry> library) {
    compressor::LibraryGraph graph;
    for (const LibraryEntry& entry : library) {
        boost::add_vertex({.name = entry.name, .body = entry.body}, graph);
    }
    for (std::size_t i = 0; i < library.size(); ++i) {
        for (const std::size_t part : library[i].parts) {
            boost::add_edge(i, part, graph);
        }
    }
    return compressor::dot_text(graph);
}

} // namespace rasp_stitch::loop
