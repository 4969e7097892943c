#include "integration/loop/loop_state.hpp"

#include "enumerator/solve/tasks_json.hpp"
#include "integration/loop/digest.hpp"
#include "integration/loop/ranked_programs.hpp"
#include "integration/loop/setting_table.hpp"
#include "integration/loop/task_language.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

std::vector<std::vector<std::string>> read_frontiers(const Run& run, const JsonCursor& json) {
    const JsonElements list = json.elements();
    if (list.size() != run.training.size()) {
        json.fail(fmt::format("found frontiers of {} tasks", list.size()),
                  fmt::format("those of {} tasks", run.training.size()));
    }
    std::vector<std::vector<std::string>> frontiers;
    for (const JsonCursor frontier : list) {
        frontiers.emplace_back();
        for (const JsonCursor program : frontier.elements()) {
            frontiers.back().push_back(program.string());
        }
    }
    return frontiers;
}

// What `make` gives; InputErrors that leave it name the place.
template <class Make>
auto at(const JsonCursor& json, Make&& make) {
    try {
        return make();
    } catch (InputError& error) {
        error.add_pointer(json.pointer());
        throw;
    }
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

// Recognition needs it, and the test of held-out tasks that comes later in the iteration.
void check_model(const Run& run, const JsonCursor& json, const LoopState& state) {
    const bool is_needed =
        run.settings.recognition && state.next != Phase::wake && state.next != Phase::dreaming;
    if (state.model.empty() && is_needed) {
        json.member("model").fail("there is no model before the phase " +
                                  std::string(name_of(state.next)));
    }
    if (!state.model.empty()) {
        at(json.member("model_grammar"), [&] { return open_language(state.model_grammar); });
    }
}

void check_library(const JsonCursor& json, const LoopState& state,
                   const enumerator::Grammar& grammar) {
    const JsonElements library = json.elements();
    for (std::size_t i = 0; i < state.library.size(); ++i) {
        if (std::ranges::find(grammar.productions, state.library[i].expression,
                              &enumerator::Production::expression) == grammar.productions.end()) {
            library[i].member("expression").fail("the grammar has no such production");
        }
    }
}

// That a program is one of its task, in the grammar.
void check_programs(const Run& run, const JsonCursor& json, const LoopState& state) {
    const OpenLanguage language =
        at(json.member("grammar"), [&] { return open_language(state.grammar); });
    check_library(json.member("library"), state, language.grammar);
    const JsonElements frontiers = json.member("frontiers").elements();
    for (std::size_t i = 0; i < state.frontiers.size(); ++i) {
        at(frontiers[i], [&] {
            return ranked(language, run.training[i], state.frontiers[i], state.frontiers[i].size());
        });
    }
}

} // namespace

std::string run_key(const Run& run) {
    return digest_of({{"settings", settings_identity(run.settings)},
                      {"training", enumerator::tasks_json(run.training)},
                      {"held_out", enumerator::tasks_json(run.held_out)}});
}

bool is_done(const Run& run, const LoopState& state) {
    return state.iteration > run.settings.iterations;
}

LoopState first_state(const Run& run) {
    LoopState state;
    state.run = run_key(run);
    state.grammar = first_grammar(run);
    state.frontiers.resize(run.training.size());
    return state;
}

std::string state_text(const LoopState& state) {
    OutputJson library = OutputJson::array();
    for (const LearntName& learnt : state.library) {
        library.push_back({{"expression", learnt.expression}, {"iteration", learnt.iteration}});
    }
    OutputJson records = OutputJson::array();
    for (const PhaseRecord& record : state.records) {
        records.push_back(record_json(record));
    }
    const OutputJson json = {{"run", state.run},
                             {"iteration", state.iteration},
                             {"next", name_of(state.next)},
                             {"grammar", state.grammar},
                             {"library", std::move(library)},
                             {"frontiers", state.frontiers},
                             {"model", state.model},
                             {"model_grammar", state.model_grammar},
                             {"records", std::move(records)}};
    return json.dump() + "\n";
}

LoopState read_state(const Run& run, std::string_view text) {
    const Json document = parse_json(text);
    const JsonCursor json(document);
    check_run(run, json.member("run"));
    LoopState state{.run = json.member("run").string(),
                    .iteration = static_cast<std::uint64_t>(json.member("iteration").integer(1)),
                    .next = read_next(run, json.member("next")),
                    .grammar = json.member("grammar").string(),
                    .library = {},
                    .frontiers = read_frontiers(run, json.member("frontiers")),
                    .model = json.member("model").string(),
                    .model_grammar = json.member("model_grammar").string(),
                    .records = {}};
    for (const JsonCursor learnt : json.member("library").elements()) {
        state.library.push_back(
            {.expression = learnt.member("expression").string(),
             .iteration = static_cast<std::uint64_t>(learnt.member("iteration").integer(1))});
    }
    for (const JsonCursor record : json.member("records").elements()) {
        state.records.push_back(read_record(record));
    }
    check_programs(run, json, state);
    check_model(run, json, state);
    return state;
}

} // namespace rasp_stitch::loop
