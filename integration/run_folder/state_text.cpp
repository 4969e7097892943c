#include "integration/run_folder/state_text.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solutions/tasks_json.hpp"
#include "integration/loop/ranked_frontier.hpp"
#include "integration/run/compaction.hpp"
#include "integration/run/setting_table.hpp"
#include "integration/run_folder/digest.hpp"
#include "integration/run_folder/record_json.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;
using enumerator::Frontier;
using enumerator::Language;

namespace {

// Returns what `make` returns. InputErrors that leave it name the place.
template <class Make>
auto at(const JsonCursor& json, Make&& make) {
    try {
        return make();
    } catch (InputError& error) {
        error.add_pointer(json.pointer());
        throw;
    }
}

std::string text_of(const Language& language) {
    return enumerator::grammar_text(language.types, recognition::unigram(language));
}

Language read_language(const JsonCursor& json) {
    return at(json, [&] {
        const Json document = parse_json(json.string(), NonFinite::text);
        return enumerator::read_unigram_language(JsonCursor(document));
    });
}

std::vector<LearntProduction> read_library(const JsonCursor& json, const Language& language) {
    std::vector<LearntProduction> library;
    for (const JsonCursor element : json.elements()) {
        const JsonCursor expression = element.member("expression");
        library.push_back(
            {.expression = expression.string(),
             .iteration = static_cast<std::uint64_t>(element.member("iteration").integer(1))});
        const auto& productions = recognition::unigram(language).productions;
        if (std::ranges::find(productions, library.back().expression,
                              &enumerator::Production::expression) == productions.end()) {
            expression.fail("the grammar has no such production");
        }
    }
    return library;
}

Frontier read_frontier(const JsonCursor& json, const enumerator::SearchTask& task,
                       Language& language) {
    return at(json, [&] {
        Frontier frontier{.request = rasp::parse_task_type(language.types, task.task.type),
                          .programs = {}};
        for (const JsonCursor program : json.elements()) {
            frontier.programs.push_back(
                {.term = enumerator::read_expression(language.terms, program.string())});
        }
        score(language, task, frontier.programs); // in the order in which they were written
        return frontier;
    });
}

std::vector<Frontier> read_frontiers(const Run& run, const JsonCursor& json, Language& language) {
    const JsonElements list = json.elements();
    if (list.size() != run.training.size()) {
        json.fail(fmt::format("found frontiers of {} tasks", list.size()),
                  fmt::format("those of {} tasks", run.training.size()));
    }
    std::vector<Frontier> frontiers;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        frontiers.push_back(read_frontier(list[i], run.training[i], language));
    }
    return frontiers;
}

// The text is empty before the first training. The phases after dreaming need a model.
std::optional<LearntModel> read_learnt_model(const Run& run, Phase next, const JsonCursor& text,
                                             const JsonCursor& grammar) {
    const bool is_needed =
        run.settings.recognition && next != Phase::wake && next != Phase::dreaming;
    if (text.string().empty()) {
        if (is_needed) {
            text.fail("there is no model before the phase " + std::string(name_of(next)));
        }
        return std::nullopt;
    }
    LearntModel learnt{.model = {}, .language = read_language(grammar)};
    at(text, [&] {
        const Json document = parse_json(text.string());
        learnt.model = recognition::read_model(JsonCursor(document));
        const auto kind = run.settings.contextual ? recognition::GrammarKind::contextual
                                                  : recognition::GrammarKind::plain;
        if (learnt.model.kind != kind) {
            throw InputError({.found = fmt::format("the model is {}", name_of(learnt.model.kind)),
                              .expected = fmt::format("{}, by the settings", name_of(kind))});
        }
        recognition::check_language(learnt.model, recognition::unigram(learnt.language));
        return 0;
    });
    return learnt;
}

Phase read_next(const Run& run, const JsonCursor& json) {
    const std::optional<Phase> phase = phase_named(json.string());
    if (!phase) {
        json.fail("there is no phase of this name");
    }
    if (!has_phase(run.settings, *phase)) {
        json.fail("by its settings the run has no such phase");
    }
    return *phase;
}

void check_run(const Run& run, const JsonCursor& json) {
    if (json.string() != run_key(run)) {
        json.fail("this is the state of another run",
                  "that of the tasks and settings in settings.json");
    }
}

OutputJson library_json(const std::vector<LearntProduction>& library) {
    OutputJson json = OutputJson::array();
    for (const LearntProduction& learnt : library) {
        json.push_back({{"expression", learnt.expression}, {"iteration", learnt.iteration}});
    }
    return json;
}

OutputJson frontiers_json(const Language& language, const std::vector<Frontier>& frontiers) {
    OutputJson json = OutputJson::array();
    for (const Frontier& frontier : frontiers) {
        OutputJson& programs = json.emplace_back(OutputJson::array());
        for (const enumerator::FrontierProgram& program : frontier.programs) {
            programs.push_back(enumerator::print_expression(language.terms, program.term));
        }
    }
    return json;
}

} // namespace

std::string run_key(const Run& run) {
    return digest_of({{"settings", settings_identity(run.settings)},
                      {"training", enumerator::tasks_json(run.training)},
                      {"held_out", enumerator::tasks_json(run.held_out)}});
}

std::string state_text(const Run& run, const LoopState& state) {
    OutputJson records = OutputJson::array();
    for (const PhaseRecord& record : state.records) {
        records.push_back(record_json(record));
    }
    const std::optional<LearntModel>& learnt = state.model;
    OutputJson json = {{"run", run_key(run)},
                       {"iteration", state.iteration},
                       {"next", name_of(state.next)},
                       {"grammar", text_of(state.language)},
                       {"library", library_json(state.library)},
                       {"frontiers", frontiers_json(state.language, state.frontiers)},
                       {"model", learnt ? recognition::model_text(learnt->model) : std::string()},
                       {"model_grammar", learnt ? text_of(learnt->language) : std::string()},
                       {"records", std::move(records)}};
    if (!state.before_interruption.empty()) {
        json["before_interruption"] = frontiers_json(state.language, state.before_interruption);
    }
    return json.dump() + "\n";
}

LoopState read_state(const Run& run, std::string_view text) {
    const Json document = parse_json(text);
    const JsonCursor json(document);
    check_run(run, json.member("run"));
    LoopState state;
    state.iteration = static_cast<std::uint64_t>(json.member("iteration").integer(1));
    state.next = read_next(run, json.member("next"));
    state.language = read_language(json.member("grammar"));
    state.library = read_library(json.member("library"), state.language);
    state.frontiers = read_frontiers(run, json.member("frontiers"), state.language);
    if (const auto before = json.optional_member("before_interruption")) {
        state.before_interruption = read_frontiers(run, *before, state.language);
    }
    state.model =
        read_learnt_model(run, state.next, json.member("model"), json.member("model_grammar"));
    for (const JsonCursor record : json.member("records").elements()) {
        state.records.push_back(read_record(record));
    }
    return compacted(std::move(state));
}

} // namespace rasp_stitch::loop
