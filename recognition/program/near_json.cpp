#include "recognition/program/near_json.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_json.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_input.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace rasp_stitch::recognition {

namespace {

nlohmann::ordered_json record_json(const SketchRecord& record, std::size_t number) {
    nlohmann::ordered_json json = {{"number", number},       {"parent", record.parent},
                                   {"program", record.text}, {"how", record.how},
                                   {"cost", record.cost},    {"rest", record.rest}};
    if (record.form_loss) {
        json["loss"] = *record.form_loss;
    }
    if (record.network_loss) {
        json["network_loss"] = *record.network_loss;
    }
    json["steps"] = record.steps;
    json["fate"] = name_of(record.fate);
    return json;
}

} // namespace

nlohmann::ordered_json near_json(std::span<const NearTaskFile> tasks,
                                 std::span<const NearResult> results,
                                 const enumerator::Language& language, double seconds) {
    enumerator::Language own = language;
    nlohmann::ordered_json frontiers = nlohmann::ordered_json::array();
    nlohmann::ordered_json searches = nlohmann::ordered_json::array();
    std::size_t solved = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const NearTask& task = tasks[i].task;
        const NearResult& result = results[i];
        nlohmann::ordered_json programs = nlohmann::ordered_json::array();
        for (const NearProgram& program : result.programs) {
            if (!program.is_answer) {
                continue;
            }
            programs.push_back(
                {{"program", program.text},
                 {"logLikelihood", program.score.wrong == 0 ? 0.0 : -program.score.nats},
                 {"logPrior", -program.cost},
                 {"seconds", program.seconds},
                 {"looked_at", program.sketches},
                 {"wrong_cells", program.score.wrong},
                 {"cells", program.score.cells},
                 {"found_by", program.how}});
        }
        solved += programs.empty() ? 0U : 1U;
        const lambda::TypeId request = rasp::parse_task_type(own.types, task.task().type);
        frontiers.push_back({{"task", task.task().name},
                             {"request", lambda::type_json(own.types, request)},
                             {"programs", std::move(programs)}});
        nlohmann::ordered_json expanded = nlohmann::ordered_json::array();
        for (std::size_t number = 0; number < result.records.size(); ++number) {
            expanded.push_back(record_json(result.records[number], number));
        }
        nlohmann::ordered_json search = {{"task", task.task().name},
                                         {"partial_programs", result.sketches},
                                         {"made", result.made},
                                         {"steps", result.steps},
                                         {"enumerated", result.enumerated},
                                         {"reached", result.lower_bound},
                                         {"ended", name_of(result.end)},
                                         {"proven", result.end == NearEnd::proof},
                                         {"seconds", result.seconds}};
        search["stopped"] = result.stopped == StopReason::none
                                ? nlohmann::ordered_json()
                                : nlohmann::ordered_json(name_of(result.stopped));
        search["expanded"] = std::move(expanded);
        searches.push_back(std::move(search));
    }
    return {{"version", RASP_STITCH_VERSION},
            {"search", "near"},
            {"seconds", seconds},
            {"tasks", tasks.size()},
            {"solved", solved},
            {"DSL", parse_json(enumerator::grammar_text(own.types, own.grammar), NonFinite::text)},
            {"frontiers", std::move(frontiers)},
            {"searches", std::move(searches)}};
}

} // namespace rasp_stitch::recognition
