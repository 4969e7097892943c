#include "integration/run_folder/run_text.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/loop/ranked_programs.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <utility>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

std::string file_of(const OutputJson& json) {
    return json.dump(1) + "\n";
}

OutputJson frontier_json(const OpenLanguage& language, const enumerator::SearchTask& task,
                         const std::vector<std::string>& programs) {
    OutputJson list = OutputJson::array();
    for (const RankedProgram& program : ranked(language, task, programs, programs.size())) {
        list.push_back(
            {{"program", program.program}, {"logLikelihood", 0}, {"logPrior", program.log_prior}});
    }
    lambda::TypeStore types;
    const lambda::TypeId request = rasp::parse_task_type(types, task.task.type);
    return {{"task", task.task.name},
            {"request", lambda::type_json(types, request)},
            {"programs", std::move(list)}};
}

} // namespace

std::vector<LibraryEntry> library_of(const Run& run, const LoopState& state) {
    lambda::TypeStore types;
    const enumerator::PrimitiveType primitive_type = enumerator::rasp_type;
    enumerator::ExpressionTypes expression_types(types, primitive_type);
    std::vector<LibraryEntry> library;
    for (const LearntName& learnt : state.library) {
        const enumerator::Production production = expression_types.production(learnt.expression);
        LibraryEntry& entry =
            library.emplace_back(LibraryEntry{.expression = learnt.expression,
                                              .type = lambda::print_type(types, production.type),
                                              .iteration = learnt.iteration,
                                              .tasks = {}});
        for (std::size_t i = 0; i < run.training.size(); ++i) {
            const std::vector<std::string>& programs = state.frontiers[i];
            // An abstraction is written out where it is used, also within another.
            if (!programs.empty() &&
                programs.front().find(learnt.expression) != std::string::npos) {
                entry.tasks.push_back(run.training[i].task.name);
            }
        }
    }
    return library;
}

std::string grammar_file(const LoopState& state) {
    return state.grammar + "\n";
}

std::string frontiers_file(const Run& run, const LoopState& state, std::string_view version) {
    const OpenLanguage language = open_language(state.grammar);
    OutputJson frontiers = OutputJson::array();
    std::size_t solved = 0;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        frontiers.push_back(frontier_json(language, run.training[i], state.frontiers[i]));
        solved += state.frontiers[i].empty() ? 0U : 1U;
    }
    return file_of({{"version", version},
                    {"tasks", run.training.size()},
                    {"solved", solved},
                    {"DSL", OutputJson(parse_json(state.grammar, NonFinite::text))},
                    {"frontiers", std::move(frontiers)}});
}

std::string library_file(const Run& run, const LoopState& state) {
    OutputJson json = OutputJson::array();
    for (const LibraryEntry& entry : library_of(run, state)) {
        json.push_back({{"expression", entry.expression},
                        {"type", entry.type},
                        {"iteration", entry.iteration},
                        {"tasks", entry.tasks}});
    }
    return file_of(json);
}

std::string statistics_file(const LoopState& state) {
    OutputJson json = OutputJson::array();
    for (const PhaseRecord& record : state.records) {
        json.push_back(record_json(record));
    }
    return file_of(json);
}

} // namespace rasp_stitch::loop
