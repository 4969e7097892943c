#include "integration/loop/loop_state.hpp"

#include "integration/loop/ranked_programs.hpp"
#include "integration/loop/task_language.hpp"
#include "support/input_error.hpp"
#include "support/json_cursor.hpp"
#include "support/json_input.hpp"

#include <fmt/format.h>

#include <cstddef>
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

Phase read_next(const JsonCursor& json) {
    const std::optional<Phase> phase = phase_named(json.string());
    if (!phase) {
        json.fail("there is no phase of this name");
    }
    return *phase;
}

// That a program is one of its task, in the grammar.
void check_programs(const Run& run, const JsonCursor& json, const LoopState& state) {
    const OpenLanguage language =
        at(json.member("grammar"), [&] { return open_language(state.grammar); });
    const JsonElements frontiers = json.member("frontiers").elements();
    for (std::size_t i = 0; i < state.frontiers.size(); ++i) {
        at(frontiers[i], [&] {
            return ranked(language, run.training[i], state.frontiers[i], state.frontiers[i].size());
        });
    }
}

} // namespace

bool is_done(const Run& run, const LoopState& state) {
    return state.iteration > run.settings.iterations;
}

LoopState first_state(const Run& run) {
    LoopState state;
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
    const OutputJson json = {{"iteration", state.iteration},
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
    LoopState state{.iteration = static_cast<std::uint64_t>(json.member("iteration").integer(1)),
                    .next = read_next(json.member("next")),
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
    return state;
}

} // namespace rasp_stitch::loop
