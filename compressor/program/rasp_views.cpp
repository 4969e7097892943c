#include "compressor/program/rasp_views.hpp"

#include "compressor/program/known_rasp.hpp"
#include "rasp/report/evaluation_data.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// Of all runs together, as text: a page is to be little larger than its programs.
constexpr std::size_t most_bytes = 450'000;

constexpr std::size_t most_uses = 20; // of an abstraction, that are tried for a transformer

// Adds to each abstraction the transformer that its first use compiles to which is a program of the
// input by itself.
void add_transformers(OutputJson& abstractions, Corpus& corpus, KnownRasp& rasp,
                      const Compression& compression) {
    for (std::size_t i = 0; i < compression.steps.size(); ++i) {
        std::size_t tried = 0;
        for (const Use& use : compression.steps[i].rewriting.uses) {
            if (++tried > most_uses) {
                break;
            }
            if (std::optional<OutputJson> transformer =
                    rasp::part_transformer(corpus.store, rasp.names(), use.after)) {
                (*transformer)["where"] = "one of its uses";
                abstractions[i]["transformer"] = *std::move(transformer);
                break;
            }
        }
    }
}

std::vector<rasp::TaskEntry> entries_of(const Corpus& corpus) {
    if (corpus.document == nullptr || corpus.format != CorpusFormat::rasp) {
        return {};
    }
    try {
        return rasp::read_tasks(JsonCursor(*corpus.document));
    } catch (const InputError&) {
        return {}; // programs without examples
    }
}

void add_runs(OutputJson& programs, Corpus& corpus, KnownRasp& rasp) {
    const std::vector<rasp::TaskEntry> entries = entries_of(corpus);
    std::unordered_map<std::string_view, const rasp::Task*> task_of;
    for (const rasp::TaskEntry& entry : entries) {
        task_of.emplace(entry.task.name, &entry.task);
    }
    OutputJson runs = OutputJson::array();
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < corpus.programs.size() && bytes < most_bytes; ++i) {
        const auto task = task_of.find(corpus.programs[i].name);
        const rasp::Example* const example =
            task == task_of.end() ? nullptr : rasp::shown_example(*task->second);
        if (example == nullptr) {
            continue;
        }
        const std::optional<rasp::Bytecode> code =
            rasp::program_code(corpus.store, rasp.names(), corpus.programs[i].root);
        if (!code || (code->arity == 2) != example->input.atom.has_value()) {
            continue;
        }
        OutputJson run = rasp::run_data(corpus.store, *code, example->input);
        run["program"] = i;
        if (!code->gives_selector()) {
            run["transformer"] = rasp::transformer_data(*code);
        }
        bytes += run.dump(-1, ' ', false, OutputJson::error_handler_t::replace).size();
        if (bytes <= most_bytes) {
            runs.push_back(std::move(run));
        }
    }
    if (!runs.empty()) {
        programs["runs"] = std::move(runs);
    }
}

} // namespace

void add_rasp_views(OutputJson& data, Corpus& corpus, const Compression& compression) {
    try {
        KnownRasp rasp(corpus, compression);
        add_transformers(data["abstractions"], corpus, rasp, compression);
        add_runs(data["programs"], corpus, rasp);
    } catch (const InputError&) {
        return; // a literal that is none: these are no programs of RASP
    }
}

} // namespace rasp_stitch::compressor
