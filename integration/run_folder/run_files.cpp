#include "integration/run_folder/run_files.hpp"

#include "enumerator/evidence/verdict_json.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "integration/loop/judged_frontiers.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "integration/run_folder/record_json.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;
using enumerator::Frontier;
using enumerator::Language;

namespace {

std::string file_of(const OutputJson& json) {
    return json.dump(1) + "\n";
}

std::string text_of(const Language& language) {
    return enumerator::grammar_text(language.types, recognition::unigram(language));
}

} // namespace

std::string grammar_file(const LoopState& state) {
    return text_of(state.language) + "\n";
}

std::string frontiers_file(const Run& run, const LoopState& state, std::string_view version) {
    OutputJson frontiers = OutputJson::array();
    std::size_t solved = 0;
    const auto verdicts = judge_frontiers(run, state);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        frontiers.push_back(enumerator::frontier_json(state.language, run.training[i].task.name,
                                                      state.frontiers[i]));
        if (verdicts[i]) {
            ++solved;
            enumerator::add_verdict(frontiers.back(), *verdicts[i]);
        }
    }
    return file_of({{"version", version},
                    {"tasks", run.training.size()},
                    {"solved", solved},
                    {enumerator::frontier_field::grammar,
                     OutputJson(parse_json(text_of(state.language), NonFinite::text))},
                    {enumerator::frontier_field::frontiers, std::move(frontiers)}});
}

OutputJson library_json(const Run& run, const LoopState& state) {
    OutputJson json = OutputJson::array();
    for (const LibraryEntry& entry : library_of(run, state)) {
        json.push_back({{"name", entry.name},
                        {"body", entry.body},
                        {"arity", entry.arity},
                        {"expression", entry.expression},
                        {"type", entry.type},
                        {"iteration", entry.iteration},
                        {"uses", entry.uses.size()},
                        {"tasks", entry.tasks}});
    }
    return json;
}

OutputJson statistics_json(const LoopState& state) {
    OutputJson json = OutputJson::array();
    for (const PhaseRecord& record : state.records) {
        json.push_back(record_json(record));
    }
    return json;
}

std::string library_file(const Run& run, const LoopState& state) {
    return file_of(library_json(run, state));
}

std::string statistics_file(const LoopState& state) {
    return file_of(statistics_json(state));
}

} // namespace rasp_stitch::loop
