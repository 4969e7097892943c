#include "integration/run_folder/run_views.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/parse.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/report/evaluation_data.hpp"
#include "rasp/tasks/task.hpp"
#include "support/text/input_error.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

constexpr std::size_t most_bytes = 450'000; // of all runs together
constexpr std::size_t most_uses = 20;       // of an abstraction, that are tried for a transformer

std::size_t bytes_of(const OutputJson& json) {
    return json.dump(-1, ' ', false, OutputJson::error_handler_t::replace).size();
}

// Adds what the best program of a task does on one of its examples.
void add_run(OutputJson& json, const rasp::Task& task, const std::string& expression) {
    const rasp::Example* const example = rasp::shown_example(task);
    if (example == nullptr) {
        return;
    }
    lambda::TermStore store;
    lambda::TypeStore types;
    const rasp::Library library;
    const lambda::TypeOf type_of = rasp::rasp_types(store, types, &library);
    const std::optional<rasp::Bytecode> code =
        rasp::program_code(store, {.types = types, .type_of = type_of, .library = library},
                           enumerator::read_unfolded(store, expression));
    if (!code || (code->arity == 2) != example->input.atom.has_value()) {
        return;
    }
    json["run"] = rasp::run_data(store, *code, example->input);
    if (!code->gives_selector()) {
        json["transformer"] = rasp::transformer_data(*code);
    }
}

// Adds to each abstraction the transformer that its first use compiles to which is a program of the
// input by itself.
void add_transformers(OutputJson& abstractions, std::span<const LibraryEntry> entries) {
    lambda::TermStore store;
    lambda::TypeStore types;
    rasp::Library library;
    for (const LibraryEntry& entry : entries) {
        const lambda::TypeOf type_of = rasp::rasp_types(store, types, &library);
        const auto meaning =
            rasp::typed(store, types, enumerator::read_unfolded(store, entry.expression), type_of);
        if (meaning) {
            library.add(store.primitive(entry.name), meaning->term);
        }
    }
    const lambda::TypeOf type_of = rasp::rasp_types(store, types, &library);
    const rasp::KnownNames names{.types = types, .type_of = type_of, .library = library};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        std::size_t tried = 0;
        for (const LibraryUse& use : entries[i].uses) {
            if (++tried > most_uses) {
                break;
            }
            const lambda::TermId part = lambda::parse(store, use.text, {.metavariables = true});
            if (auto transformer = rasp::part_transformer(store, names, part)) {
                (*transformer)["where"] = use.where;
                abstractions[i]["transformer"] = *std::move(transformer);
                break;
            }
        }
    }
}

} // namespace

void add_run_views(OutputJson& data, const Run& run, const LoopState& state,
                   std::span<const LibraryEntry> library) {
    add_transformers(data["abstractions"], library);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (state.frontiers[i].programs.empty()) {
            continue;
        }
        OutputJson views;
        add_run(views, run.training[i].task,
                enumerator::print_expression(state.language.terms,
                                             state.frontiers[i].programs.front().term));
        bytes += bytes_of(views);
        if (bytes > most_bytes) {
            return;
        }
        for (auto& [name, view] : views.items()) {
            data["tasks"][i][name] = std::move(view);
        }
    }
}

} // namespace rasp_stitch::loop
